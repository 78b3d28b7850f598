using System.Text.Json;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

public sealed class PayloadApiTests : IAsyncDisposable
{
    private const string Ping =
        """{ "name": "ping", "folder": "lab/echo", "format": "hex", "data": "01 02", "lineEnding": "lf", "description": "says hello" }""";

    private readonly WebLab _lab = new();

    [Fact]
    public async Task A_payload_is_saved_read_changed_and_deleted()
    {
        var created = await _lab.PostAsync("/api/payloads", Ping);
        Assert.Equal(201, created.Status);
        var id = created.Body.GetProperty("id").GetString();
        Assert.Equal($"/api/payloads/{id}", created.Location!.OriginalString);
        created.MustEqual(
            """
            { "id": "*", "name": "ping", "folder": "lab/echo", "description": "says hello", "format": "hex", "data": "01 02",
              "encoding": "utf-8", "template": false, "lineEnding": "lf" }
            """
        );
        (await _lab.GetAsync($"/api/payloads/{id}")).MustEqual(created.Body.ToString());

        var patched = await _lab.PatchAsync(
            $"/api/payloads/{id}",
            """{ "folder": null, "format": "text", "data": "{{counter}}", "template": true, "lineEnding": null, "encoding": "utf-16le" }"""
        );
        patched.MustEqual(
            """
            { "id": "*", "name": "ping", "folder": "", "description": "says hello", "format": "text", "data": "{{counter}}",
              "encoding": "utf-16le", "template": true, "lineEnding": "none" }
            """
        );
        Assert.Equal(204, (await _lab.DeleteAsync($"/api/payloads/{id}")).Status);
        foreach (
            var reply in new[]
            {
                await _lab.GetAsync($"/api/payloads/{id}"),
                await _lab.PatchAsync($"/api/payloads/{id}", "{}"),
                await _lab.DeleteAsync($"/api/payloads/{id}"),
            }
        )
        {
            reply.MustBe(404, "notFound");
        }
    }

    [Fact]
    public async Task All_are_listed_by_folder_and_name()
    {
        foreach (var (folder, name) in new[] { ("lab", "b"), ("", "z"), ("lab", "a"), ("lab/x", "a") })
        {
            await _lab.PostAsync("/api/payloads", $$"""{ "name": "{{name}}", "folder": "{{folder}}", "data": "" }""");
        }

        var names = (await _lab.GetAsync("/api/payloads"))
            .Body.GetProperty("payloads")
            .EnumerateArray()
            .Select(p => $"{p.GetProperty("folder")}:{p.GetProperty("name")}");
        Assert.Equal([":z", "lab:a", "lab:b", "lab/x:a"], names);
    }

    [Theory]
    [InlineData("""{ }""", "$.name", "$.data")]
    [InlineData("""{ "name": " ", "data": "" }""", "$.name")]
    [InlineData("""{ "name": "a\u0000", "data": "" }""", "$.name")]
    [InlineData("""{ "name": "a", "data": "", "folder": "/a" }""", "$.folder")]
    [InlineData("""{ "name": "a", "data": "", "folder": "a/" }""", "$.folder")]
    [InlineData("""{ "name": "a", "data": "", "folder": "a//b" }""", "$.folder")]
    [InlineData("""{ "name": "a", "data": "", "folder": "a/../b" }""", "$.folder")]
    [InlineData("""{ "name": "a", "data": "", "folder": "1/2/3/4/5/6/7/8/9" }""", "$.folder")]
    [InlineData("""{ "name": "a", "data": "", "folder": null }""", "$.folder")]
    [InlineData("""{ "name": "a", "data": "", "id": "x" }""", "$.id")]
    [InlineData("""{ "name": "a", "data": "", "lineEnding": "lfcr" }""", "$.lineEnding")]
    public async Task A_wrong_payload_is_named_and_nothing_is_saved(string json, params string[] paths)
    {
        (await _lab.PostAsync("/api/payloads", json)).MustBe(400, "invalidRequest", paths);
        Assert.Empty((await _lab.GetAsync("/api/payloads")).Body.GetProperty("payloads").EnumerateArray());
    }

    [Fact]
    public async Task Too_long_is_told_by_what_is_too_long()
    {
        (
            await _lab.PostAsync(
                "/api/payloads",
                $$"""
                { "name": "{{new string('n', 101)}}", "data": "", "description": "{{new string('d', 1001)}}",
                  "folder": "{{new string('f', 201)}}" }
                """
            )
        ).MustBe(400, "invalidRequest", "$.name", "$.folder", "$.description");
        (await _lab.PostAsync("/api/payloads", $$"""{ "name": "n", "data": "{{new string('x', 1 << 20)}}" }""")).MustBe(
            413,
            "limitReached"
        );
    }

    [Fact]
    public async Task What_could_never_be_sent_is_not_saved()
    {
        var id = (await _lab.PostAsync("/api/payloads", Ping)).Body.GetProperty("id").GetString();
        var bad = (await _lab.PostAsync("/api/payloads", """{ "name": "b", "data": "0g", "format": "hex" }""")).MustBe(
            400,
            "badPayload",
            "$.data"
        );
        Assert.Equal(1, bad.Body.GetProperty("position").GetInt32());
        var template = (await _lab.PatchAsync($"/api/payloads/{id}", """{ "data": "00 {{counter:q}}", "template": true }""")).MustBe(
            400,
            "badPayload",
            "$.data"
        );
        Assert.Equal(13, template.Body.GetProperty("position").GetInt32());
        (await _lab.PatchAsync($"/api/payloads/{id}", """{ "name": null, "id": "x" }""")).MustBe(400, "invalidRequest", "$.id");
        (await _lab.PatchAsync($"/api/payloads/{id}", """{ "name": null }""")).MustBe(400, "invalidRequest", "$.name");
        Assert.Equal("01 02", (await _lab.GetAsync($"/api/payloads/{id}")).Body.GetProperty("data").GetString());
    }

    [Fact]
    public async Task A_name_is_the_only_one_in_its_folder()
    {
        var id = (await _lab.PostAsync("/api/payloads", Ping)).Body.GetProperty("id").GetString();
        (await _lab.PostAsync("/api/payloads", Ping)).MustBe(409, "nameTaken");
        var other = (await _lab.PostAsync("/api/payloads", """{ "name": "ping", "data": "" }""")).Body.GetProperty("id").GetString();
        (await _lab.PatchAsync($"/api/payloads/{other}", """{ "folder": "lab/echo" }""")).MustBe(409, "nameTaken");
        Assert.Equal(200, (await _lab.PatchAsync($"/api/payloads/{id}", """{ "name": "ping" }""")).Status);
    }

    [Fact]
    public async Task There_are_not_too_many_and_not_too_much()
    {
        // Of its own: to empty a shared one of so many payloads would take longer than the test.
        await using var lab = new WebLab(dataDirectory: null);
        var all = JsonSerializer.Serialize(new { payloads = Enumerable.Range(0, 1000).Select(i => new { name = $"n{i}", data = "" }) });
        Assert.Equal(1000, (await lab.PostAsync("/api/payloads/import", all)).Body.GetProperty("imported").GetInt32());
        var many = (await lab.PostAsync("/api/payloads", """{ "name": "one more", "data": "" }""")).MustBe(429, "limitReached");
        Assert.Equal(("Payloads", 1000), (many.Body.GetProperty("limit").GetString(), many.Body.GetProperty("value").GetInt32()));
        (await lab.PostAsync("/api/payloads/import", JsonSerializer.Serialize(new { payloads = Enumerable.Repeat(1, 1001) }))).MustBe(
            429,
            "limitReached"
        );

        var id = (await lab.GetAsync("/api/payloads")).Body.GetProperty("payloads")[0].GetProperty("id").GetString();
        Assert.Equal(204, (await lab.DeleteAsync($"/api/payloads/{id}")).Status);
        var long_ = JsonSerializer.Serialize(new { payloads = new[] { new { name = "long", data = new string('x', (8 << 20) + 1) } } });
        var much = (await lab.PostAsync("/api/payloads/import", long_)).MustBe(429, "limitReached");
        Assert.Equal(("PayloadBytes", 8 << 20), (much.Body.GetProperty("limit").GetString(), much.Body.GetProperty("value").GetInt32()));
    }

    public ValueTask DisposeAsync() => _lab.DisposeAsync();
}
