using System.Text.Json;

namespace SocketLab.Web.Tests.Access;

/// <summary>Where a request may come from: every Host with every Origin in every kind of request, byte for byte.</summary>
public sealed class HostAndOriginTests(HostAndOriginTests.Server server) : IClassFixture<HostAndOriginTests.Server>
{
    private static readonly string[] Requests = ["GET", "POST", "negotiate", "WebSocket"];

    // null: no Host line at all, which only HTTP/1.0 may do.
    public static TheoryData<string?, bool> Hosts =>
        new()
        {
            { "localhost", true },
            { "localhost:5080", true },
            { "LOCALHOST:5080", true },
            { "LocalHost", true },
            { "localhost:1", true },
            { "localhost:65535", true },
            { "127.0.0.1", true },
            { "127.0.0.1:5080", true },
            { "127.0.0.2:5080", true },
            { "127.255.255.254", true },
            { "[::1]", true },
            { "[::1]:5080", true },
            { "[0:0:0:0:0:0:0:1]:5080", true },
            { "[::ffff:127.0.0.1]:5080", true },
            { "[::FFFF:7F00:1]", true },
            { "lab.example", true },
            { "LAB.example:8080", true },
            { "192.0.2.7:5080", true },
            { "[2001:db8::7]:5080", true },
            { "[2001:0DB8:0::7]", true },
            { null, false },
            { "", false },
            { " ", false },
            { ":5080", false },
            { ".", false },
            { "localhost.", false },
            { "127.0.0.1.", false },
            { "lab.example.", false },
            { "evil.example", false },
            { "evil.example:5080", false },
            { "localhost.evil.example", false },
            { "127.0.0.1.evil.example", false },
            { "evil-localhost", false },
            { "a.localhost", false },
            { "x.lab.example", false },
            { "xlab.example", false },
            { "127.0.0.1.nip.io", false },
            { "0.0.0.0", false },
            { "0.0.0.0:5080", false },
            { "[::]", false },
            { "[::]:5080", false },
            { "[::ffff:0.0.0.0]", false },
            { "192.0.2.8", false },
            { "10.0.0.1:5080", false },
            { "128.0.0.1", false },
            { "[::2]", false },
            { "[2001:db8::8]", false },
            { "[fe80::1]:5080", false },
            { "127.1", false },
            { "127.0.1", false },
            { "2130706433", false },
            { "0x7f.0.0.1", false },
            { "0x7f000001", false },
            { "0177.0.0.1", false },
            { "127.0.0.01", false },
            { "::1", false },
            { "[::1", false },
            { "::1]", false },
            { "[[::1]]", false },
            { "[::1]x", false },
            { "[::1%25lo]", false },
            { "[::1%lo]", false },
            { "[127.0.0.1]", false },
            { "[localhost]", false },
            { "[]", false },
            { "localhost:", false },
            { "localhost:x", false },
            { "localhost:65536", false },
            { "localhost:-1", false },
            { "localhost:+80", false },
            { "localhost:80:80", false },
            { "localhost@evil.example", false },
            { "user@localhost", false },
            { "localhost/", false },
            { "localhost\\evil", false },
            { "localhost?x", false },
            { "localhost#x", false },
            { "localhost,evil.example", false },
            { "localhost evil.example", false },
            { "*", false },
            { "http://localhost", false },
            { "l\u00f6calhost", false },
            { "localh\tost", false },
        };

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task Host_then_origin(string? host, bool hostIsOurs)
    {
        foreach (var (origin, originIsOurs) in Origins(host ?? ""))
        {
            foreach (var request in Requests)
            {
                var (status, body) = await SendAsync(request, host, origin);
                var what = $"{request} Host: {host} Origin: {string.Join(" | ", origin)}: {status} {body}";
                if (!hostIsOurs)
                {
                    Assert.True(status == 400, what);
                    // Kestrel refuses by itself, with an empty answer, what is no Host at all.
                    if (body.Length > 0)
                        Assert.True(
                            CodeOf(body) == "invalidRequest" && body.Contains("\"errors\":{\"$\":[", StringComparison.Ordinal),
                            what
                        );
                }
                else if (request != "GET" && !originIsOurs)
                {
                    Assert.True(status == 403 && CodeOf(body) == "originRefused", what);
                }
                else
                {
                    Assert.True(status == (request == "WebSocket" ? 101 : 200), what);
                }
            }
        }
    }

    [Fact]
    public async Task Two_hosts_are_none()
    {
        var (status, _) = await RawHttp.SendAsync(server.Port, "GET / HTTP/1.1", "Host: localhost", "Host: localhost", "Connection: close");
        Assert.Equal(400, status);
    }

    [Theory]
    [InlineData("GET http://evil.example/ HTTP/1.1", "Host: localhost")]
    [InlineData("GET http://evil.example/ HTTP/1.1", "Host: evil.example")]
    [InlineData("GET http://evil.example/ HTTP/1.0", "X: y")]
    public async Task A_request_line_with_a_host_is_no_way_around(string line, string host)
    {
        var (status, _) = await RawHttp.SendAsync(server.Port, line, host, "Connection: close");
        Assert.Equal(400, status);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("TRACE")]
    [InlineData("QUERY")]
    [InlineData("post")]
    public async Task Every_other_method_is_checked(string method)
    {
        var (status, body) = await RawHttp.SendAsync(
            server.Port,
            $"{method} /api/things HTTP/1.1",
            "Host: localhost",
            "Origin: http://evil.example",
            "Connection: close"
        );
        Assert.Equal(403, status);
        Assert.Equal("originRefused", CodeOf(body));
    }

    [Theory]
    [InlineData("cross-site", 403)]
    [InlineData("same-site", 403)]
    [InlineData("same-origin", 200)]
    [InlineData("none", 200)]
    public async Task A_browser_that_leaves_the_origin_out_is_still_known(string site, int expected)
    {
        var (status, _) = await RawHttp.SendAsync(
            server.Port,
            "POST /api/things HTTP/1.1",
            "Host: localhost",
            $"Sec-Fetch-Site: {site}",
            "Content-Length: 0",
            "Connection: close"
        );
        Assert.Equal(expected, status);
    }

    [Theory]
    [InlineData("GET /hubs/live?id=x HTTP/1.1")]
    [InlineData("GET /HUBS/live?id=x HTTP/1.1")]
    [InlineData("GET /_blazor?id=x HTTP/1.1")]
    [InlineData("GET /elsewhere/negotiate HTTP/1.1")]
    public async Task Polling_and_negotiation_are_checked_too(string line)
    {
        var (status, _) = await RawHttp.SendAsync(server.Port, line, "Host: localhost", "Origin: http://evil.example", "Connection: close");
        Assert.Equal(403, status);
    }

    private static IEnumerable<(string[] Origin, bool IsOurs)> Origins(string host) =>
        [
            ([], true),
            ([$"http://{host}"], true),
            ([$"HTTP://{host.ToUpperInvariant()}"], true),
            (["https://tool.example"], true),
            (["https://tool.example:443"], true),
            (["null"], false),
            ([""], false),
            ([$"https://{host}"], false),
            ([$"http://{host}/"], false),
            ([$"http://{host}.evil.example"], false),
            ([$"http://user@{host}"], false),
            (["http://localhost:9999"], false),
            (["http://evil.example"], false),
            (["http://tool.example"], false),
            (["https://tool.example:8443"], false),
            ([$"http://{host}, http://evil.example"], false),
            ([$"http://{host} http://evil.example"], false),
            ([$"http://{host}", $"http://{host}"], false),
            ([$"http://{host}", "http://evil.example"], false),
            ([host], false),
            (["file://"], false),
        ];

    private Task<(int, string)> SendAsync(string request, string? host, string[] origins)
    {
        string[] lines = request switch
        {
            "GET" => ["GET /api/things HTTP/1.1", "Connection: close"],
            "POST" => ["POST /api/things HTTP/1.1", "Content-Length: 0", "Connection: close"],
            "negotiate" => ["POST /hubs/live/negotiate?negotiateVersion=1 HTTP/1.1", "Content-Length: 0", "Connection: close"],
            _ =>
            [
                "GET /hubs/live HTTP/1.1",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            ],
        };
        if (host is null)
            lines[0] = lines[0].Replace("HTTP/1.1", "HTTP/1.0", StringComparison.Ordinal);
        string[] hosts = host is null ? [] : [$"Host: {host}"];
        return RawHttp.SendAsync(server.Port, [.. lines, .. hosts, .. origins.Select(o => $"Origin: {o}")]);
    }

    private static string? CodeOf(string body)
    {
        // Chunked: the object stands between the chunk's length and the last chunk.
        var json = body[body.IndexOf('{')..(body.LastIndexOf('}') + 1)];
        return JsonDocument.Parse(json).RootElement.GetProperty("code").GetString();
    }

    public sealed class Server : IAsyncLifetime
    {
        private AccessHost? _host;

        public int Port => _host!.Address.Port;

        public async ValueTask InitializeAsync() =>
            _host = await AccessHost.StartAsync(
                ("Hosts:0", "Lab.Example"),
                ("Hosts:1", "192.0.2.7"),
                ("Hosts:2", "2001:db8::7"),
                ("Origins", "https://tool.example")
            );

        public ValueTask DisposeAsync() => _host!.DisposeAsync();
    }
}
