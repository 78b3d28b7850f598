using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace SocketLab.Benchmarks;

/// <summary>10,000 entries decoded one after the other over HTTP: how long each takes, and how much memory all of them.</summary>
internal static class DecodeBenchmark
{
    private const int Entries = 10_000;
    private const double LongestMilliseconds = 150;
    private const long MostDissectorMegabytes = 600;

    private static readonly byte[] Query = Convert.FromHexString("12340100000100000000000003777777076578616d706c6503636f6d0000010001");

    public static async Task<bool> RunAsync(BenchmarkOptions options)
    {
        await using var lab = LabProcess.Start(options.App);
        await lab.AnsweredAsync("/healthz");
        var (id, first) = await FillAsync(lab);
        await DecodeAsync(lab, id, first);
        List<double> all = [];
        var (before, most) = (ResidentMegabytes(lab.Id), 0L);
        for (var i = 0; i < Entries; i++)
        {
            all.Add(await DecodeAsync(lab, id, first + i));
            if (i % 50 == 0)
            {
                most = Math.Max(most, ChildrenOf(lab.Id).Sum(ResidentMegabytes));
            }
        }

        // As somebody who jumps about: each entry is far from the one before, so none is in the file that is open.
        List<double> far = [];
        for (var i = 0; i < 200; i++)
        {
            far.Add(await DecodeAsync(lab, id, first + (i * 4_999 % Entries)));
            most = Math.Max(most, ChildrenOf(lab.Id).Sum(ResidentMegabytes));
        }

        var after = ResidentMegabytes(lab.Id);
        Console.WriteLine("entries\tmedian ms\t99 % ms\tmost ms");
        Tell("in turn", all);
        Tell("far apart", far);
        Console.WriteLine($"Resident: server {before} MB before, {after} MB after; dissectors {most} MB at most");
        var isMet = At(all, 0.99) <= LongestMilliseconds && At(far, 0.99) <= LongestMilliseconds && most <= MostDissectorMegabytes;
        Console.WriteLine($"Within {LongestMilliseconds} ms and {MostDissectorMegabytes} MB: {(isMet ? "met" : "missed")}");
        return isMet;
    }

    private static async Task<(string Id, long First)> FillAsync(LabProcess lab)
    {
        var answer = await lab.Client.PostAsJsonAsync(
            "/api/endpoints",
            new
            {
                kind = "udpListener",
                start = true,
                decodeAs = "dns",
            }
        );
        var endpoint = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var (id, port) = (endpoint.GetProperty("id").GetString()!, endpoint.GetProperty("bound").GetProperty("port").GetInt32());
        using var socket = new UdpClient(AddressFamily.InterNetwork);
        for (var i = 0; i < Entries; i++)
        {
            await socket.SendAsync(Query, new IPEndPoint(IPAddress.Loopback, port));
        }

        while (true)
        {
            var page = await lab.Client.GetFromJsonAsync<JsonElement>($"/api/endpoints/{id}/entries?order=desc&limit=1");
            if (page.GetProperty("last").GetInt64() is var last && last >= Entries + 1)
            {
                return (id, last - Entries + 1);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    private static async Task<double> DecodeAsync(LabProcess lab, string id, long sequence)
    {
        var clock = Stopwatch.StartNew();
        var path = string.Create(CultureInfo.InvariantCulture, $"/api/endpoints/{id}/entries/{sequence}/decode");
        var decoded = await lab.Client.GetFromJsonAsync<JsonElement>(path);
        return decoded.GetProperty("protocol").GetString() == "DNS"
            ? clock.Elapsed.TotalMilliseconds
            : throw new InvalidOperationException($"Entry {sequence} was not decoded: {decoded}");
    }

    private static IEnumerable<int> ChildrenOf(int parent) =>
        Directory
            .GetDirectories($"/proc/{parent}/task")
            .SelectMany(task => File.ReadAllText($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(int.Parse);

    private static long ResidentMegabytes(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return found.WorkingSet64 / 1_000_000;
        }
        catch (ArgumentException)
        {
            return 0;
        }
    }

    private static void Tell(string what, List<double> all) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}\t{At(all, 0.5):0.0}\t{At(all, 0.99):0.0}\t{all.Max():0.0}"));

    private static double At(List<double> all, double share) => all.Order().ElementAt((int)((all.Count - 1) * share));
}
