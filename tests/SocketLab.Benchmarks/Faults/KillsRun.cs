using System.Net.Http.Json;
using System.Text.Json;
using SocketLab.Testing;

namespace SocketLab.Benchmarks.Faults;

/// <summary>Kills SocketLab again and again while three clients save, and looks whether every answered save is there.</summary>
internal static class KillsRun
{
    private const int MostMilliseconds = 800;

    /// <returns>1 where something was lost.</returns>
    public static async Task<int> RunAsync(BenchmarkOptions options)
    {
        var rounds = options.Rounds ?? 200;
        var data = Directory.CreateTempSubdirectory("socketlab-kills-");
        SavingClient[] clients = [new("payloads", 1), new("payloads", 2), new("endpoints", 3)];
        var (random, journals, lost) = (new Random(1), 0, 0);
        try
        {
            for (var round = 0; round <= rounds; round++)
            {
                await using var server = await ServerProcess.StartAsync(options.App, data.FullName);
                var status = await server.Client.GetFromJsonAsync<JsonElement>("/api/workspace/status");
                string[] wrong =
                [
                    .. (await Task.WhenAll(clients.Select(client => client.CheckAsync(server.Client)))).SelectMany(list => list),
                    .. status.GetProperty("notice").GetString() is { } notice ? [notice] : Array.Empty<string>(),
                ];
                foreach (var line in wrong)
                {
                    Console.WriteLine($"round {round}: {line}");
                }

                lost += wrong.Length;
                if (round < rounds)
                {
                    var saving = clients.Select(client => client.RunAsync(server.Client)).ToList();
                    await Task.Delay(TimeSpan.FromMilliseconds(random.Next(MostMilliseconds / 4, MostMilliseconds)), TimeProvider.System);
                    await server.KillAsync();
                    await Task.WhenAll(saving);
                    journals += Path.Combine(data.FullName, "workspace.db-journal") is var j && File.Exists(j) && HasContent(j) ? 1 : 0;
                }
            }
        }
        finally
        {
            data.Delete(recursive: true);
        }

        Console.WriteLine(
            $"{rounds} kills, {journals} of them in the middle of a write; "
                + $"{clients.Sum(client => client.Answered)} saves answered, {lost} not there after the next start"
        );
        return lost == 0 ? 0 : 1;
    }

    private static bool HasContent(string file) => new FileInfo(file).Length > 0;
}
