using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using SocketLab.Core.Endpoints;

namespace SocketLab.Web.Tests.Support;

/// <summary>A whole server on real sockets, with a data directory that goes when it does.</summary>
public class WebLab : IAsyncDisposable
{
    private const int LongBody = 64 << 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Factory _factory;
    private readonly bool _ownsData;

    public WebLab()
        : this(null) { }

    internal WebLab(string? dataDirectory, params (string Key, string Value)[] settings)
    {
        _ownsData = dataDirectory is null;
        DataDirectory = dataDirectory ?? Directory.CreateTempSubdirectory("socketlab-web-").FullName;
        _factory = new Factory(DataDirectory, settings);
        _factory.UseKestrel(0);
        _factory.StartServer();
        Http = _factory.CreateClient();
    }

    public string DataDirectory { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => _factory.Services;

    internal EndpointSupervisor Supervisor => Services.GetRequiredService<EndpointSupervisor>();

    /// <summary>Ends with the test, or when waiting has become pointless.</summary>
    public static CancellationToken Soon()
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        source.CancelAfter(Patience);
        return source.Token;
    }

    public Task<Reply> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Reply> PostAsync(string path, string? json = null) => SendAsync(HttpMethod.Post, path, json);

    public Task<Reply> PatchAsync(string path, string json) => SendAsync(HttpMethod.Patch, path, json);

    public Task<Reply> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public Task<Reply> PostBytesAsync(string path, byte[] bytes) =>
        SendAsync(HttpMethod.Post, path, new ByteArrayContent(bytes), "application/octet-stream");

    public Task<Reply> SendAsync(HttpMethod method, string path, string? body = null, string? mediaType = "application/json") =>
        SendAsync(method, path, body is null ? null : new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body)), mediaType);

    public async Task<Reply> SendAsync(HttpMethod method, string path, HttpContent? content, string? mediaType)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (content is not null)
        {
            content.Headers.ContentType = mediaType is null ? null : MediaTypeHeaderValue.Parse(mediaType);

            // A server that refuses a long body does not read it: ask before sending one, as curl does.
            request.Headers.ExpectContinue = content.Headers.ContentLength > LongBody;
        }

        using var response = await Http.SendAsync(request, Soon());
        return await Reply.ReadAsync(response);
    }

    /// <summary>Creates an endpoint and, by default, starts it.</summary>
    /// <returns>Its id and, if it runs, its port.</returns>
    public async Task<(string Id, int Port)> CreateAsync(string kind, string more = "", bool start = true)
    {
        var reply = await PostAsync(
            "/api/endpoints",
            $$"""{ "kind": "{{kind}}", "start": {{(start ? "true" : "false")}} {{(more.Length > 0 ? ", " + more : "")}} }"""
        );
        Assert.Equal(201, reply.Status);
        var bound = reply.Body.GetProperty("bound");
        return (
            reply.Body.GetProperty("id").GetString()!,
            bound.ValueKind == System.Text.Json.JsonValueKind.Null ? 0 : bound.GetProperty("port").GetInt32()
        );
    }

    /// <summary>Waits until a condition holds on an endpoint, looking again with every entry.</summary>
    internal async Task UntilAsync(string id, Func<Endpoint, bool> holds)
    {
        var endpoint = Supervisor.Get(id);
        var soon = Soon();
        while (true)
        {
            var seen = endpoint.Journal.Changed.Version;
            if (holds(endpoint))
            {
                return;
            }

            await endpoint.Journal.Changed.WaitAsync(seen, soon);
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Http.Dispose();
        await _factory.DisposeAsync();
        if (_ownsData)
        {
            Directory.Delete(DataDirectory, recursive: true);
        }
    }

    private sealed class Factory(string dataDirectory, (string Key, string Value)[] settings) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            // What people run.
            builder.UseEnvironment("Production");
            builder.UseSetting("SocketLab:DataDirectory", dataDirectory);
            builder.UseSetting("Serilog:MinimumLevel:Default", "Fatal");
            builder.UseSetting("Serilog:MinimumLevel:Override:Microsoft.AspNetCore", "Fatal");
            foreach (var (key, value) in settings)
            {
                builder.UseSetting(key, value);
            }
        }
    }
}
