using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace SocketLab.Testing;

/// <summary>
/// All that can hold a server's stop up, at once: jobs at full rate, echoes, sends to peers that never read, closes that linger, half
/// requests, and clients of the hub that stopped reading.
/// </summary>
internal sealed class StopLoad : IAsyncDisposable
{
    private const string Streamed = "application/octet-stream";

    private readonly HttpClient _http;
    private readonly Uri _server;
    private readonly CancellationTokenSource _ended = new();
    private readonly List<IDisposable> _open = [];
    private readonly List<Task> _running = [];

    private StopLoad(Uri server)
    {
        _server = server;
        _http = new HttpClient { BaseAddress = server, Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>TCP ports that must be free once the server has stopped.</summary>
    public List<int> TcpPorts { get; } = [];

    /// <summary>UDP ports that must be free once the server has stopped.</summary>
    public List<int> UdpPorts { get; } = [];

    /// <summary>A listener that is flooded.</summary>
    public string Flooded { get; private set; } = "";

    /// <summary>Puts the load on a server.</summary>
    /// <param name="server">Where it answers.</param>
    /// <param name="size">How much of each: 1 to 8.</param>
    public static async Task<StopLoad> StartAsync(Uri server, int size)
    {
        var load = new StopLoad(server);
        for (var i = 0; i < size; i++)
        {
            await load.FloodAsync();
        }

        await load.EchoAsync(size);
        await load.SendToDeafPeersAsync(size);
        await load.HalfRequestsAsync(2 * size);
        await load.StalledClientsAsync(2 * size);
        return load;
    }

    /// <summary>Which of the ports are still taken.</summary>
    public IReadOnlyList<string> TakenPorts() =>
        [
            .. TcpPorts.Where(port => !CanBind(port, SocketType.Stream)).Select(port => $"TCP {port}"),
            .. UdpPorts.Where(port => !CanBind(port, SocketType.Dgram)).Select(port => $"UDP {port}"),
        ];

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _open.ForEach(one => one.Dispose());
        _http.Dispose();
        await Task.WhenAll(_running);
        _ended.Dispose();
    }

    /// <summary>A job at full rate between two endpoints, whose journal it fills.</summary>
    private async Task FloodAsync()
    {
        var (listener, port) = await CreateAsync(new { kind = "udpListener", start = true });
        UdpPorts.Add(port);
        Flooded = listener;
        await JobAsync(
            (await CreateAsync(new { kind = "udpSender", start = true })).Id,
            new
            {
                payload = new { data = new string('x', 500) },
                to = new { host = "127.0.0.1", port },
                repeat = new { durationSeconds = 3600 },
            }
        );
    }

    private async Task EchoAsync(int peers)
    {
        var (_, port) = await CreateAsync(
            new
            {
                kind = "tcpListener",
                start = true,
                replyLimitPerSecond = 100_000,
                reply = new[] { new { echo = true } },
                tcp = new { lingerSeconds = 300 },
            }
        );
        TcpPorts.Add(port);
        for (var i = 0; i < peers; i++)
        {
            var socket = Open(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
            await socket.ConnectAsync(IPAddress.Loopback, port);
            Run(() => socket.SendAsync(new byte[16_384], SocketFlags.None, _ended.Token).AsTask());
            Run(() => socket.ReceiveAsync(new byte[65_536], SocketFlags.None, _ended.Token).AsTask());
        }
    }

    /// <summary>Clients of peers that never read, one with a job, one with a body that never ends, both lingering for 300 s.</summary>
    private async Task SendToDeafPeersAsync(int count)
    {
        var deaf = Open(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        deaf.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        deaf.Listen(100);
        for (var i = 0; i < count; i++)
        {
            var (id, _) = await CreateAsync(
                new
                {
                    kind = "tcpClient",
                    start = true,
                    remote = new { host = "127.0.0.1", port = ((IPEndPoint)deaf.LocalEndPoint!).Port },
                    tcp = new { lingerSeconds = 300 },
                }
            );
            if (i % 2 == 0)
            {
                await JobAsync(id, new { payload = new { data = new string('x', 100_000) }, repeat = new { durationSeconds = 3600 } });
            }
            else
            {
                _running.Add(EndlessBodyAsync(id));
            }
        }
    }

    private async Task EndlessBodyAsync(string id)
    {
        try
        {
            using var body = new StreamContent(new EndlessStream());
            body.Headers.ContentType = new(Streamed);
            using var answer = await _http.PostAsync(new Uri($"/api/endpoints/{id}/send", UriKind.Relative), body, _ended.Token);
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException or IOException)
        {
            // The server stopped.
        }
    }

    private async Task HalfRequestsAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var socket = Open(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
            await socket.ConnectAsync(_server.Host, _server.Port);
            await socket.SendAsync(
                Encoding.ASCII.GetBytes(
                    i % 2 == 0
                        ? "GET /api/endpoints HTTP/1.1\r\nHost: local"
                        : "POST /api/send HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"
                )
            );
        }
    }

    private async Task StalledClientsAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var socket = Open(new ClientWebSocket());
            await socket.ConnectAsync(new UriBuilder(new Uri(_server, "/hubs/live")) { Scheme = "ws" }.Uri, _ended.Token);
            await SayAsync(socket, new { protocol = "json", version = 1 });
            object watch = new { from = new[] { new { endpointId = Flooded, after = 0 } }, maxBatch = 10_000 };
            await SayAsync(
                socket,
                new
                {
                    type = 4,
                    invocationId = "1",
                    target = "WatchEntries",
                    arguments = new[] { watch },
                }
            );
        }
    }

    /// <summary>One message of SignalR's JSON protocol.</summary>
    private Task SayAsync(ClientWebSocket socket, object message) =>
        socket.SendAsync(
            new ArraySegment<byte>([.. JsonSerializer.SerializeToUtf8Bytes(message), 0x1e]),
            WebSocketMessageType.Text,
            endOfMessage: true,
            _ended.Token
        );

    private async Task<(string Id, int Port)> CreateAsync(object definition)
    {
        using var answer = await _http.PostAsJsonAsync("/api/endpoints", definition);
        var endpoint = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        var bound = endpoint.GetProperty("bound");
        return bound.ValueKind == JsonValueKind.Object
            ? (endpoint.GetProperty("id").GetString()!, bound.GetProperty("port").GetInt32())
            : throw new InvalidOperationException($"It did not start: {endpoint.GetProperty("fault")}");
    }

    private async Task JobAsync(string id, object request)
    {
        using var answer = await _http.PostAsJsonAsync($"/api/endpoints/{id}/send", request);
        answer.EnsureSuccessStatusCode();
    }

    private T Open<T>(T one)
        where T : IDisposable
    {
        _open.Add(one);
        return one;
    }

    private void Run(Func<Task<int>> step) =>
        _running.Add(
            Task.Run(async () =>
            {
                try
                {
                    while (await step() > 0) { }
                }
                catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
                {
                    // The server stopped.
                }
            })
        );

    private static bool CanBind(int port, SocketType type)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, type, type == SocketType.Dgram ? ProtocolType.Udp : ProtocolType.Tcp);
        try
        {
            probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>A file that never ends.</summary>
    private sealed class EndlessStream : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => count;

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
