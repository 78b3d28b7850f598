using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SocketLab.Web.Access;

namespace SocketLab.Web.Tests.Access;

/// <summary>When a token is required: by what is bound, and closed until that is known.</summary>
public sealed class ModeTests
{
    // Port 0 does not work with the name localhost: FREE is replaced by a port that was free a moment ago.
    [Theory]
    [InlineData("auto", "http://127.0.0.1:0", true)]
    [InlineData("auto", "http://127.0.0.2:0", true)]
    [InlineData("auto", "http://[::1]:0", true)]
    [InlineData("auto", "http://[0:0:0:0:0:0:0:1]:0", true)]
    [InlineData("auto", "http://localhost:FREE", true)]
    [InlineData("auto", "http://LOCALHOST:FREE", true)]
    [InlineData("auto", "http://127.0.0.1:0 http://[::1]:0", true)]
    [InlineData("auto", "http://0.0.0.0:0", false)]
    [InlineData("auto", "http://[::]:0", false)]
    [InlineData("auto", "http://*:0", false)]
    [InlineData("auto", "http://+:0", false)]
    [InlineData("auto", "http://localhost.example:0", false)]
    // Kestrel reads it as 127.0.0.1 and binds that: the spelling does not matter.
    [InlineData("auto", "http://2130706433:0", true)]
    [InlineData("auto", "http://127.0.0.1:0 http://0.0.0.0:0", false)]
    [InlineData("AUTO", "http://127.0.0.1:0", true)]
    [InlineData("token", "http://127.0.0.1:0", false)]
    [InlineData("Token", "http://127.0.0.1:0", false)]
    [InlineData("open", "http://127.0.0.1:0", true)]
    [InlineData("open", "http://0.0.0.0:0", true)]
    public async Task Mode(string mode, string urls, bool isOpen)
    {
        var bind = urls.Replace("FREE", FreePort(), StringComparison.Ordinal).Split(' ');
        await using var host = await AccessHost.StartAsync(new AccessHost.Setup { Urls = bind }, ("Mode", mode));
        using var api = await host.Client.GetAsync("/api/things", TestContext.Current.CancellationToken);
        Assert.Equal(isOpen ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, api.StatusCode);
        using var change = await host.Client.PostAsync("/api/things", null, TestContext.Current.CancellationToken);
        Assert.Equal(isOpen ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, change.StatusCode);
        using var login = await host.Client.GetPageAsync("/login?returnUrl=/x");
        Assert.Equal(isOpen ? HttpStatusCode.Redirect : HttpStatusCode.OK, login.StatusCode);
        if (isOpen)
            Assert.Equal("/x", login.Headers.Location!.OriginalString);
        Assert.Equal(isOpen, host.Console.ToString().Length == 0);
    }

    [Theory]
    [InlineData(
        true,
        "http://127.0.0.1:5080",
        "https://127.9.9.9:1",
        "http://[::1]:80",
        "http://localhost:5080",
        "http://[::ffff:127.0.0.1]:80"
    )]
    [InlineData(true)]
    [InlineData(false, "http://127.0.0.1:5080", "http://[::]:5080")]
    [InlineData(false, "http://192.168.1.5:80")]
    [InlineData(false, "http://127.0.0.1.nip.io:80")]
    [InlineData(false, "http://localhost.:80")]
    [InlineData(false, "http://a.localhost:80")]
    [InlineData(false, "http://127.1:80")]
    [InlineData(false, "http://unix:/run/socketlab.sock")]
    [InlineData(false, "http://pipe:/socketlab")]
    [InlineData(false, "http://<file handle>")]
    [InlineData(false, "nonsense")]
    [InlineData(false, "")]
    public void Only_localhost_and_loopback_literals_are_loopback(bool expected, params string[] addresses) =>
        Assert.Equal(expected, BoundAddresses.AllLoopback(addresses));

    [Theory]
    [InlineData("http://127.0.0.1:5080", "http://127.0.0.1:5080")]
    [InlineData("http://0.0.0.0:5080", "http://localhost:5080")]
    [InlineData("https://[::]:5080", "https://localhost:5080")]
    [InlineData("http://*:5080", "http://localhost:5080")]
    [InlineData("http://[2001:db8::7]:5080", "http://[2001:db8::7]:5080")]
    [InlineData("http://unix:/run/socketlab.sock", null)]
    [InlineData("http://<file handle>", null)]
    public void Links_lead_somewhere(string address, string? expected) => Assert.Equal(expected, BoundAddresses.ForBrowser(address));

    [Fact]
    public async Task A_unix_socket_requires_a_token()
    {
        using var folder = new TempFolder();
        await using var host = await AccessHost.StartAsync(
            new AccessHost.Setup { Urls = ["http://127.0.0.1:0", $"http://unix:{folder.Path}/s"] }
        );
        using var api = await host.Client.GetAsync("/api/things", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, api.StatusCode);
    }

    [Fact]
    public async Task A_test_server_counts_as_loopback()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.AddAccess(TempFolder.Shared);
        await using var app = builder.Build();
        app.UseAccess();
        app.MapGet("/api/things", () => "things");
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = app.GetTestClient();
        Assert.Equal("things", await client.GetStringAsync("/api/things", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Closed_until_known()
    {
        var answers = new List<string>();
        // Registered before AddAccess, so its StartedAsync comes before the decision, and after the server listens.
        await using var host = await AccessHost.StartAsync(
            new AccessHost.Setup { Builder = b => b.Services.AddSingleton<IHostedService>(p => new Early(p, answers)) }
        );
        Assert.Equal(["/api/things 503 notReady", "/login 503 notReady", "/healthz 200 ", "/ 503 notReady"], answers);
        Assert.Equal("things", await host.Client.GetStringAsync("/api/things", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_connection_from_outside_ends_an_open_auto_mode()
    {
        IPAddress? local = null;
        await using var host = await AccessHost.StartAsync(
            new AccessHost.Setup
            {
                BeforeAccess = app =>
                    app.Use(
                        (context, next) =>
                        {
                            if (local is not null)
                                context.Connection.LocalIpAddress = local;
                            return next();
                        }
                    ),
            },
            ("Hosts", "lab.example")
        );
        Assert.Equal(HttpStatusCode.OK, await AskAsync(host));
        local = IPAddress.Parse("::ffff:127.0.0.1");
        Assert.Equal(HttpStatusCode.OK, await AskAsync(host));
        local = IPAddress.Parse("192.0.2.7");
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(host));
        local = null;
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(host));
        Assert.Contains("/login?token=", host.Console.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_that_the_connection_came_in_on_is_a_host()
    {
        await using var host = await AccessHost.StartAsync(
            new AccessHost.Setup
            {
                BeforeAccess = app =>
                    app.Use(
                        (context, next) =>
                        {
                            context.Connection.LocalIpAddress = IPAddress.Parse("::ffff:192.0.2.7");
                            return next();
                        }
                    ),
            },
            AccessHost.BothTokens
        );
        (string, int)[] expected =
        [
            ("192.0.2.7", 401),
            ("192.0.2.7:5080", 401),
            ("[::ffff:192.0.2.7]", 401),
            ("localhost", 401),
            ("192.0.2.8", 400),
            ("3221225991", 400),
        ];
        foreach (var (name, status) in expected)
        {
            using var response = await host.Client.GetAsync("/api/things", h => h.Host = name);
            Assert.Equal((name, status), (name, (int)response.StatusCode));
        }
    }

    [Fact]
    public async Task A_port_that_is_opened_while_the_server_runs_ends_an_open_auto_mode()
    {
        var settings = new Changeable { ["Endpoints:First:Url"] = "http://127.0.0.1:0" };
        var kestrel = new ConfigurationBuilder().Add(settings).Build();
        await using var host = await AccessHost.StartAsync(
            new AccessHost.Setup { Urls = [], Builder = b => b.WebHost.ConfigureKestrel(k => k.Configure(kestrel, reloadOnChange: true)) }
        );
        Assert.Equal(HttpStatusCode.OK, await AskAsync(host));
        settings["Endpoints:Second:Url"] = "http://0.0.0.0:0";
        settings.Change();
        while (host.Addresses.Count() < 2)
            await Task.Yield();
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(host));
    }

    private static async Task<HttpStatusCode> AskAsync(AccessHost host)
    {
        using var response = await host.Client.GetAsync("/api/things", TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private static string FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return $"{((IPEndPoint)probe.LocalEndpoint).Port}";
    }

    /// <summary>Settings that change while the program runs, as a file's do.</summary>
    private sealed class Changeable : ConfigurationProvider, IConfigurationSource
    {
        public string this[string key]
        {
            set => Set(key, value);
        }

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        public void Change() => OnReload();
    }

    /// <summary>Asks the server between the moment that it listens and the moment that the mode is decided.</summary>
    private sealed class Early(IServiceProvider services, List<string> answers) : IHostedLifecycleService
    {
        public async Task StartedAsync(CancellationToken cancellationToken)
        {
            var address = services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
            using var client = new HttpClient { BaseAddress = new Uri(address) };
            foreach (var path in new[] { "/api/things", "/login", "/healthz", "/" })
            {
                using var response = await client.GetAsync(path, cancellationToken);
                answers.Add($"{path} {(int)response.StatusCode} {(response.IsSuccessStatusCode ? "" : await response.CodeAsync())}");
            }
        }

        public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
