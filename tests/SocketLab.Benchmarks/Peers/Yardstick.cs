using System.Globalization;
using System.Text.Json;

namespace SocketLab.Benchmarks.Peers;

/// <summary>The tools in C and Python under Yardstick/, compiled into a folder of their own for this run.</summary>
internal sealed class Yardstick : IDisposable
{
    /// <summary>What SocketLab asks for too, in bytes.</summary>
    public const int ReceiveBuffer = 64 << 20;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("socketlab-yardstick-");

    private Yardstick() { }

    private static string Sources => Path.Combine(AppContext.BaseDirectory, "Yardstick");

    /// <summary>The receiver in Python.</summary>
    public static string PythonReceiver => Path.Combine(Sources, "udprecv.py");

    public static async Task<Yardstick> CompileAsync()
    {
        var yardstick = new Yardstick();
        foreach (var source in Directory.GetFiles(Sources, "*.c"))
        {
            await PeerProcess.RunAsync("cc", "-O2", "-o", yardstick.Tool(Path.GetFileNameWithoutExtension(source)), source, "-lm");
        }

        return yardstick;
    }

    public string Tool(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>
    /// Sends datagrams to 127.0.0.1; <paramref name="rate"/> 0: flat out. <paramref name="segmented"/>: the kernel cuts them from one
    /// buffer.
    /// </summary>
    public async Task<Blast> BlastUdpAsync(int port, int count, int size, int rate = 0, bool segmented = false)
    {
        await using var blaster = PeerProcess.Start(
            Tool("udpblast"),
            "127.0.0.1",
            Text(port),
            Text(count),
            Text(size),
            Text(rate),
            segmented ? "1" : "0"
        );
        return await ResultAsync(blaster);
    }

    /// <summary>Sends a stream to 127.0.0.1.</summary>
    public async Task<double> BlastTcpAsync(int port, long bytes, int chunk)
    {
        await using var blaster = PeerProcess.Start(
            Tool("tcpblast"),
            "127.0.0.1",
            Text(port),
            bytes.ToString(CultureInfo.InvariantCulture),
            Text(chunk)
        );
        return (await blaster.ReadAsync()).GetProperty("gigabytesPerSecond").GetDouble();
    }

    /// <summary>Starts a sink for datagrams that ends when nothing has come for a second.</summary>
    public Task<Sink> UdpSinkAsync(bool copy) => Sink.StartAsync(Tool("udpsink"), "0", "1", Text(ReceiveBuffer), copy ? "1" : "0");

    /// <summary>Starts a meter of gaps.</summary>
    public Task<Sink> UdpGapsAsync(int count, int rate, int toleranceMicroseconds) =>
        Sink.StartAsync(Tool("udpgaps"), "0", "3", Text(count), Text(rate), Text(toleranceMicroseconds));

    /// <summary>Starts a sink for one stream that copies into a ring and checks what is there in the end.</summary>
    public Task<Sink> TcpSinkAsync(int readBytes, int chunk) => Sink.StartAsync(Tool("tcpsink"), "0", Text(readBytes), "1", Text(chunk));

    /// <summary>Starts a sink for one stream that compares every byte with the words 0, 1, 2 ….</summary>
    public Task<Sink> TcpCheckAsync() => Sink.StartAsync(Tool("tcpcheck"), "0");

    public void Dispose() => _folder.Delete(recursive: true);

    public static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static async Task<Blast> ResultAsync(PeerProcess blaster)
    {
        var result = await blaster.ReadAsync();
        return new(result.GetProperty("sent").GetInt32(), result.GetProperty("perSecond").GetDouble());
    }
}

/// <summary>What a UDP blaster did.</summary>
internal sealed record Blast(int Sent, double PerSecond);

/// <summary>A receiver that prints a line with its port when it is ready, and one with its results at the end.</summary>
internal sealed class Sink(PeerProcess process, int port) : IAsyncDisposable
{
    public int Port => port;

    public static async Task<Sink> StartAsync(string program, params string[] arguments)
    {
        var process = PeerProcess.Start(program, arguments);
        return new Sink(process, (await process.ReadAsync()).GetProperty("port").GetInt32());
    }

    public Task<JsonElement> ResultAsync() => process.ReadAsync();

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
