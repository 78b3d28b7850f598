using System.Buffers.Binary;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

public sealed class CaptureApiTests(WebLab lab) : IClassFixture<WebLab>
{
    [Fact]
    public async Task A_journal_is_a_file_that_a_browser_saves_under_the_endpoints_name()
    {
        var (id, port) = await lab.CreateAsync("udpListener", "\"name\": \"lab 1\"");
        using var peer = Sockets.Udp();
        peer.SendTo("Hello", port);
        await lab.UntilAsync(id, e => e.Journal.Ledger.ReceivedMessages == 1);
        using var response = await lab.Http.GetAsync(new Uri($"/api/endpoints/{id}/capture.pcapng", UriKind.Relative), WebLab.Soon());
        Assert.Equal("application/x-pcapng", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("lab 1.pcapng", response.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
        var blocks = Blocks(await response.Content.ReadAsByteArrayAsync(WebLab.Soon()));
        Assert.Equal([0x0A0D0D0Au, 1, 6, 5], blocks);
    }

    [Fact]
    public async Task Several_journals_are_an_interface_each()
    {
        var ((first, _), (second, _)) = (await lab.CreateAsync("udpListener"), await lab.CreateAsync("tcpListener"));
        var bytes = await lab.Http.GetByteArrayAsync(new Uri($"/api/capture.pcapng?endpoints={first},{second}", UriKind.Relative));
        Assert.Equal([0x0A0D0D0Au, 1, 1, 5, 5], Blocks(bytes));
    }

    [Theory]
    [InlineData("as=frames", "$.as")]
    [InlineData("follow=yes", "$.follow")]
    [InlineData("connectionId=xyz", "$.connectionId")]
    [InlineData("dissector=a%20b", "$.dissector")]
    [InlineData("endpoints=a", "$.endpoints")]
    [InlineData("per=frame", "$.per")]
    [InlineData("as=messages&per=byte", "$.per")]
    public async Task A_query_that_is_wrong_is_refused(string query, string path)
    {
        var (id, _) = await lab.CreateAsync("udpListener");
        var reply = await lab.GetAsync($"/api/endpoints/{id}/capture.pcapng?{query}");
        Assert.Equal(400, reply.Status);
        Assert.True(reply.Body.GetProperty("errors").TryGetProperty(path, out _), path);
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_is_not_found()
    {
        Assert.Equal(404, (await lab.GetAsync("/api/endpoints/nobody/capture.pcapng")).Status);
        Assert.Equal(404, (await lab.GetAsync("/api/capture.pcapng?endpoints=nobody")).Status);
    }

    [Fact]
    public async Task Followed_through_curl_packets_arrive_in_tshark_while_they_come()
    {
        var (id, port) = await lab.CreateAsync("udpListener");
        var url = new Uri(lab.Http.BaseAddress!, $"/api/endpoints/{id}/capture.pcapng?follow=true");
        await using var tool = Tool.Start("bash", "-c", $"curl -sN '{url}' | tshark -l -i - -T fields -e udp.payload");
        using var peer = Sockets.Udp();
        foreach (var (text, hex) in ((string, string)[])[("first", "6669727374"), ("second", "7365636f6e64")])
        {
            peer.SendTo(text, port);
            await tool.SaysAsync(hex);
        }

        await lab.DeleteAsync($"/api/endpoints/{id}");
        Assert.Equal(0, await tool.EndAsync());
    }

    [Fact]
    public async Task A_filter_takes_what_it_takes()
    {
        var (id, port) = await lab.CreateAsync("udpListener");
        using var peer = Sockets.Udp();
        foreach (var text in (string[])["one", "two", "three", "two"])
        {
            var before = lab.Supervisor.Get(id).Journal.Ledger.ReceivedMessages;
            peer.SendTo(text, port);
            await lab.UntilAsync(id, e => e.Journal.Ledger.ReceivedMessages == before + 1);
        }

        var filter = Uri.EscapeDataString("text contains \"two\"");
        var file = await lab.Http.GetByteArrayAsync(new Uri($"/api/endpoints/{id}/capture.pcapng?filter={filter}", UriKind.Relative));
        Assert.Equal(2, Blocks(file).Count(type => type == 6));
        var text2 = await lab.Http.GetStringAsync(new Uri($"/api/endpoints/{id}/export?format=jsonl&filter={filter}", UriKind.Relative));
        Assert.Equal(2, text2.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal("badFilter", await CodeAsync($"/api/endpoints/{id}/export?filter=dir%20%3D%3D"));
        Assert.Equal("badFilter", await CodeAsync($"/api/endpoints/{id}/capture.pcapng?filter=dir%20%3D%3D"));
    }

    [Fact]
    public async Task Of_a_framed_stream_each_frame_can_be_a_packet()
    {
        var (id, port) = await lab.CreateAsync("tcpListener", "\"tcp\": { \"framing\": { \"mode\": \"line\" } }");
        using var peer = await Sockets.ConnectAsync(port);
        peer.Send("one\ntwo\nthree\n"u8);
        await lab.UntilAsync(id, e => e.Journal.Ledger.ReceivedBytes == 14);
        foreach (var (query, packets) in ((string, int)[])[("as=messages", 1), ("as=messages&per=entry", 1), ("as=messages&per=frame", 3)])
        {
            var file = await lab.Http.GetByteArrayAsync(new Uri($"/api/endpoints/{id}/capture.pcapng?{query}", UriKind.Relative));
            Assert.Equal(packets, Blocks(file).Count(type => type == 6));
        }
    }

    [Fact]
    public async Task The_page_of_a_captured_connection_is_that_of_its_conversation()
    {
        var (id, port) = await lab.CreateAsync("tcpListener");
        using (var peer = await Sockets.ConnectAsync(port))
        {
            peer.Send("Hello"u8);
            await lab.UntilAsync(id, e => e.Journal.Ledger.ReceivedBytes == 5);
        }

        var file = await lab.Http.GetByteArrayAsync(new Uri($"/api/endpoints/{id}/capture.pcapng", UriKind.Relative));
        var capture = Text(await lab.PostBytesAsync("/api/captures", file), "id")!;
        var connection = Assert.Single(lab.Supervisor.Get(capture).Captured!.ListConnections()).Id;
        using var page = await lab.Http.GetAsync(new Uri($"/connections/{connection}", UriKind.Relative), WebLab.Soon());
        Assert.Equal(200, (int)page.StatusCode);
        Assert.Equal($"/conversations/{capture}?connection={connection}", page.RequestMessage!.RequestUri!.PathAndQuery);
        await lab.DeleteAsync($"/api/endpoints/{capture}");
        using var gone = await lab.Http.GetAsync(new Uri($"/connections/{connection}", UriKind.Relative), WebLab.Soon());
        Assert.Equal(404, (int)gone.StatusCode);
    }

    [Fact]
    public async Task A_file_is_opened_as_an_endpoint_that_is_read_like_any_other()
    {
        var (id, port) = await lab.CreateAsync("tcpListener");
        using (var peer = await Sockets.ConnectAsync(port))
        {
            peer.Send("Hello"u8);
            await lab.UntilAsync(id, e => e.Journal.Ledger.ReceivedBytes == 5);
        }

        await lab.UntilAsync(id, e => e.Connections.Open == 0);
        var file = await lab.Http.GetByteArrayAsync(new Uri($"/api/endpoints/{id}/capture.pcapng", UriKind.Relative));
        var opened = await lab.PostBytesAsync("/api/captures?name=from%20a%20file", file);
        Assert.Equal(201, opened.Status);
        Assert.Equal(("capture", "from a file", "stopped"), (Text(opened, "kind"), Text(opened, "name"), Text(opened, "state")));
        var capture = Text(opened, "id");
        var connections = (await lab.GetAsync($"/api/endpoints/{capture}/connections")).Body.GetProperty("connections");
        var connection = Assert.Single(connections.EnumerateArray());
        Assert.Equal("closed", connection.GetProperty("state").GetString());
        Assert.Equal(port, connection.GetProperty("local").GetProperty("port").GetInt32());
        var alone = await lab.GetAsync($"/api/connections/{connection.GetProperty("id").GetString()}");
        Assert.Equal(5, alone.Body.GetProperty("receivedBytes").GetInt32());
        var entries = (await lab.GetAsync($"/api/endpoints/{capture}/entries?filter=text%20contains%20Hello")).Body.GetProperty("entries");
        Assert.Equal(port, Assert.Single(entries.EnumerateArray()).GetProperty("local").GetProperty("port").GetInt32());
        var raw = $"/api/endpoints/{capture}/export?format=raw&connectionId={connection.GetProperty("id").GetString()}";
        Assert.Equal("Hello", await lab.Http.GetStringAsync(new Uri(raw, UriKind.Relative)));

        Assert.Equal(400, (await lab.PostAsync($"/api/endpoints/{capture}/start")).Status);
        Assert.Equal(200, (await lab.PostAsync($"/api/endpoints/{capture}/stop")).Status);
        Assert.Equal(200, (await lab.PatchAsync($"/api/endpoints/{capture}", """{ "name": "renamed" }""")).Status);
        Assert.Equal(409, (await lab.PostAsync($"/api/endpoints/{capture}/send", """{ "payload": { "data": "x" } }""")).Status);
        Assert.Equal(204, (await lab.DeleteAsync($"/api/endpoints/{capture}")).Status);
    }

    [Fact]
    public async Task A_broken_file_is_refused_with_its_place_and_nothing_is_kept()
    {
        var before = lab.Supervisor.List().Count;
        var reply = await lab.PostBytesAsync("/api/captures", "this is no capture file"u8.ToArray());
        Assert.Equal((400, "badCapture", 0), (reply.Status, Text(reply, "code"), reply.Body.GetProperty("offset").GetInt32()));
        Assert.Equal(before, lab.Supervisor.List().Count);
        Assert.Equal(415, (await lab.PostAsync("/api/captures", "{}")).Status);
        Assert.Equal(400, (await lab.PostAsync("/api/endpoints", """{ "kind": "capture" }""")).Status);
    }

    private static string? Text(Reply reply, string name) => reply.Body.GetProperty(name).GetString();

    private async Task<string?> CodeAsync(string path) => Text(await lab.GetAsync(path), "code");

    private static List<uint> Blocks(ReadOnlySpan<byte> file)
    {
        var types = new List<uint>();
        while (!file.IsEmpty)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(file[4..]);
            Assert.Equal(length, BinaryPrimitives.ReadInt32LittleEndian(file[(length - 4)..]));
            types.Add(BinaryPrimitives.ReadUInt32LittleEndian(file));
            file = file[length..];
        }

        return types;
    }
}
