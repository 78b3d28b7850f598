using System.Diagnostics;
using System.Net.Sockets;

namespace SocketLab.Benchmarks.Descriptors;

/// <summary>Each attack against processes with few open files: they must live, answer, keep their journals and stop in order.</summary>
internal static class DescriptorRun
{
    private const string Token = "a-token-for-this-run-only";
    private static readonly int[] Limits = [512, 1024, 4096, 20_000];
    private static readonly int[] TooFew = [200, 350];

    /// <summary>What a client with the right to everything sends.</summary>
    public static string Bearer => $"Bearer {Token}";

    public static async Task<int> RunAsync(BenchmarkOptions options)
    {
        var wrong = 0;
        var limits = options.Limits.Count > 0 ? options.Limits : Limits;
        foreach (var limit in TooFew)
        {
            await using var lab = Start(options, limit);
            var ended = await lab.EndedAsync();
            Console.WriteLine($"{limit} open files: does not start, exit code {ended}");
            wrong += ended == 1 ? 0 : 1;
        }

        foreach (var limit in limits)
        {
            foreach (var (name, attack) in Attacks.All.Where(a => options.Only.Count == 0 || options.Only.Contains(a.Name)))
            {
                var result = new AttackResult(limit, name);
                for (var run = 0; run < options.Runs; run++)
                {
                    await using var lab = Start(options, limit);
                    await lab.AnsweredAsync("/api/endpoints");
                    await AttackAsync(lab, limit, attack, result);
                    await result.EndAsync(lab);
                }

                wrong += result.Tell();
            }

            var warm = new AttackResult(limit, "all, warm");
            for (var run = 0; run < options.Runs && options.Only.Count == 0; run++)
            {
                await using var lab = Start(options, limit);
                await lab.AnsweredAsync("/api/endpoints");
                foreach (var (_, attack) in Attacks.All.TakeWhile(_ => lab.ExitCode is null))
                {
                    await AttackAsync(lab, limit, attack, warm);
                }

                await warm.EndAsync(lab);
            }

            wrong += options.Only.Count == 0 ? warm.Tell() : 0;
        }

        return wrong == 0 ? 0 : 1;
    }

    private static LabProcess Start(BenchmarkOptions options, int limit)
    {
        var lab = LabProcess.StartLimited(
            options.App,
            limit,
            ("SocketLab__Access__Mode", "token"),
            ("SocketLab__Access__OperatorToken", Token)
        );
        lab.Client.DefaultRequestHeaders.Add("Authorization", Bearer);
        return lab;
    }

    private static async Task AttackAsync(LabProcess lab, int limit, Func<Siege, Task> attack, AttackResult result)
    {
        await using var siege = new Siege(lab, limit);
        try
        {
            await attack(siege);
            for (var i = 0; i < 3; i++)
            {
                var asked = Stopwatch.GetTimestamp();
                using var answer = await lab.Client.GetAsync("/healthz");
                result.AddAnswer(Stopwatch.GetElapsedTime(asked), answer.IsSuccessStatusCode);
            }

            result.AddDescriptors(siege.Descriptors());
            foreach (var endpoint in siege.Endpoints)
            {
                if (await JournalCheck.FaultOfAsync(endpoint) is { } fault)
                {
                    result.AddFault(fault);
                }
            }

            await siege.ReleaseAsync();
            foreach (var endpoint in siege.Endpoints)
            {
                await endpoint.DisposeAsync();
            }
        }
        catch (Exception error)
            when (error is HttpRequestException or TaskCanceledException or InvalidOperationException or IOException or SocketException)
        {
            result.AddFault(error.Message);
        }
    }
}
