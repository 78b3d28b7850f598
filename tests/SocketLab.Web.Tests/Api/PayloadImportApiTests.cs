using System.Text.Json;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

public sealed class PayloadImportApiTests
{
    [Fact]
    public async Task What_was_exported_is_the_same_when_it_is_imported()
    {
        JsonElement file;
        await using (var lab = new WebLab())
        {
            await lab.PostAsync(
                "/api/payloads",
                """{ "name": "bytes", "folder": "lab/echo", "format": "base64", "data": "AAEC", "lineEnding": "nul" }"""
            );
            await lab.PostAsync(
                "/api/payloads",
                """{ "name": "é \" <b>", "data": "{{counter}}\\n\u0001", "template": true, "encoding": "latin1", "description": "d\nd" }"""
            );
            var reply = await lab.GetAsync("/api/payloads/export");
            Assert.Equal((200, "application/json"), (reply.Status, reply.MediaType));
            file = reply.Body;
            Assert.All(file.GetProperty("payloads").EnumerateArray(), payload => Assert.False(payload.TryGetProperty("id", out _)));
        }

        await using (var lab = new WebLab())
        {
            (await lab.PostAsync("/api/payloads/import", file.ToString())).MustEqual("""{ "imported": 2, "renamed": 0, "skipped": 0 }""");
            (await lab.GetAsync("/api/payloads/export")).MustEqual(file.ToString());
            (await lab.PostAsync("/api/payloads/import", file.ToString())).MustEqual("""{ "imported": 0, "renamed": 0, "skipped": 2 }""");
        }
    }

    [Fact]
    public async Task Another_of_the_same_name_is_renamed_and_nothing_that_is_there_is_changed()
    {
        await using var lab = new WebLab();
        await lab.PostAsync("/api/payloads", """{ "name": "a", "data": "old" }""");
        const string file = """
            { "payloads": [ { "name": "a", "data": "new" }, { "name": "a", "data": "newer" }, { "name": "a", "data": "new" },
              { "name": "a", "folder": "f", "data": "x" } ] }
            """;
        (await lab.PostAsync("/api/payloads/import", file)).MustEqual("""{ "imported": 3, "renamed": 2, "skipped": 1 }""");
        (await lab.PostAsync("/api/payloads/import", file)).MustEqual("""{ "imported": 0, "renamed": 0, "skipped": 4 }""");
        var all = (await lab.GetAsync("/api/payloads"))
            .Body.GetProperty("payloads")
            .EnumerateArray()
            .Select(p => $"{p.GetProperty("folder")}/{p.GetProperty("name")}={p.GetProperty("data")}");
        Assert.Equal(["/a=old", "/a (2)=new", "/a (3)=newer", "f/a=x"], all);
    }

    [Fact]
    public async Task A_long_name_is_cut_for_its_number()
    {
        await using var lab = new WebLab();
        var name = new string('n', 100);
        await lab.PostAsync("/api/payloads", $$"""{ "name": "{{name}}", "data": "old" }""");
        await lab.PostAsync("/api/payloads/import", $$"""{ "payloads": [ { "name": "{{name}}", "data": "new" } ] }""");
        Assert.Contains((await lab.GetAsync("/api/payloads")).Body.GetProperty("payloads").EnumerateArray(), p =>
            p.GetProperty("name").GetString() == name[..96] + " (2)"
        );
    }

    [Theory]
    [InlineData("""{ }""", "invalidRequest", "$.payloads")]
    [InlineData("""{ "payloads": {} }""", "invalidRequest", "$.payloads")]
    [InlineData(
        """{ "payloads": [ null, 1, { "name": "x" } ] }""",
        "invalidRequest",
        "$.payloads[0]",
        "$.payloads[1]",
        "$.payloads[2].data"
    )]
    [InlineData(
        """{ "payloads": [ { "name": "good", "data": "" }, { "name": "", "folder": "/", "data": "" } ] }""",
        "invalidRequest",
        "$.payloads[1].name",
        "$.payloads[1].folder"
    )]
    [InlineData(
        """{ "payloads": [ { "name": "good", "data": "" }, { "name": "bad", "data": "q", "format": "hex" } ] }""",
        "badPayload",
        "$.payloads[1].data"
    )]
    [InlineData("""{ "payloads": [ { "name": "bad", "data": "{{", "template": true } ] }""", "badPayload", "$.payloads[0].data")]
    [InlineData("""{ "payloads": [ ] } x""", "invalidRequest", "$")]
    public async Task A_file_is_looked_at_whole_before_anything_is_stored(string file, string code, params string[] paths)
    {
        await using var lab = new WebLab();
        (await lab.PostAsync("/api/payloads/import", file)).MustBe(400, code, paths);
        Assert.Empty((await lab.GetAsync("/api/payloads")).Body.GetProperty("payloads").EnumerateArray());
    }

    [Fact]
    public async Task A_file_of_nonsense_gets_a_short_answer()
    {
        await using var lab = new WebLab();
        var file = JsonSerializer.Serialize(new { payloads = Enumerable.Repeat(1, 1000) });
        Assert.Equal(100, (await lab.PostAsync("/api/payloads/import", file)).Body.GetProperty("errors").EnumerateObject().Count());
    }

    [Fact]
    public async Task A_file_may_be_longer_than_other_bodies_and_has_a_limit_of_its_own()
    {
        await using var lab = new WebLab(null, ("SocketLab:Limits:RequestBodyBytes", "2000"), ("SocketLab:Limits:ImportBytes", "100000"));
        string File(int length) => $$"""{ "payloads": [ { "name": "n", "data": "{{new string('x', length)}}" } ] }""";
        Assert.Equal(200, (await lab.PostAsync("/api/payloads/import", File(50_000))).Status);
        var refused = (await lab.PostAsync("/api/payloads/import", File(100_000))).MustBe(413, "limitReached");
        Assert.Equal(
            ("ImportBytes", 100_000),
            (refused.Body.GetProperty("limit").GetString(), refused.Body.GetProperty("value").GetInt32())
        );
    }
}
