using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

/// <summary>What is no text, no JSON or no HTTP is refused as a fault of the client, and never replaced by something like it.</summary>
public sealed class ExactInputApiTests(WebLab lab) : IClassFixture<WebLab>
{
    [Theory]
    [InlineData("""{"\ud800":1}""", "$")]
    [InlineData("""{"a":{"\udc00":1}}""", "$.a")]
    [InlineData("""{"name":"\ud800"}""")]
    [InlineData("{\"na\u00ffme\":1}", "$")]
    [InlineData("{\"name\":\"a\u00ffb\"}", "$")]
    public async Task What_is_no_text_is_refused_on_every_route_that_takes_JSON(string json, params string[] paths)
    {
        // Latin-1 makes one byte of U+00FF, and that byte is in no UTF-8.
        var body = Encoding.Latin1.GetBytes(json);
        foreach (var (method, path) in await ChangingRoutesAsync())
        {
            var reply = await lab.SendAsync(new HttpMethod(method), path, new ByteArrayContent(body), "application/json");
            Assert.True(reply is { Status: 400, Code: "invalidRequest" }, $"{method} {path}: {reply.Status} {reply.Body}");
            Assert.DoesNotContain("�", reply.Body.ToString(), StringComparison.Ordinal);
            if (paths is ["$"])
            {
                reply.MustBe(400, "invalidRequest", "$");
            }
        }
    }

    [Theory]
    [InlineData("{\"kind\":\"udpListener\",\n\"name\":\"a\u00ffb\"}", "line 2, column 10: this is not UTF-8.")]
    [InlineData("""{"kind":"udpListener","name":"\ud800"}""", "A string holds half a character (a lone surrogate).")]
    public async Task It_is_said_what_and_where(string json, string told)
    {
        var before = lab.Supervisor.List().Count;
        var body = new ByteArrayContent(Encoding.Latin1.GetBytes(json));
        var reply = (await lab.SendAsync(HttpMethod.Post, "/api/endpoints", body, "application/json")).MustBe(400, "invalidRequest", "$");
        Assert.EndsWith(told, reply.Body.GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Equal(before, lab.Supervisor.List().Count);
    }

    [Fact]
    public async Task A_byte_order_mark_is_no_fault()
    {
        var body = new ByteArrayContent([0xef, 0xbb, 0xbf, .. """{"name":"a","data":""}"""u8]);
        Assert.Equal(201, (await lab.SendAsync(HttpMethod.Post, "/api/payloads", body, "application/json")).Status);
    }

    [Theory]
    [InlineData("connectionIds")]
    [InlineData("alpn")]
    [InlineData("clear")]
    [InlineData("names")]
    [InlineData("groups")]
    [InlineData("unknown")]
    [InlineData("query")]
    [InlineData("deep names")]
    public async Task A_long_request_of_nonsense_gets_a_short_answer(string kind)
    {
        var (id, _) = await lab.CreateAsync("tcpListener", start: false);
        string Many(int count, Func<int, string> item) => string.Join(',', Enumerable.Range(0, count).Select(item));
        var nothing = Many(90_000, _ => "\"\"");
        var longName = new string('é', 900);
        var (path, json) = kind switch
        {
            "connectionIds" => ($"endpoints/{id}/send", $$"""{"payload":{"data":""},"connectionIds":[{{nothing}}] }"""),
            "alpn" => ("endpoints", $$"""{"kind":"tcpListener","tcp":{"tls":{"alpn":[{{nothing}}] } } }"""),
            "clear" => ($"endpoints/{id}/clear", $$"""{ {{Many(40_000, i => $"\"a{i}\":1")}} }"""),
            "names" => ("certificates", $$"""{"name":"x","generate":{"names":[{{nothing}}] } }"""),
            "groups" => ("endpoints", $$"""{"kind":"udpListener","udp":{"multicastGroups":[{{nothing}}] } }"""),
            "unknown" => ("endpoints", $$"""{"{{new string('n', 1_000_000)}}":1}"""),
            _ => ("endpoints", $$"""{"udp":{ {{Many(200, i => $"\"{longName}{i}\":1")}} } }"""),
        };
        if (kind == "query")
        {
            await MustBeShortAsync(
                await lab.Http.GetAsync($"/api/endpoints/{id}/entries?{string.Join('&', Enumerable.Range(0, 1500))}", WebLab.Soon())
            );
            return;
        }

        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        await MustBeShortAsync(await lab.Http.PostAsync($"/api/{path}", content, WebLab.Soon()));

        static async Task MustBeShortAsync(HttpResponseMessage answer)
        {
            var body = await answer.Content.ReadAsStringAsync(WebLab.Soon());
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.InRange(body.Length, 1, 100_000);
            using var problem = JsonDocument.Parse(body);
            Assert.InRange(problem.RootElement.GetProperty("errors").EnumerateObject().Count(), 1, 100);
        }
    }

    [Fact]
    public async Task A_request_has_no_more_parts_than_make_sense()
    {
        var json = $$"""{"protocol":"udp","junk":[{{string.Join(',', Enumerable.Repeat(1, 100_000))}}]}""";
        var reply = (await lab.PostAsync("/api/send", json)).MustBe(400, "invalidRequest", "$");
        Assert.Equal("A request has at most 100,000 names and values together.", reply.Body.GetProperty("title").GetString());
    }

    [Theory]
    [InlineData("FFFFFFFFFFFFFFFFF")]
    [InlineData("80000000")]
    [InlineData("xyz")]
    [InlineData("")]
    public async Task A_chunk_of_no_size_is_refused(string size)
    {
        foreach (var path in (string[])["/api/send", "/api/endpoints", "/api/endpoints/nobody/clear", "/login", "/hubs/live/negotiate"])
        {
            var type = path == "/login" ? "application/x-www-form-urlencoded" : "application/json";
            var status = await StatusOfAsync(
                $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {type}\r\nTransfer-Encoding: chunked\r\n\r\n{size}\r\n\r\n"
            );
            Assert.True(path == "/hubs/live/negotiate" ? status is 200 or 400 : status == 400, $"{path} answered {status}.");
        }
    }

    private async Task<int> StatusOfAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, lab.Http.BaseAddress!.Port, WebLab.Soon());
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), WebLab.Soon());
        var head = new byte[12];
        await stream.ReadExactlyAsync(head, WebLab.Soon());
        return int.Parse(Encoding.ASCII.GetString(head).AsSpan(9), CultureInfo.InvariantCulture);
    }

    /// <summary>All routes with a body, on things that exist.</summary>
    private async Task<List<(string Method, string Path)>> ChangingRoutesAsync()
    {
        var (id, port) = await lab.CreateAsync("tcpListener");
        using var peer = await Sockets.ConnectAsync(port);
        await lab.UntilAsync(id, e => e.Connections.Open == 1);
        var connection = lab.Supervisor.Get(id).Connections.List()[0].Id.ToString();
        var saved = await lab.PostAsync("/api/payloads", $$"""{"name":"{{Guid.NewGuid()}}","data":""}""");
        var payload = saved.Body.GetProperty("id").GetString();
        var kept = await lab.PostAsync("/api/filters", $$"""{"name":"{{Guid.NewGuid()}}","filter":"dir == in"}""");
        var filter = kept.Body.GetProperty("id").GetString();
        var routes =
            from endpoint in lab.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            let path = "/" + endpoint.RoutePattern.RawText!.Trim('/')
            where path.StartsWith("/api/", StringComparison.Ordinal) && !path.Contains("**", StringComparison.Ordinal)
            from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []
            where method is not "GET" && path is not "/api/captures" // Takes a file.
            let thing = path.StartsWith("/api/connections/", StringComparison.Ordinal) ? connection
            : path.StartsWith("/api/payloads/", StringComparison.Ordinal) ? payload
            : path.StartsWith("/api/filters/", StringComparison.Ordinal) ? filter
            : id
            select (method, path.Replace("{id}", thing, StringComparison.Ordinal).Replace("{seq:long}", "1", StringComparison.Ordinal));
        return [.. routes];
    }
}
