using System.Collections.Concurrent;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SocketLab.Web.Access;

namespace SocketLab.Web.Tests.Access;

/// <summary>The checks alone, on a real Kestrel, around a few endpoints that stand for the product's.</summary>
internal sealed class AccessHost : IAsyncDisposable
{
    public const string OperatorToken = "the-operators-token-0123456789";
    public const string ViewerToken = "the-viewers-token-0123456789";

    /// <summary>Token mode with both tokens set.</summary>
    public static readonly (string, string?)[] BothTokens =
    [
        ("Mode", "token"),
        ("OperatorToken", OperatorToken),
        ("ViewerToken", ViewerToken),
    ];

    private AccessHost(WebApplication app, StringWriter console, LogRecorder log, FakeTimeProvider time)
    {
        (App, Console, Log, Time) = (app, console, log, time);
        // A cookie or a redirect is what a test looks at, never what the client deals with.
        Client = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
            }
        )
        {
            BaseAddress = Address,
        };
    }

    public WebApplication App { get; }
    public StringWriter Console { get; }
    public LogRecorder Log { get; }
    public FakeTimeProvider Time { get; }
    public HttpClient Client { get; }

    public IEnumerable<string> Addresses => App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;

    /// <summary>The first TCP address, as somebody on this machine reaches it.</summary>
    public Uri Address => new(Addresses.Select(BoundAddresses.ForBrowser).OfType<string>().First());

    public static Task<AccessHost> StartAsync(params (string Key, string? Value)[] settings) => StartAsync(new Setup(), settings);

    public static async Task<AccessHost> StartAsync(Setup setup, params (string Key, string? Value)[] settings)
    {
        var console = new StringWriter();
        var log = new LogRecorder();
        var time = new FakeTimeProvider();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"SocketLab:Access:{s.Key}", s.Value)));
        builder.WebHost.UseUrls(setup.Urls);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton(new AccessConsole(TextWriter.Synchronized(console)));
        builder.Services.AddSignalR();
        setup.Builder?.Invoke(builder);
        builder.AddAccess(setup.DataDirectory ?? TempFolder.Shared);

        var app = builder.Build();
        setup.BeforeAccess?.Invoke(app);
        app.UseAccess();
        app.MapGet("/", () => "page");
        app.MapGet("/healthz", () => "Healthy").AllowAnonymous();
        app.MapGet("/api/things", () => "things");
        app.MapPost("/api/things", () => "made").RequireAuthorization(Policies.Operator);
        app.MapGet("/form", Form);
        app.MapGet("/metrics", () => "metrics");
        app.MapGet("/who", (HttpContext context) => $"{AccessIdentity.RoleOf(context.User)}");
        app.MapHub<StubHub>("/hubs/live");
        app.MapHub<StubHub>("/_blazor");
        app.MapLogin();
        setup.Endpoints?.Invoke(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new AccessHost(app, console, log, time);
    }

    /// <summary>A page with a form, as the product's pages have one for logging out.</summary>
    private static string Form(HttpContext context, IAntiforgery antiforgery)
    {
        var sealing = antiforgery.GetAndStoreTokens(context);
        return $"<input name=\"{sealing.FormFieldName}\" value=\"{sealing.RequestToken}\" />";
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
    }

    internal sealed record Setup
    {
        public string[] Urls { get; init; } = ["http://127.0.0.1:0"];
        public string? DataDirectory { get; init; }
        public Action<WebApplicationBuilder>? Builder { get; init; }
        public Action<WebApplication>? BeforeAccess { get; init; }
        public Action<WebApplication>? Endpoints { get; init; }
    }

    internal sealed class StubHub : Hub
    {
        public string Who() => AccessIdentity.RoleOf(Context.User) ?? "nobody";
    }
}

/// <summary>Every line that any logger wrote, at any level.</summary>
internal sealed class LogRecorder : ILoggerProvider, ILogger
{
    public ConcurrentQueue<(LogLevel Level, EventId Event, string Text)> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => Lines.Enqueue((logLevel, eventId, $"{formatter(state, exception)} {exception}"));

    public void Dispose() { }
}
