using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SocketLab.Web.Access;

namespace SocketLab.Web.Tests.Access;

/// <summary>What goes on with a right ends when the right does, whatever carries it.</summary>
public sealed class RightsThatEndTests
{
    private static readonly HttpTransportType[] Transports =
    [
        HttpTransportType.WebSockets,
        HttpTransportType.ServerSentEvents,
        HttpTransportType.LongPolling,
    ];

    public static TheoryData<HttpTransportType, string> TransportsAndTokens =>
        new(Transports.SelectMany(transport => new[] { (transport, AccessHost.OperatorToken), (transport, AccessHost.ViewerToken) }));

    public static TheoryData<HttpTransportType> EachTransport => [.. Transports];

    [Theory]
    [MemberData(nameof(TransportsAndTokens))]
    public async Task A_logout_ends_the_connections_of_that_login_and_no_other(HttpTransportType transport, string token)
    {
        await using var host = await StartAsync(AccessHost.BothTokens);
        var (mine, other) = (await host.Client.LogInAsync(token), await host.Client.LogInAsync(token));
        await using var ended = await Watcher.StartAsync(host, transport, mine);
        await using var kept = await Watcher.StartAsync(host, transport, other);
        await using var program = await Watcher.StartAsync(host, transport, token: token);

        await host.Client.LogOutAsync(mine);
        await ended.IsOverAsync();
        await kept.GoesOnAsync();
        await program.GoesOnAsync();
    }

    [Theory]
    [MemberData(nameof(EachTransport))]
    public async Task The_cookies_time_ends_its_connections(HttpTransportType transport)
    {
        await using var host = await StartAsync(AccessHost.BothTokens);
        await using var ended = await Watcher.StartAsync(host, transport, await host.Client.LogInAsync(AccessHost.ViewerToken));
        await using var program = await Watcher.StartAsync(host, transport, token: AccessHost.ViewerToken);
        host.Time.Advance(AccessAuthentication.LoginTime - TimeSpan.FromMinutes(1));
        await ended.GoesOnAsync();
        host.Time.Advance(TimeSpan.FromMinutes(1));
        await Eventually.HoldsAsync(host.Time, () => ended.IsClosed);
        await ended.IsOverAsync();
        await program.GoesOnAsync();
    }

    [Theory]
    [MemberData(nameof(EachTransport))]
    public async Task A_change_to_the_token_mode_ends_what_came_in_before(HttpTransportType transport)
    {
        await using var host = await StartAsync(("Mode", "auto"), ("OperatorToken", AccessHost.OperatorToken));
        await using var ended = await Watcher.StartAsync(host, transport);
        var settings = (IConfigurationRoot)host.App.Configuration;
        settings["SocketLab:Access:Mode"] = "nonsense";
        settings.Reload();
        settings["SocketLab:Access:Mode"] = "open";
        settings.Reload();
        await ended.GoesOnAsync();

        settings["SocketLab:Access:Mode"] = "token";
        settings.Reload();
        await ended.IsOverAsync();
        using var answer = await host.Client.GetAsync("/api/things", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);

        // Towards more strictness only.
        settings["SocketLab:Access:Mode"] = "open";
        settings.Reload();
        using var again = await host.Client.GetAsync("/api/things", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
    }

    [Fact]
    public async Task A_request_that_goes_on_ends_too()
    {
        await using var host = await StartAsync(AccessHost.BothTokens);
        var cookie = await host.Client.LogInAsync(AccessHost.ViewerToken);
        using var endless = await host.Client.GetAsync("/endless", headers => headers.Add("Cookie", cookie));
        await using var body = await endless.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        Assert.Equal('.', body.ReadByte());
        await host.Client.LogOutAsync(cookie);
        await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken));
        var underWay = host.App.Services.GetRequiredService<UnderWay>();
        await Eventually.HoldsAsync(() => underWay.Count == 0);
    }

    [Fact]
    public async Task A_copied_cookie_ends_with_its_login_also_after_a_restart()
    {
        using var data = new TempFolder();
        var setup = new AccessHost.Setup { DataDirectory = data.Path };
        string mine;
        await using (var host = await AccessHost.StartAsync(setup, AccessHost.BothTokens))
        {
            mine = await host.Client.LogInAsync(AccessHost.OperatorToken);
            var other = await host.Client.LogInAsync(AccessHost.OperatorToken);
            await host.Client.LogOutAsync(mine);
            Assert.Equal((401, 200), (await AskAsync(host, mine), await AskAsync(host, other)));
        }

        await using var again = await AccessHost.StartAsync(setup, AccessHost.BothTokens);
        Assert.Equal(401, await AskAsync(again, mine));
    }

    [Fact]
    public async Task A_login_ends_the_one_before_it_in_the_same_browser()
    {
        await using var host = await StartAsync(AccessHost.BothTokens);
        var first = await host.Client.LogInAsync(AccessHost.ViewerToken);
        await using var ended = await Watcher.StartAsync(host, HttpTransportType.WebSockets, first);
        using var login = await host.Client.GetPageAsync($"/login?token={AccessHost.OperatorToken}", first);
        var second = login.SetCookie("SocketLab.Access.")!.Split(';')[0];
        await ended.IsOverAsync();
        Assert.Equal((401, 200), (await AskAsync(host, first), await AskAsync(host, second)));
    }

    private static Task<AccessHost> StartAsync(params (string, string?)[] settings) =>
        AccessHost.StartAsync(
            new AccessHost.Setup
            {
                Endpoints = app =>
                {
                    app.MapHub<WatchedHub>("/hubs/watched");
                    app.MapGet("/endless", EndlessAsync);
                },
            },
            settings
        );

    private static async Task EndlessAsync(HttpContext context)
    {
        await context.Response.WriteAsync(".", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
    }

    private static async Task<int> AskAsync(AccessHost host, string cookie)
    {
        using var answer = await host.Client.GetAsync("/api/things", headers => headers.Add("Cookie", cookie));
        return (int)answer.StatusCode;
    }

    /// <summary>A hub connection with a stream that never ends by itself.</summary>
    private sealed class Watcher : IAsyncDisposable
    {
        private readonly HubConnection _hub;
        private readonly string _id;
        private readonly TaskCompletionSource _closed = new();
        private readonly IAsyncEnumerator<int> _stream;

        private Watcher(HubConnection hub)
        {
            (_hub, _id) = (hub, hub.ConnectionId!);
            _hub.Closed += _ =>
            {
                _closed.TrySetResult();
                return Task.CompletedTask;
            };
            _stream = hub.StreamAsync<int>(nameof(WatchedHub.Count)).GetAsyncEnumerator();
        }

        public bool IsClosed => _closed.Task.IsCompleted;

        public static async Task<Watcher> StartAsync(
            AccessHost host,
            HttpTransportType transport,
            string? cookie = null,
            string? token = null
        )
        {
            var hub = new HubConnectionBuilder()
                .WithUrl(new Uri(host.Address, "/hubs/watched"), transport, options =>
                {
                    options.AccessTokenProvider = token is null ? null : () => Task.FromResult<string?>(token);
                    if (cookie is not null)
                        options.Headers["Cookie"] = cookie;
                })
                .Build();
            await hub.StartAsync(TestContext.Current.CancellationToken);
            var watcher = new Watcher(hub);
            await watcher.GoesOnAsync();
            return watcher;
        }

        public async Task GoesOnAsync() => Assert.True(await _stream.MoveNextAsync());

        public async Task IsOverAsync()
        {
            await _closed.Task.WaitAsync(Eventually.Patience, TimeProvider.System, TestContext.Current.CancellationToken);
            await Eventually.HoldsAsync(() => !WatchedHub.Streams.ContainsKey(_id));
        }

        public async ValueTask DisposeAsync() => await _hub.DisposeAsync();
    }

    private sealed class WatchedHub : Hub
    {
        /// <summary>The connections whose streams go on here.</summary>
        public static ConcurrentDictionary<string, bool> Streams { get; } = [];

        public async IAsyncEnumerable<int> Count([EnumeratorCancellation] CancellationToken cancellation)
        {
            Streams[Context.ConnectionId] = true;
            try
            {
                for (var i = 0; ; i++)
                {
                    yield return i;
                    await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, cancellation);
                }
            }
            finally
            {
                Streams.TryRemove(Context.ConnectionId, out _);
            }
        }
    }
}
