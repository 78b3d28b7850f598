using System.Globalization;
using SocketLab.Core.Capture.Writing;
using SocketLab.Core.Journal;

namespace SocketLab.Interop.Tests.Capture;

/// <summary>Capture files of other tools, as we read them and as Wireshark does.</summary>
public sealed class ReadCaptureTests : IAsyncDisposable
{
    private readonly Tshark _tshark = new();
    private readonly EndpointLab _lab = new();

    public async ValueTask DisposeAsync()
    {
        _tshark.Dispose();
        await _lab.DisposeAsync();
    }

    [Theory]
    [InlineData("tcpdump", "-Z", "root", "-i", "lo", "-U", "-w")]
    [InlineData("tcpdump", "-Z", "root", "-i", "any", "-U", "-w")]
    [InlineData("tcpdump", "-Z", "root", "-i", "any", "-y", "LINUX_SLL", "--time-stamp-precision=nano", "-U", "-w")]
    [InlineData("dumpcap", "-q", "-i", "lo", "-w")]
    public async Task What_a_tool_captured_is_read_as_wireshark_reads_it(params string[] tool)
    {
        await TrafficCapture.WriteAsync(_tshark.File, [.. tool, _tshark.File]);
        var entries = (await OpenAsync(_tshark.File)).Journal.ReadAll();
        var datagrams = entries.Where(entry => entry.Kind == EntryKind.Datagram).Select(Datagram).ToList();
        Assert.Equal(25, datagrams.Count);
        Assert.Equal(await DatagramsOfWiresharkAsync(), datagrams);
        var streams = entries.Where(entry => entry.Kind == EntryKind.Data).GroupBy(entry => entry.ConnectionId).ToList();
        Assert.Equal(2, streams.Count);
        for (var i = 0; i < streams.Count; i++)
        {
            var (fromOpener, toOpener) = await _tshark.FollowAsync(i);
            Assert.Equal((300_000, 200_000), (fromOpener.Length, toOpener.Length));
            Assert.Equal(fromOpener, streams[i].Bytes(EntryDirection.In));
            Assert.Equal(toOpener, streams[i].Bytes(EntryDirection.Out));
        }

        Assert.Equal(2, entries.Count(entry => entry.Event?.Type == EventType.ConnectionOpened));
        Assert.Equal(2, entries.Count(entry => entry.Event?.Type == EventType.ConnectionClosed));
    }

    [Fact]
    public async Task All_formats_into_which_editcap_turns_a_capture_are_read_alike()
    {
        await TrafficCapture.WriteAsync(_tshark.File, "tcpdump", "-Z", "root", "-i", "lo", "-U", "-w", _tshark.File);
        var expected = Told(await OpenAsync(_tshark.File));
        foreach (var format in (string[])["pcap", "nsecpcap", "modpcap", "pcapng"])
        {
            var file = Path.Combine(_tshark.Folder, format);
            await Tool.RunAsync("editcap", null, "-F", format, _tshark.File, file);
            Assert.Equal(expected, Told(await OpenAsync(file)));
        }
    }

    [Theory]
    [InlineData("127.0.0.1", CaptureForm.Packets)]
    [InlineData("::1", CaptureForm.Packets)]
    [InlineData("127.0.0.1", CaptureForm.Messages)]
    public async Task What_we_wrote_comes_back_byte_for_byte(string address, CaptureForm form)
    {
        var (udp, tcp) = (await _lab.UdpListenerAsync(address: address), await _lab.TcpListenerAsync(address: address));
        using var peer = Sockets.Udp(System.Net.IPAddress.Parse(address));
        peer.SendTo("a datagram"u8, udp.Bound!);
        await udp.Journal.FirstAsync(entry => entry.Direction == EntryDirection.In);
        await udp.SendAsync("its answer"u8.ToArray(), EndpointLab.Remote(peer.LocalEndPoint), CancellationToken.None);
        using var client = await Sockets.ConnectAsync(tcp.Bound);
        var sent = new byte[500_000];
        Random.Shared.NextBytes(sent);
        await Eventually.Ends(Task.Run(() => client.Send(sent)));
        await Eventually.HoldsAsync(tcp.Journal.Changed, () => tcp.Journal.Ledger.ReceivedBytes == sent.Length);
        await tcp.SendAsync("thank you"u8.ToArray(), null, CancellationToken.None);
        client.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        await tcp.Journal.EventAsync(EventType.ConnectionClosed);
        await _tshark.WriteAsync(_lab, new() { Form = form }, udp, tcp);
        var opened = await OpenAsync(_tshark.File);
        var (written, read) = (udp.Journal.ReadAll().Concat(tcp.Journal.ReadAll()).ToList(), opened.Journal.ReadAll());
        Assert.Equal(
            written.Where(entry => entry.Kind == EntryKind.Datagram).Select(Datagram),
            read.Where(entry => entry.Kind == EntryKind.Datagram).Select(Datagram)
        );
        foreach (var way in (EntryDirection[])[EntryDirection.In, EntryDirection.Out])
        {
            Assert.Equal(
                written.Where(entry => entry.Kind == EntryKind.Data).Bytes(way),
                read.Where(entry => entry.Kind == EntryKind.Data).Bytes(way)
            );
        }

        var connection = Assert.Single(opened.Captured!.ListConnections());
        Assert.Equal(tcp.Connections.List()[0].Peer, connection.Peer);
        Assert.Equal(tcp.Connections.List()[0].Local, connection.Local);
        Assert.Equal(sent.Length, connection.ReceivedBytes);
        if (form == CaptureForm.Packets)
        {
            Assert.Equal(tcp.Connections.List()[0].CloseReason, connection.CloseReason);
            Assert.DoesNotContain(EventType.CaptureNote, opened.Journal.EventTypes());
        }
    }

    private static string Datagram(Entry entry)
    {
        var ours = $"{entry.Local.Address} {entry.Local.Port}";
        var peer = $"{entry.Peer.Address} {entry.Peer.Port}";
        var ends = entry.Direction == EntryDirection.In ? $"{peer} {ours}" : $"{ours} {peer}";
        return $"{Epoch(entry.Time)} {ends} {entry.Length} {Convert.ToHexStringLower(entry.Payload.Span)}";
    }

    private static string Epoch(DateTime time)
    {
        var ticks = time.Ticks - DateTime.UnixEpoch.Ticks;
        return string.Create(CultureInfo.InvariantCulture, $"{ticks / 10_000_000}.{ticks % 10_000_000:0000000}");
    }

    private static List<string> Told(Endpoint endpoint) =>
        [
            .. endpoint
                .Journal.ReadAll()
                .Select(entry =>
                    $"{entry.Time.Ticks} {entry.Kind} {entry.Direction} {entry.Peer} {entry.Local} {entry.Offset} {entry.Event?.Message} "
                    + Convert.ToHexStringLower(entry.Payload.Span)
                ),
        ];

    private async Task<List<string>> DatagramsOfWiresharkAsync()
    {
        string[] source = ["frame.time_epoch", "ip.src", "ipv6.src", "udp.srcport"];
        string[] fields = [.. source, "ip.dst", "ipv6.dst", "udp.dstport", "udp.length", "udp.payload"];
        return
        [
            .. (await _tshark.FieldsAsync("udp && !icmp && !icmpv6", fields)).Select(packet =>
                $"{packet[0][..^2]} {packet[1]}{packet[2]} {packet[3]} {packet[4]}{packet[5]} {packet[6]} "
                + $"{int.Parse(packet[7], CultureInfo.InvariantCulture) - 8} {(packet.Length > 8 ? packet[8] : "")}"
            ),
        ];
    }

    private async Task<Endpoint> OpenAsync(string path)
    {
        await using var file = File.OpenRead(path);
        return await _lab.Supervisor.OpenCaptureAsync("a capture", file, CancellationToken.None);
    }
}
