using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using SocketLab.Core.Endpoints;

namespace SocketLab.Web.Tests.Support;

/// <summary>A whole server on real sockets, and a client of its API.</summary>
public class WebLab : IAsyncDisposable
{
    private const int LongBody = 64 << 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly WebServer _server;

    /// <summary>A server that other tests use before and after, with an empty workspace.</summary>
    public WebLab() => _server = WebServer.Rent();

    /// <summary>A server of the test's own.</summary>
    internal WebLab(string? dataDirectory, params (string Key, string Value)[] settings) =>
        _server = WebServer.Start(dataDirectory, settings);

    public string DataDirectory => _server.DataDirectory;

    public HttpClient Http => _server.Http;

    public IServiceProvider Services => _server.Services;

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

    /// <summary>Waits until a condition holds on an endpoint.</summary>
    internal Task UntilAsync(string id, Func<Endpoint, bool> holds, [CallerArgumentExpression(nameof(holds))] string what = "")
    {
        // Not by the journal's signal: an entry may stand there an instant before the table of connections has what it tells.
        var endpoint = Supervisor.Get(id);
        return Eventually.HoldsAsync(() => holds(endpoint), what);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _server.ReleaseAsync();
    }
}
