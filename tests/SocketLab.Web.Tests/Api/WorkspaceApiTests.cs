using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SocketLab.Contracts;
using SocketLab.Core.Definitions;
using SocketLab.Web.Commands;
using SocketLab.Web.Tests.Commands;
using SocketLab.Web.Tests.Support;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Tests.Api;

public sealed class WorkspaceApiTests(WebLab lab) : IClassFixture<WebLab>
{
    [Fact]
    public async Task All_that_is_saved_goes_out_and_into_another_server_as_it_was_and_nothing_starts()
    {
        await using var first = new WebLab();
        await first.CreateAsync("udpListener", "\"name\": \"inbox\", \"group\": \"lab\"");
        await first.PostAsync(
            "/api/endpoints",
            """
            { "kind": "tcpListener", "local": { "port": 9191 }, "tcp": { "framing": { "mode": "line" } },
              "reply": [ { "when": { "type": "prefix", "value": "ping" }, "payload": { "data": "pong" } } ] }
            """
        );
        await first.PostAsync("/api/payloads", """{ "name": "hello", "folder": "lab", "data": "Hello\\n" }""");
        await first.PostAsync("/api/filters", """{ "name": "long ones", "filter": "len > 1000", "colour": "amber", "hide": true }""");
        await ColumnsAsync(first, first.Supervisor.List()[1].Id, new() { Values = [new("speed", "u16be[6]")], Hidden = ["number"] });
        await ColumnsAsync(first, "merged", new() { Widths = [new("peer", 300)] });
        var file = await FileAsync(first);

        // The one thing that the next test of this server would find.
        await ColumnsAsync(first, "merged", null);
        await using var other = new WebLab();
        var taken = await other.PostAsync("/api/workspace", file);
        Assert.Equal(200, taken.Status);
        Assert.Equal(2, taken.Body.GetProperty("endpoints").GetInt32());
        Assert.Equal(file, await FileAsync(other));
        Assert.All(other.Supervisor.List(), endpoint => Assert.Equal(EndpointState.Stopped, endpoint.State));
        Assert.Equal("TCP 9191", other.Supervisor.List()[1].Definition.Name);
        Assert.Equal((1, 2), (Imported(taken.Body, "filters"), taken.Body.GetProperty("columns").GetInt32()));
        var columns = other.Services.GetRequiredService<ColumnLibrary>();
        Assert.Equal(new SavedColumn("speed", "u16be[6]"), Assert.Single(columns.Of(other.Supervisor.List()[1].Id)!.Values));
        Assert.Null(columns.Of(other.Supervisor.List()[0].Id));

        var again = (await other.PostAsync("/api/workspace", file)).Body;
        Assert.Equal((0, 2), (again.GetProperty("endpoints").GetInt32(), again.GetProperty("endpointsSkipped").GetInt32()));
        Assert.Equal(1, again.GetProperty("payloads").GetProperty("skipped").GetInt32());
        Assert.Equal(2, other.Supervisor.List().Count);
        Assert.Equal((0, 0), (Imported(again, "filters"), again.GetProperty("columns").GetInt32()));
        await ColumnsAsync(other, "merged", null);
    }

    [Fact]
    public async Task What_is_here_stays_and_a_file_that_is_refused_at_the_end_leaves_nothing()
    {
        await using var server = new WebLab(dataDirectory: null);
        await server.PostAsync("/api/filters", """{ "name": "hot", "filter": "len > 4" }""");
        await ColumnsAsync(server, "merged", new() { Hidden = ["length"] });
        const string file = """
            { "format": 1, "endpoints": [ { "kind": "udpListener" } ], "filters": [ { "name": "hot", "filter": "len > 5" } ],
              "columns": [ { "endpoint": 0, "columns": { "hidden": ["peer"] } }, { "columns": { "hidden": ["number"] } } ]
            """;
        var many = string.Join(',', Enumerable.Range(0, 1001).Select(i => $$"""{ "name": "{{i}}", "data": "" }"""));
        (await server.PostAsync("/api/workspace", $$"""{{file}}, "payloads": [ {{many}} ] }""")).MustBe(429, "limitReached");
        Assert.Empty(server.Supervisor.List());
        Assert.Single(server.Services.GetRequiredService<FilterLibrary>().List());

        var taken = (await server.PostAsync("/api/workspace", file + "}")).Body;
        Assert.Equal(1, taken.GetProperty("filters").GetProperty("renamed").GetInt32());
        Assert.Equal(1, taken.GetProperty("columns").GetInt32());
        Assert.Equal(["hot", "hot (2)"], server.Services.GetRequiredService<FilterLibrary>().List().Select(one => one.Content.Name));
        var columns = server.Services.GetRequiredService<ColumnLibrary>();
        Assert.Equal(["length"], columns.Of("merged")!.Hidden);
        Assert.Equal(["peer"], columns.Of(server.Supervisor.List()[0].Id)!.Hidden);
    }

    [Fact]
    public async Task Private_keys_go_out_only_where_they_are_asked_for()
    {
        var made = await lab.PostAsync("/api/certificates", """{ "name": "lab", "generate": { "names": ["lab.example"] } }""");
        var id = made.Body.GetProperty("id").GetString();
        await lab.PostAsync(
            "/api/endpoints",
            $$"""{ "kind": "tcpListener", "tcp": { "tls": { "enabled": true, "certificateId": "{{id}}" } } }"""
        );
        var (without, with) = (await FileAsync(lab), await FileAsync(lab, "?keys=true"));
        Assert.DoesNotContain("PRIVATE KEY", without, StringComparison.Ordinal);
        Assert.Contains("BEGIN PRIVATE KEY", with, StringComparison.Ordinal);

        await using var keyless = new WebLab();
        var notes = (await keyless.PostAsync("/api/workspace", without)).Body.GetProperty("notes");
        Assert.Equal(1, notes.GetArrayLength());
        Assert.Null(Encrypted(keyless).Definition.Tcp.Tls.CertificateId);

        await using var whole = new WebLab();
        var taken = await whole.PostAsync("/api/workspace", with);
        Assert.Equal((200, 0), (taken.Status, taken.Body.GetProperty("notes").GetArrayLength()));
        var endpoint = Encrypted(whole);
        Assert.NotNull(endpoint.Definition.Tcp.Tls.CertificateId);
        Assert.Equal(200, (await whole.PostAsync($"/api/endpoints/{endpoint.Id}/start")).Status);
    }

    [Theory]
    [InlineData("""{ }""", "$.format")]
    [InlineData("""{ "format": 2 }""", "$.format")]
    [InlineData("""{ "format": 1, "labs": [] }""", "$.labs")]
    [InlineData("""{ "format": 1, "endpoints": [ { "kind": "udpListener" }, { "kind": "tcpClient" } ] }""", "$.endpoints[1].remote")]
    [InlineData("""{ "format": 1, "endpoints": [ { "kind": "udpListener", "local": { "port": 70000 } } ] }""", "$.endpoints[0].local.port")]
    [InlineData("""{ "format": 1, "endpoints": [ { "kind": "capture" } ] }""", "$.endpoints[0].kind")]
    [InlineData("""{ "format": 1, "filters": [ { "name": "a", "filter": "dir == up" } ] }""", "$.filters[0].filter")]
    [InlineData("""{ "format": 1, "filters": [ { "name": "", "filter": "len > 4" } ] }""", "$.filters[0].name")]
    [InlineData("""{ "format": 1, "columns": [ { "endpoint": 0, "columns": { } } ] }""", "$.columns[0].endpoint")]
    [InlineData("""{ "format": 1, "columns": [ { "columns": { } }, { "columns": { } } ] }""", "$.columns[1].endpoint")]
    [InlineData(
        """{ "format": 1, "columns": [ { "columns": { "values": [ { "name": "n", "value": "u24[0]" } ] } } ] }""",
        "$.columns[0].columns.values[0].value"
    )]
    [InlineData(
        """{ "format": 1, "columns": [ { "columns": { "widths": [ { "column": "peer", "pixels": 5 } ] } } ] }""",
        "$.columns[0].columns.widths[0].pixels"
    )]
    [InlineData("""{ "format": 1, "certificates": [ { "id": "a", "name": "a", "pem": "none" } ] }""", "$.certificates[0].pem")]
    [InlineData(
        """{ "format": 1, "endpoints": [ { "kind": "tcpListener", "tcp": { "tls": { "enabled": true, "certificateId": "x" } } } ] }""",
        "$.endpoints[0].tcp.tls.certificateId"
    )]
    public async Task A_file_that_is_wrong_changes_nothing_and_says_where(string json, string path)
    {
        var before = lab.Supervisor.List().Count;
        var reply = await lab.PostAsync("/api/workspace", json);
        Assert.Equal((400, "invalidRequest"), (reply.Status, reply.Code));
        Assert.True(reply.Body.GetProperty("errors").TryGetProperty(path, out _), reply.Body.ToString());
        Assert.Equal(before, lab.Supervisor.List().Count);
    }

    [Theory]
    [InlineData(101, false)]
    [InlineData(100, true)]
    public async Task Certificates_are_counted_before_any_of_them_is_read(int count, bool hasOneBefore)
    {
        await using var server = new WebLab();
        if (hasOneBefore)
        {
            Assert.Equal(
                201,
                (await server.PostAsync("/api/certificates", """{ "name": "here", "generate": { "names": ["localhost"] } }""")).Status
            );
        }

        var certificates = Enumerable.Range(0, count).Select(i => $$"""{ "id": "{{i}}", "name": "{{i}}", "pem": "none" }""");
        var reply = await server.PostAsync(
            "/api/workspace",
            $$"""{ "format": 1, "certificates": [ {{string.Join(", ", certificates)}} ] }"""
        );
        Assert.Equal((429, "limitReached"), (reply.Status, reply.Code));
        Assert.Equal(("Certificates", 100), (reply.Body.GetProperty("limit").GetString(), reply.Body.GetProperty("value").GetInt32()));
    }

    private static Task ColumnsAsync(WebLab server, string feed, SavedColumns? columns) =>
        server.Services.GetRequiredService<ColumnCommands>().SaveAsync(Callers.Operator, feed, columns);

    private static int Imported(JsonElement body, string what) => body.GetProperty(what).GetProperty("imported").GetInt32();

    private static Core.Endpoints.Endpoint Encrypted(WebLab server) =>
        server.Supervisor.List().Single(endpoint => endpoint.Definition.Tcp.Tls.Enabled);

    private static async Task<string> FileAsync(WebLab from, string query = "") =>
        JsonNode.Parse(await from.Http.GetStringAsync(new Uri($"/api/workspace{query}", UriKind.Relative), WebLab.Soon()))!.ToJsonString();
}
