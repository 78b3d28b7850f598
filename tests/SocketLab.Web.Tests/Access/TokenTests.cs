using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace SocketLab.Web.Tests.Access;

/// <summary>Who may do what: every token by every way to everything there is.</summary>
public sealed class TokenTests(TokenTests.Server server) : IClassFixture<TokenTests.Server>
{
    private static readonly string[] Ways = ["bearer", "cookie", "query"];

    private static readonly (string Name, string? Token, string? Role)[] Tokens =
    [
        ("none", null, null),
        ("operator", AccessHost.OperatorToken, "operator"),
        ("viewer", AccessHost.ViewerToken, "viewer"),
        ("wrong", "0123456789-0123456789", null),
        ("cut", AccessHost.OperatorToken[..^1], null),
        ("longer", AccessHost.OperatorToken + "x", null),
        ("other case", AccessHost.OperatorToken.ToUpperInvariant(), null),
        ("empty", "", null),
        ("two words", AccessHost.OperatorToken + " " + AccessHost.ViewerToken, null),
    ];

    private static readonly (string Name, HttpMethod Method, string Path, bool IsWebSocket)[] Targets =
    [
        ("page", HttpMethod.Get, "/", false),
        ("unknown page", HttpMethod.Get, "/nowhere", false),
        ("api GET", HttpMethod.Get, "/api/things", false),
        ("unknown api", HttpMethod.Get, "/api/nothing", false),
        ("api POST", HttpMethod.Post, "/api/things", false),
        ("metrics", HttpMethod.Get, "/metrics", false),
        ("negotiate", HttpMethod.Post, "/hubs/live/negotiate?negotiateVersion=1", false),
        ("hub", HttpMethod.Get, "/hubs/live", true),
        ("_blazor negotiate", HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1", false),
        ("_blazor", HttpMethod.Get, "/_blazor", true),
        ("a WebSocket elsewhere", HttpMethod.Get, "/api/things", true),
    ];

    public static TheoryData<string, string, string> Cases =>
        new(from way in Ways from token in Tokens from target in Targets select (way, token.Name, target.Name));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Who_may(string way, string tokenName, string targetName)
    {
        var (_, token, role) = Tokens.Single(t => t.Name == tokenName);
        var target = Targets.Single(t => t.Name == targetName);
        using var request = new HttpRequestMessage(target.Method, target.Path);
        // What a browser sends with a page; programs' paths answer with a problem all the same.
        request.Headers.Accept.ParseAdd("text/html");
        if (target.IsWebSocket)
        {
            request.Headers.Connection.Add("Upgrade");
            request.Headers.TryAddWithoutValidation("Upgrade", "websocket");
            request.Headers.Add("Sec-WebSocket-Version", "13");
            request.Headers.Add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        }
        if (token is not null)
            Present(request, way, token, role);
        // A URL is logged in many places: a token in it counts where nothing else can be sent, and nowhere else.
        if (way == "query" && targetName != "hub")
            role = null;

        using var response = await server.Client.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken
        );
        if (role is null && target.Path is ("/" or "/nowhere"))
        {
            Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
            Assert.StartsWith($"/login?returnUrl={Uri.EscapeDataString(target.Path)}", response.Headers.Location!.OriginalString);
        }
        else if (role is null)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Equal("tokenRequired", await response.CodeAsync());
            Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        }
        else if (role == "viewer" && targetName == "api POST")
        {
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
            Assert.Equal("operatorRequired", await response.CodeAsync());
        }
        else if (targetName.StartsWith("unknown", StringComparison.Ordinal))
        {
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
        else
        {
            var switches = target.IsWebSocket && targetName != "a WebSocket elsewhere";
            Assert.Equal(switches ? HttpStatusCode.SwitchingProtocols : HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Theory]
    [InlineData("Bearer", 401)]
    [InlineData("Bearer ", 401)]
    [InlineData("Bearer  " + AccessHost.OperatorToken, 200)]
    [InlineData("bearer " + AccessHost.OperatorToken, 200)]
    [InlineData("Bearer," + AccessHost.OperatorToken, 401)]
    [InlineData("Bearer=" + AccessHost.OperatorToken, 401)]
    [InlineData("Bearer token=" + AccessHost.OperatorToken, 401)]
    [InlineData("Bearer \"" + AccessHost.OperatorToken + "\"", 401)]
    [InlineData("Basic " + AccessHost.OperatorToken, 401)]
    [InlineData(AccessHost.OperatorToken, 401)]
    [InlineData("", 401)]
    public async Task Headers(string header, int expected)
    {
        using var response = await server.Client.GetAsync("/api/things", h => h.TryAddWithoutValidation("Authorization", header));
        Assert.Equal(expected, (int)response.StatusCode);
    }

    [Fact]
    public async Task Two_headers_are_no_token()
    {
        var (status, _) = await RawHttp.SendAsync(
            server.Client.BaseAddress!.Port,
            "GET /api/things HTTP/1.1",
            "Host: localhost",
            "Connection: close",
            $"Authorization: Bearer {AccessHost.OperatorToken}",
            $"Authorization: Bearer {AccessHost.OperatorToken}"
        );
        Assert.Equal(401, status);
    }

    [Fact]
    public async Task A_wrong_header_is_not_saved_by_a_good_cookie_but_another_scheme_is_no_matter()
    {
        using var wrong = await server.Client.GetAsync("/api/things", h => Both(h, "Bearer wrong"));
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        using var proxied = await server.Client.GetAsync("/api/things", h => Both(h, "Basic YTpi"));
        Assert.Equal(HttpStatusCode.OK, proxied.StatusCode);

        void Both(HttpRequestHeaders headers, string authorization)
        {
            headers.Add("Cookie", server.OperatorCookie);
            headers.Add("Authorization", authorization);
        }
    }

    [Theory]
    [InlineData("Accept-Nothing", "/", 401)]
    [InlineData("*/*", "/", 401)]
    [InlineData("application/json", "/", 401)]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8", "/", 302)]
    [InlineData("text/html; blazor-enhanced-nav=on", "/", 302)]
    [InlineData("text/html", "/api", 401)]
    [InlineData("text/html", "/apiary", 302)]
    [InlineData("text/html", "/openapi/v1.json", 401)]
    [InlineData("text/html", "/_blazor/initializers", 401)]
    public async Task A_problem_for_programs_and_a_page_for_people(string accept, string path, int expected)
    {
        using var response = await server.Client.GetAsync(path, h =>
        {
            if (accept != "Accept-Nothing")
                h.TryAddWithoutValidation("Accept", accept);
        });
        Assert.Equal(expected, (int)response.StatusCode);
    }

    [Fact]
    public async Task The_way_back_keeps_path_and_query()
    {
        using var response = await server.Client.GetPageAsync("/endpoints/a%20b?filter=len%20%3E%201&x=y");
        Assert.Equal(
            "/login?returnUrl=%2Fendpoints%2Fa%2520b%3Ffilter%3Dlen%2520%253E%25201%26x%3Dy",
            response.Headers.Location!.OriginalString
        );
    }

    [Theory]
    [InlineData(AccessHost.OperatorToken, "operator")]
    [InlineData(AccessHost.ViewerToken, "viewer")]
    public async Task A_real_client_brings_its_token_by_header_and_by_query(string token, string role)
    {
        var url = new Uri(server.Client.BaseAddress!, "/hubs/live");
        await using var byHeader = new HubConnectionBuilder()
            .WithUrl(url, o => o.AccessTokenProvider = () => Task.FromResult<string?>(token))
            .Build();
        await using var byQuery = new HubConnectionBuilder()
            .WithUrl(new Uri($"{url}?access_token={token}"), o =>
            {
                o.SkipNegotiation = true;
                o.Transports = HttpTransportType.WebSockets;
            })
            .Build();
        foreach (var hub in new[] { byHeader, byQuery })
        {
            await hub.StartAsync(TestContext.Current.CancellationToken);
            Assert.Equal(role, await hub.InvokeAsync<string>("Who", TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task The_health_check_needs_no_token()
    {
        Assert.Equal("Healthy", await server.Client.GetStringAsync("/healthz", TestContext.Current.CancellationToken));
    }

    private void Present(HttpRequestMessage request, string way, string token, string? role)
    {
        switch (way)
        {
            case "bearer":
                request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
                break;
            case "query":
                var mark = request.RequestUri!.OriginalString.Contains('?') ? '&' : '?';
                request.RequestUri = new Uri($"{request.RequestUri}{mark}access_token={Uri.EscapeDataString(token)}", UriKind.Relative);
                break;
            default:
                // A wrong cookie is the right one with another value: a token is none.
                request.Headers.Add(
                    "Cookie",
                    role switch
                    {
                        "operator" => server.OperatorCookie,
                        "viewer" => server.ViewerCookie,
                        _ => $"{server.OperatorCookie.Split('=')[0]}={Uri.EscapeDataString(token)}",
                    }
                );
                break;
        }
    }

    public sealed class Server : IAsyncLifetime
    {
        private AccessHost? _host;

        public HttpClient Client => _host!.Client;
        public string OperatorCookie { get; private set; } = "";
        public string ViewerCookie { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            _host = await AccessHost.StartAsync(AccessHost.BothTokens);
            OperatorCookie = await Client.LogInAsync(AccessHost.OperatorToken);
            ViewerCookie = await Client.LogInAsync(AccessHost.ViewerToken);
        }

        public ValueTask DisposeAsync() => _host!.DisposeAsync();
    }
}
