using System.Net;
using System.Net.Http.Json;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using Microsoft.AspNetCore.SignalR.Client;
using SocketLab.Benchmarks.Peers;

namespace SocketLab.Benchmarks.Descriptors;

/// <summary>What takes a process's descriptors, and what it then has to do without any being left for it.</summary>
internal static class Attacks
{
    private static readonly byte[] Get = "GET /api/endpoints HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray();
    private static readonly byte[] Asset = "GET /_content/MudBlazor/MudBlazor.min.css HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray();
    private static readonly byte[] Hello = "hello"u8.ToArray();

    /// <summary>The first bytes of a TLS handshake, and no more: it stays under way.</summary>
    private static readonly byte[] HalfHandshake = [0x16, 0x03, 0x01, 0x02, 0x00, 0x01];

    public static IReadOnlyList<(string Name, Func<Siege, Task> RunAsync)> All { get; } =
    [
        ("control", siege => ControlAsync(siege, Get)),
        ("assets", siege => ControlAsync(siege, Asset)),
        ("listener", siege => FillAsync(siege)),
        ("half-close", HalfCloseAsync),
        ("reset", ResetAsync),
        ("udp", siege => DatagramsAsync(siege, new { kind = "udpListener" })),
        ("udp-regex", siege => DatagramsAsync(siege, RegexListener)),
        ("tls", TlsAsync),
        ("http", HttpAsync),
        ("jobs", JobsAsync),
        ("circuits", CircuitsAsync),
        ("four-listeners", FourAsync),
    ];

    private static object RegexListener =>
        new
        {
            kind = "udpListener",
            reply = new[] { new { when = new { type = "regex", value = "^hel+o$" }, payload = new { format = "text", data = "yes" } } },
        };

    /// <summary>A fifth of the connections ask for something, as anybody can who has no token.</summary>
    private static async Task ControlAsync(Siege siege, byte[] request) =>
        await siege.ConnectAsync(siege.Lab.Address.Port, siege.Reach, i => i % 5 == 0 ? request : null);

    private static async Task<List<Socket>> FillAsync(Siege siege, int? count = null, bool tls = false)
    {
        var listener = await siege.StartAsync(
            new { kind = "tcpListener", tcp = new { maxConnections = siege.MaxConnections, tls = new { enabled = tls } } }
        );
        return await siege.ConnectAsync(listener.Port, count ?? siege.Reach, _ => tls ? HalfHandshake : Hello);
    }

    private static async Task HalfCloseAsync(Siege siege) => Each(await FillAsync(siege), s => s.Shutdown(SocketShutdown.Send));

    private static async Task ResetAsync(Siege siege) => Each(await FillAsync(siege), s => s.Close(0));

    private static async Task DatagramsAsync(Siege siege, object definition)
    {
        var udp = await siege.StartAsync(definition);
        await FillAsync(siege);
        using var sender = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        for (var i = 0; i < 5000; i++)
        {
            await sender.SendToAsync(Hello, new IPEndPoint(IPAddress.Loopback, udp.Port));
        }
    }

    private static async Task TlsAsync(Siege siege)
    {
        var sockets = await FillAsync(siege, tls: true);
        var listener = siege.Endpoints[^1];
        foreach (var fresh in await siege.ConnectAsync(listener.Port, 20, _ => null))
        {
            await HandshakeAsync(fresh);
        }

        Each(sockets[..(sockets.Count / 2)], socket => socket.Close(0));
        foreach (var fresh in await siege.ConnectAsync(listener.Port, 20, _ => null))
        {
            await HandshakeAsync(fresh);
        }
    }

    private static async Task HandshakeAsync(Socket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await using var tls = new SslStream(new NetworkStream(socket));
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = "localhost",
                    RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
                },
                patience.Token
            );
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
        {
            // Turned away.
        }
    }

    private static async Task HttpAsync(Siege siege)
    {
        await FillAsync(siege);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => AskAsync(siege, "/api/endpoints")));
    }

    private static async Task JobsAsync(Siege siege)
    {
        await FillAsync(siege);
        var udp = await siege.StartAsync(new { kind = "udpListener" });
        for (var i = 0; i < 16; i++)
        {
            using var _ = await siege.Lab.Client.PostAsJsonAsync(
                $"/api/endpoints/{udp.Id}/send",
                new
                {
                    payload = new { data = "tick" },
                    to = new { host = "127.0.0.1", port = udp.Port },
                    repeat = new { perSecond = 100, count = 100 },
                }
            );
        }
    }

    /// <summary>Pages, their WebSockets and hub clients stay open while the control port and a listener are filled.</summary>
    private static async Task CircuitsAsync(Siege siege)
    {
        var udp = await siege.StartAsync(new { kind = "udpListener" });
        for (var i = 0; i < 8; i++)
        {
            await AskAsync(siege, "/");
            var hub = siege.HoldAsync(
                new HubConnectionBuilder()
                    .WithUrl(new Uri(siege.Lab.Address, "/hubs/live"), options => options.Headers["Authorization"] = DescriptorRun.Bearer)
                    .Build()
            );
            await hub.StartAsync();
            var watching = HubReader.WatchAsync(hub, udp.Id, after: 0, payloadBytes: null).GetAsyncEnumerator();
            _ = watching.MoveNextAsync().AsTask();
            var circuit = siege.Hold(new ClientWebSocket());
            circuit.Options.SetRequestHeader("Authorization", DescriptorRun.Bearer);
            await circuit.ConnectAsync(
                new UriBuilder(new Uri(siege.Lab.Address, "/_blazor")) { Scheme = "ws" }.Uri,
                CancellationToken.None
            );
            await circuit.SendAsync(
                """{"protocol":"blazorpack","version":1}"""u8.ToArray().Append((byte)0x1e).ToArray(),
                WebSocketMessageType.Text,
                endOfMessage: true,
                CancellationToken.None
            );
        }

        await FillAsync(siege, siege.Reach * 7 / 8);
        await siege.ConnectAsync(siege.Lab.Address.Port, siege.Reach / 8, _ => Get);
        await AskAsync(siege, "/");
    }

    private static async Task FourAsync(Siege siege)
    {
        for (var i = 0; i < 4; i++)
        {
            var listener = await siege.StartAsync(new { kind = "tcpListener" });
            await siege.ConnectAsync(listener.Port, siege.Reach / 4, _ => Hello);
        }
    }

    /// <summary>With 200 of them at once and few connections, some are refused; what counts is that the process lives.</summary>
    private static async Task AskAsync(Siege siege, string path)
    {
        try
        {
            using var answer = await siege.Lab.Client.GetAsync(path);
            await answer.Content.ReadAsByteArrayAsync();
        }
        catch (Exception error) when (error is HttpRequestException or SocketException)
        {
            // Refused.
        }
    }

    private static void Each(IEnumerable<Socket> sockets, Action<Socket> act)
    {
        foreach (var socket in sockets)
        {
            try
            {
                act(socket);
            }
            catch (SocketException)
            {
                // It was turned away meanwhile.
            }
        }
    }
}
