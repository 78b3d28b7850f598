using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SocketLab.Benchmarks.Faults;

/// <summary>Records one TCP stream: at 500 MB/s, and as fast as it is taken.</summary>
/// <remarks>A first gibibyte is not counted, in which the runtime compiles what is called often.</remarks>
internal static class RecordedStream
{
    private const long Bytes = 4L << 30;
    private const long WarmUpBytes = 1L << 30;
    private const int LeastMegabytes = 500;

    /// <returns>Whether all of it is in the files at the least speed.</returns>
    public static async Task<bool> RunAsync(BenchmarkOptions options)
    {
        var isMet = await RunAsync(options, LeastMegabytes);
        await RunAsync(options, double.PositiveInfinity);
        return isMet;
    }

    private static async Task<bool> RunAsync(BenchmarkOptions options, double pace)
    {
        await using var server = await RecordingServer.StartAsync(options.App, "tcpListener", isRecording: true, fileBytes: 1L << 30);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, server.Port);
        await SendAsync(socket, WarmUpBytes, pace);
        await server.RestAsync();
        var (receivedBefore, (entriesBefore, droppedBefore)) = (await server.ReceivedAsync(), await server.RecordedAsync());
        var megabytes = await SendAsync(socket, Bytes, pace);
        await server.RestAsync();
        var (all, (allEntries, allDropped)) = (await server.ReceivedAsync(), await server.RecordedAsync());
        var (received, entries, dropped) = (all - receivedBefore, allEntries - entriesBefore, allDropped - droppedBefore);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"a TCP stream of 4 GiB: {megabytes:0} MB/s; received in {received} reads, in the files {entries}, dropped {dropped}"
            )
        );
        return entries == received;
    }

    /// <returns>Megabytes a second.</returns>
    private static async Task<double> SendAsync(Socket socket, long bytes, double pace)
    {
        var (started, chunk) = (Stopwatch.GetTimestamp(), new byte[256 << 10]);
        for (var sent = 0L; sent < bytes; sent += chunk.Length)
        {
            while (sent / 1e6 > Stopwatch.GetElapsedTime(started).TotalSeconds * pace)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
            }

            await socket.SendAsync(chunk);
        }

        return bytes / 1e6 / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
