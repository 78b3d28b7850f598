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
