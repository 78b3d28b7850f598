using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SocketLab.Benchmarks.Faults;

/// <summary>Kills SocketLab again and again while it records, and looks whether everything is there up to a second before.</summary>
internal static class RecordingKills
{
    private static readonly TimeSpan Lost = TimeSpan.FromSeconds(1);

    /// <returns>Whether no kill took more than that.</returns>
    public static async Task<bool> RunAsync(BenchmarkOptions options)
    {
        var (rounds, random, wrong, worst) = (options.Rounds ?? 100, new Random(1), 0, TimeSpan.Zero);
        for (var round = 0; round < rounds; round++)
        {
            var (missing, files) = await KillAsync(options.App, TimeSpan.FromMilliseconds(random.Next(300, 2500)));
            worst = missing > worst ? missing : worst;
            wrong += missing > Lost || files == 0 ? 1 : 0;
        }

        Console.WriteLine(
            FormattableString.Invariant($"{rounds} kills: {wrong} with more than a second missing; {worst.TotalMilliseconds:0} ms at most")
        );
        return wrong == 0;
    }

    /// <summary>Kills a server that records, and tells how long before the kill the last readable datagram was sent.</summary>
    private static async Task<(TimeSpan Missing, int Files)> KillAsync(string app, TimeSpan after)
    {
        var times = new List<TimeSpan>();
        var clock = Stopwatch.StartNew();
        await using var server = await RecordingServer.StartAsync(app, "udpListener", isRecording: true);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(IPAddress.Loopback, server.Port);
        var until = clock.Elapsed + after;
        while (clock.Elapsed < until)
        {
            for (var i = 0; i < 20; i++)
            {
                times.Add(clock.Elapsed);
                socket.Send(BitConverter.GetBytes(times.Count));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }

        await server.KillAsync();
        var files = Directory.GetFiles(server.Data, "*.pcapng", SearchOption.AllDirectories);
        var seen = (await Task.WhenAll(files.Select(CountAsync))).Sum();
        return (times[^1] - (seen > 0 ? times[Math.Min(seen, times.Count) - 1] : TimeSpan.Zero), files.Length);
    }

    /// <summary>How many datagrams tshark reads in a file as the kill left it.</summary>
    private static async Task<int> CountAsync(string file)
    {
        using var tshark = Process.Start(
            new ProcessStartInfo("tshark", ["-r", file, "-T", "fields", "-e", "udp.length"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var (lines, _) = (await tshark.StandardOutput.ReadToEndAsync(), await tshark.StandardError.ReadToEndAsync());
        return lines.Split('\n').Count(line => line.Length > 0);
    }
}
