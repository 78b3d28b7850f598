using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SocketLab.Benchmarks.Faults;

/// <summary>What recording costs a datagram: a million flat out, with and without, by turns, each in a process of its own.</summary>
internal static class RecordingCost
{
    private const int Datagrams = 1_000_000;
    private const int MostExtraPercent = 25;

    /// <summary>Floods that are not counted: until then the runtime compiles what has turned out to be called often.</summary>
    private const int WarmUps = 2;

    /// <returns>Whether nothing was lost, and the median of the extra cost is within the bar.</returns>
    public static async Task<bool> RunAsync(BenchmarkOptions options)
    {
        List<double> plain = [];
        List<double> recorded = [];
        var isWhole = true;
        for (var run = 0; run < options.Runs; run++)
        {
            plain.Add((await ReceiveAsync(options.App, isRecording: false)).Cost);
            var (cost, received, entries, dropped) = await ReceiveAsync(options.App, isRecording: true);
            recorded.Add(cost);
            isWhole &= entries == received;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{plain[^1]:0.00} µs of CPU each, recorded {cost:0.00}; received {received}, in the file {entries}, dropped {dropped}"
                )
            );
        }

        var (alone, beside) = (Median(plain), Median(recorded));
        var extra = 100 * ((beside / alone) - 1);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Datagrams} datagrams, medians of {options.Runs}: {alone:0.00} µs of CPU each, recorded {beside:0.00} (+{extra:0} %)"
            )
        );
        return extra <= MostExtraPercent && isWhole;
    }

    private static async Task<(double Cost, long Received, long Entries, long Dropped)> ReceiveAsync(string app, bool isRecording)
    {
        await using var server = await RecordingServer.StartAsync(app, "udpListener", isRecording);
        var before = TimeSpan.Zero;
        for (var flood = 0; flood <= WarmUps; flood++)
        {
            await server.RestAsync();
            before = server.Used;
            Blast(server.Port);
        }

        await server.RestAsync();
        var cost = (server.Used - before).TotalMicroseconds / Datagrams;
        var (entries, dropped) = isRecording ? await server.RecordedAsync() : default;
        return (cost, await server.ReceivedAsync(), entries, dropped);
    }

    private static double Median(List<double> of) => of.Order().ElementAt(of.Count / 2);

    /// <summary>Sends flat out. It keeps to what a receive buffer of 4 MiB takes, so that the kernel drops none.</summary>
    private static void Blast(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(IPAddress.Loopback, port);
        var payload = new byte[64];
        for (var i = 0; i < Datagrams; i++)
        {
            BitConverter.TryWriteBytes(payload, i);
            socket.Send(payload);
        }
    }
}
