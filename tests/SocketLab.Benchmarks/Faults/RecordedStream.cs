using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SocketLab.Benchmarks.Faults;

/// <summary>Records one TCP stream that comes as fast as it is taken.</summary>
internal static class RecordedStream
{
    private const long Bytes = 4L << 30;
    private const int LeastMegabytes = 500;

    /// <returns>Whether all of it is in the files, and came fast enough.</returns>
    public static async Task<bool> RunAsync(BenchmarkOptions options)
    {
        await using var server = await RecordingServer.StartAsync(options.App, "tcpListener", isRecording: true, fileBytes: 1L << 30);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, server.Port);
        var (started, chunk) = (Stopwatch.GetTimestamp(), new byte[256 << 10]);
        for (var sent = 0L; sent < Bytes; sent += chunk.Length)
        {
            await socket.SendAsync(chunk);
        }

        var megabytes = Bytes / 1e6 / Stopwatch.GetElapsedTime(started).TotalSeconds;
        await server.RestAsync();
        var received = await server.ReceivedAsync();
        var (entries, dropped) = await server.RecordedAsync();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"a TCP stream of 4 GiB: {megabytes:0} MB/s; received in {received} reads, in the files {entries}, dropped {dropped}"
            )
        );
        return megabytes >= LeastMegabytes && entries == received;
    }
}
