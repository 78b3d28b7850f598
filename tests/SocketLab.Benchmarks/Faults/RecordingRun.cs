using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace SocketLab.Benchmarks.Faults;

/// <summary>
/// Records a flat-out million, and what that costs beside receiving alone; then kills SocketLab again and again while it records, and
/// looks whether everything is there up to a second before.
/// </summary>
internal static class RecordingRun
{
    private const int Datagrams = 1_000_000;
    private const int MostExtraPercent = 25;

    private static readonly TimeSpan Lost = TimeSpan.FromSeconds(1);

    /// <returns>1 where something was lost or too dear.</returns>
    public static async Task<int> RunAsync(BenchmarkOptions options)
    {
        var isCheap = await FlatOutAsync(options);
        return await KillsAsync(options) && isCheap ? 0 : 1;
    }

    private static async Task<bool> FlatOutAsync(BenchmarkOptions options)
    {
        var plain = await ReceiveAsync(options, isRecording: false);
        var recorded = await ReceiveAsync(options, isRecording: true);
        var extra = 100 * ((recorded.Cpu / recorded.Received) - (plain.Cpu / plain.Received)) / (plain.Cpu / plain.Received);
        Console.WriteLine(
            FormattableString.Invariant(
                $"{Datagrams} datagrams of 64 bytes: {plain.Cpu * 1e6 / plain.Received:0.00} µs of CPU each, recorded "
            )
                + FormattableString.Invariant($"{recorded.Cpu * 1e6 / recorded.Received:0.00} µs (+{extra:0} %); ")
                + FormattableString.Invariant($"received {recorded.Received}, in the file {recorded.Entries}, dropped {recorded.Dropped}")
        );
        return extra <= MostExtraPercent && recorded.Entries == recorded.Received;
    }

    private static async Task<(double Cpu, long Received, long Entries, long Dropped)> ReceiveAsync(
        BenchmarkOptions options,
        bool isRecording
    )
    {
        var data = Directory.CreateTempSubdirectory("socketlab-recording-");
        try
        {
            await using var server = await ServerProcess.StartAsync(options.App, data.FullName);
            var (id, port) = await ListenAsync(server);
            var recording = isRecording ? await RecordAsync(server, id) : null;
            using var process = Process.GetProcessById(server.Id);
            var before = process.TotalProcessorTime;
            Blast(port, Datagrams);
            var received = await SettledAsync(server, id, recording);
            process.Refresh();
            var cpu = (process.TotalProcessorTime - before).TotalSeconds;
            if (recording is null)
            {
                return (cpu, received, 0, 0);
            }

            using var stopped = await server.Client.PostAsync(new Uri($"/api/recordings/{recording}/stop", UriKind.Relative), null);
            var end = await stopped.Content.ReadFromJsonAsync<JsonElement>();
            return (cpu, received, end.GetProperty("entries").GetInt64(), end.GetProperty("dropped").GetInt64());
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task<bool> KillsAsync(BenchmarkOptions options)
    {
        var (rounds, random, wrong, worst) = (options.Rounds ?? 100, new Random(1), 0, TimeSpan.Zero);
        for (var round = 0; round < rounds; round++)
        {
            var data = Directory.CreateTempSubdirectory("socketlab-recording-");
            try
            {
                var (missing, files) = await KillAsync(options, data.FullName, TimeSpan.FromMilliseconds(random.Next(300, 2500)));
                worst = missing > worst ? missing : worst;
                wrong += missing > Lost || files == 0 ? 1 : 0;
            }
            finally
            {
                data.Delete(recursive: true);
            }
        }

        Console.WriteLine(
            FormattableString.Invariant($"{rounds} kills: {wrong} with more than a second missing; {worst.TotalMilliseconds:0} ms at most")
        );
        return wrong == 0;
    }

    /// <summary>Kills a server that records, and tells how long before the kill the last readable datagram was sent.</summary>
    private static async Task<(TimeSpan Missing, int Files)> KillAsync(BenchmarkOptions options, string data, TimeSpan after)
    {
        var times = new List<TimeSpan>();
        var clock = Stopwatch.StartNew();
        await using (var server = await ServerProcess.StartAsync(options.App, data))
        {
            var (id, port) = await ListenAsync(server);
            await RecordAsync(server, id);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(IPAddress.Loopback, port);
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
        }

        var files = Directory.GetFiles(data, "*.pcapng", SearchOption.AllDirectories);
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

    private static async Task<(string Id, int Port)> ListenAsync(ServerProcess server)
    {
        using var made = await server.Client.PostAsJsonAsync("/api/endpoints", new { kind = "udpListener", start = true });
        var endpoint = await made.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        return (endpoint.GetProperty("id").GetString()!, endpoint.GetProperty("bound").GetProperty("port").GetInt32());
    }

    private static async Task<string> RecordAsync(ServerProcess server, string id)
    {
        using var begun = await server.Client.PostAsJsonAsync("/api/recordings", new { endpointIds = new[] { id } });
        return (await begun.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    /// <summary>Sends flat out. It keeps to what a receive buffer of 4 MiB takes, so that the kernel drops none.</summary>
    private static void Blast(int port, int count)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(IPAddress.Loopback, port);
        var payload = new byte[64];
        for (var i = 0; i < count; i++)
        {
            BitConverter.TryWriteBytes(payload, i);
            socket.Send(payload);
        }
    }

    private static async Task<long> SettledAsync(ServerProcess server, string id, string? recording)
    {
        var before = (-1L, -1L);
        while (true)
        {
            var endpoint = await server.Client.GetFromJsonAsync<JsonElement>($"/api/endpoints/{id}");
            var received = endpoint.GetProperty("stats").GetProperty("receivedMessages").GetInt64();
            var written = recording is null
                ? 0
                : (await server.Client.GetFromJsonAsync<JsonElement>($"/api/recordings/{recording}")).GetProperty("entries").GetInt64();
            if ((received, written) == before)
            {
                return received;
            }

            before = (received, written);
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        }
    }
}
