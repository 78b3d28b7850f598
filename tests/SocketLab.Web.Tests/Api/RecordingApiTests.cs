using System.Text;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

public sealed class RecordingApiTests(WebLab lab) : IClassFixture<WebLab>
{
    [Fact]
    public async Task A_recording_is_begun_watched_stopped_downloaded_opened_and_deleted()
    {
        var (id, port) = await lab.CreateAsync("udpListener", "\"name\": \"inbox\"");
        var begun = await lab.PostAsync("/api/recordings", $$"""{ "endpointIds": ["{{id}}"] }""");
        Assert.Equal(201, begun.Status);
        var recording = begun.Body.GetProperty("id").GetString()!;
        Assert.Equal($"/api/recordings/{recording}", begun.Location?.ToString());
        Assert.Equal(("recording", "inbox", 0L), Of(begun));

        using var peer = Sockets.Udp();
        peer.SendTo("Hello", port);
        await lab.UntilAsync(id, e => e.Journal.Ledger.ReceivedMessages == 1);
        var stopped = await lab.PostAsync($"/api/recordings/{recording}/stop");
        Assert.Equal(("stopped", "inbox", 1L), Of(stopped));
        Assert.Equal("asked", stopped.Body.GetProperty("end").GetString());
        Assert.Equal(1, (await lab.GetAsync("/api/recordings")).Body.GetProperty("recordings").GetArrayLength());

        using var file = await lab.Http.GetAsync(new Uri($"/api/recordings/{recording}/file", UriKind.Relative), WebLab.Soon());
        Assert.Equal("application/x-pcapng", file.Content.Headers.ContentType?.MediaType);
        Assert.Equal("inbox.pcapng", file.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
        var bytes = await file.Content.ReadAsByteArrayAsync(WebLab.Soon());
        Assert.Equal(stopped.Body.GetProperty("bytes").GetInt64(), bytes.Length);
        Assert.Contains("Hello", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);

        var opened = await lab.PostAsync($"/api/recordings/{recording}/open");
        Assert.Equal((201, "capture", "inbox"), (opened.Status, Text(opened, "kind"), Text(opened, "name")));
        var entries = await lab.GetAsync($"/api/endpoints/{Text(opened, "id")}/entries?filter=text%20contains%20Hello");
        Assert.Equal(1, entries.Body.GetProperty("entries").GetArrayLength());

        Assert.Equal(204, (await lab.DeleteAsync($"/api/recordings/{recording}")).Status);
        Assert.Equal(404, (await lab.GetAsync($"/api/recordings/{recording}")).Status);
        Assert.False(Directory.Exists(Path.Combine(lab.DataDirectory, "recordings", recording)));
    }

    [Theory]
    [InlineData("""{ "endpointIds": ["ID"] }""", "packets", "entry", 2)]
    [InlineData("""{ "endpointIds": ["ID"], "as": "messages", "per": "entry" }""", "messages", "entry", 2)]
    [InlineData("""{ "endpointIds": ["ID"], "as": "messages", "per": "frame" }""", "messages", "frame", 3)]
    public async Task Of_a_framed_stream_each_frame_can_be_a_packet(string json, string form, string per, int entries)
    {
        var (id, port) = await lab.CreateAsync("tcpListener", "\"tcp\": { \"framing\": { \"mode\": \"line\" } }");
        var begun = await lab.PostAsync("/api/recordings", json.Replace("ID", id, StringComparison.Ordinal));
        Assert.Equal((201, form, per), (begun.Status, Text(begun, "as"), Text(begun, "per")));
        using var peer = await Sockets.ConnectAsync(port);
        foreach (var text in (string[])["on", "e\ntwo\nthree\n"])
        {
            var before = lab.Supervisor.Get(id).Journal.Ledger.ReceivedBytes;
            peer.Send(Encoding.ASCII.GetBytes(text));
            await lab.UntilAsync(id, e => e.Journal.Ledger.ReceivedBytes == before + text.Length);
        }

        var stopped = await lab.PostAsync($"/api/recordings/{Text(begun, "id")}/stop");
        Assert.Equal(entries, stopped.Body.GetProperty("entries").GetInt32());
        await lab.DeleteAsync($"/api/recordings/{Text(begun, "id")}");
    }

    [Theory]
    [InlineData("""{ "endpointIds": [] }""", "$.endpointIds")]
    [InlineData("""{ "endpointIds": ["ID"], "fileBytes": 1 }""", "$.fileBytes")]
    [InlineData("""{ "endpointIds": ["ID"], "files": 0 }""", "$.files")]
    [InlineData("""{ "endpointIds": ["ID"], "filter": "len >" }""", "$.filter")]
    [InlineData("""{ "endpointIds": ["ID"], "as": "frames" }""", "$.as")]
    [InlineData("""{ "endpointIds": ["ID"], "per": "frame" }""", "$.per")]
    [InlineData("""{ "endpointIds": ["ID"], "as": "messages", "per": "byte" }""", "$.per")]
    [InlineData("""{ "endpointIds": ["ID"], "path": "/tmp" }""", "$.path")]
    public async Task What_cannot_be_recorded_is_refused_by_its_path(string json, string path)
    {
        var (id, _) = await lab.CreateAsync("udpListener");
        var reply = await lab.PostAsync("/api/recordings", json.Replace("ID", id, StringComparison.Ordinal));
        Assert.Equal(400, reply.Status);
        Assert.True(reply.Body.GetProperty("errors").TryGetProperty(path, out _), path);
    }

    [Theory]
    [InlineData("GET", "/api/recordings/nobody")]
    [InlineData("GET", "/api/recordings/nobody/file")]
    [InlineData("POST", "/api/recordings/nobody/stop")]
    [InlineData("POST", "/api/recordings/nobody/open")]
    [InlineData("DELETE", "/api/recordings/nobody")]
    public async Task One_that_is_not_there_is_not_found(string method, string path) =>
        Assert.Equal((404, "notFound"), await CodeAsync(lab.SendAsync(new HttpMethod(method), path)));

    [Fact]
    public async Task An_endpoint_that_is_not_there_cannot_be_recorded() =>
        Assert.Equal((404, "notFound"), await CodeAsync(lab.PostAsync("/api/recordings", """{ "endpointIds": ["nobody"] }""")));

    private static async Task<(int, string?)> CodeAsync(Task<Reply> asked) =>
        await asked is var reply ? (reply.Status, Text(reply, "code")) : default;

    private static string? Text(Reply reply, string property) => reply.Body.GetProperty(property).GetString();

    private static (string?, string?, long) Of(Reply reply) =>
        (Text(reply, "state"), Text(reply, "name"), reply.Body.GetProperty("entries").GetInt64());
}
