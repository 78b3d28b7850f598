using System.Net;
using System.Net.Sockets;
using SocketLab.Benchmarks.Peers;

namespace SocketLab.Benchmarks;

/// <summary>Fills all journals to their shared limit and lets them go, over and over: is memory bounded, and does it come back?</summary>
/// <remarks>Once by deleting the endpoints, once by clearing their journals, each in a process of its own.</remarks>
internal static class MemoryBenchmark
{
    private const string Deleted = "deleted";
    private const string Cleared = "cleared";
    private const int Listeners = 5;
    private const int DatagramBytes = 65_507;
    private const long JournalBytes = 256L << 20;

    /// <summary>The shared limit of 1 GiB, and 200 MB.</summary>
    private const long MostMegabytes = ((1L << 30) / 1_000_000) + 200;

    private const long MostMegabytesLater = 300;

    private static readonly TimeSpan Later = TimeSpan.FromSeconds(10);

    public static async Task<bool> RunAsync(BenchmarkOptions options)
    {
        var isMet = true;
        foreach (var what in (string[])[Deleted, Cleared])
        {
            isMet &= options.Only is [_, ..] && !options.Only.Contains(what) || await RunAsync(what, options);
        }

        return isMet;
    }

    private static async Task<bool> RunAsync(string what, BenchmarkOptions options)
    {
        await using var lab = LabProcess.Start(options.App);
        await lab.AnsweredAsync("/healthz");
        Console.WriteLine($"Journals of {Listeners} listeners filled to 1 GiB and {what}: resident memory, MB");
        Console.WriteLine("round\tbefore\thighest\tfilled\t10 s after");
        var isMet = true;
        var endpoints = new List<LabEndpoint>();
        for (var round = 1; round <= (options.Rounds ?? 5); round++)
        {
            var before = Megabytes(ProcessFigures.ResidentBytes(lab.Id));
            ProcessFigures.ForgetPeak(lab.Id);
            if (round == 1 || what == Deleted)
            {
                endpoints = await StartAsync(lab);
            }

            foreach (var endpoint in endpoints)
            {
                await FillAsync(endpoint);
            }

            var (highest, filled) = (Megabytes(ProcessFigures.PeakResidentBytes(lab.Id)), Megabytes(ProcessFigures.ResidentBytes(lab.Id)));
            await Task.WhenAll(endpoints.Select(one => what == Deleted ? one.DisposeAsync().AsTask() : ClearAsync(lab, one)));
            await Task.Delay(Later, TimeProvider.System);
            var after = Megabytes(ProcessFigures.ResidentBytes(lab.Id));
            isMet &= highest <= MostMegabytes && after <= MostMegabytesLater;
            Console.WriteLine($"{round}\t{before}\t{highest}\t{filled}\t{after}");
        }

        var verdict = isMet ? "met" : "missed";
        Console.WriteLine($"At most {MostMegabytes} MB while they stand, {MostMegabytesLater} MB after: {verdict}");
        return isMet;
    }

    private static async Task<List<LabEndpoint>> StartAsync(LabProcess lab)
    {
        var endpoints = new List<LabEndpoint>();
        for (var i = 0; i < Listeners; i++)
        {
            endpoints.Add(await LabEndpoint.StartAsync(lab, new { kind = "udpListener", journal = new { maxBytes = JournalBytes } }));
        }

        return endpoints;
    }

    /// <summary>Sends until as much as the journal can hold has been received since now.</summary>
    private static async Task FillAsync(LabEndpoint endpoint)
    {
        using var sender = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        var (to, payload) = (new IPEndPoint(IPAddress.Loopback, endpoint.Port), new byte[DatagramBytes]);
        var wanted = (await endpoint.StatsAsync()).ReceivedBytes + JournalBytes;
        while ((await endpoint.StatsAsync()).ReceivedBytes < wanted)
        {
            for (var i = 0; i < 200; i++)
            {
                await sender.SendToAsync(payload, to);
            }
        }
    }

    private static async Task ClearAsync(LabProcess lab, LabEndpoint endpoint)
    {
        using var answer = await lab.Client.PostAsync($"/api/endpoints/{endpoint.Id}/clear", null);
        answer.EnsureSuccessStatusCode();
    }

    private static long Megabytes(long bytes) => bytes / 1_000_000;
}
