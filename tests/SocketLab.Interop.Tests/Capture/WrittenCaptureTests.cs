using System.Globalization;
using System.Net;
using SocketLab.Core.Capture.Writing;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport;

namespace SocketLab.Interop.Tests.Capture;

/// <summary>Capture files that we write, as Wireshark reads them.</summary>
public sealed class WrittenCaptureTests : IDisposable
{
    private readonly Tshark _tshark = new();

    public void Dispose() => _tshark.Dispose();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task Datagrams_of_all_sizes_are_packets_with_their_bytes_ends_and_times(string address)
    {
        await using var lab = new EndpointLab();
        var listener = await lab.UdpListenerAsync(address: address);
        using var peer = Sockets.Udp(IPAddress.Parse(address));
        int[] sizes = [0, 1, 2, 511, 1472, 65_507];
        foreach (var size in sizes)
        {
            var payload = Bytes(size, size);
            peer.SendTo(payload, listener.Bound!);
            await listener.Journal.FirstAsync(e => e.Direction == EntryDirection.In && e.Length == size);
            await listener.SendAsync(payload, EndpointLab.Remote(peer.LocalEndPoint), CancellationToken.None);
        }

        await _tshark.WriteAsync(lab, null, listener);
        await _tshark.AssertFaultlessAsync();
        var messages = listener.Journal.ReadAll().Where(entry => entry.Event is null).ToList();
        var ip = address.Contains(':', StringComparison.Ordinal) ? "ipv6" : "ip";
        var packets = await _tshark.FieldsAsync(
            "udp",
            "frame.time_epoch",
            $"{ip}.src",
            "udp.srcport",
            $"{ip}.dst",
            "udp.dstport",
            "frame.packet_flags_direction",
            "udp.length",
            "udp.payload"
        );
        Assert.Equal(
            messages.Select(entry => Expected(entry, listener.Bound!)),
            packets.Select(fields => string.Join(' ', fields).TrimEnd())
        );

        string Expected(Entry entry, IPEndPoint bound)
        {
            string[] ends = [$"{entry.Peer.Address} {entry.Peer.Port}", $"{bound.Address} {bound.Port}"];
            var isIn = entry.Direction == EntryDirection.In;
            return $"{Epoch(entry.Time)} {ends[isIn ? 0 : 1]} {ends[isIn ? 1 : 0]} {(isIn ? "0x00000001" : "0x00000002")} "
                + $"{entry.Length + 8} {Convert.ToHexStringLower(entry.Payload.Span)}".TrimEnd();
        }
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("127.0.0.1", true)]
    public async Task A_stream_can_be_followed_byte_for_byte_from_handshake_to_end(string address, bool isReset)
    {
        await using var lab = new EndpointLab();
        var listener = await lab.TcpListenerAsync(address: address);
        using var peer = await Sockets.ConnectAsync(listener.Bound);
        var (there, back) = (Bytes(300_000, 1), Bytes(1_200_000, 2));
        await Eventually.Ends(Task.Run(() => peer.Send(there)));
        await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Ledger.ReceivedBytes == there.Length);
        var reading = Task.Run(() => Drain(peer, back.Length));
        await listener.SendAsync(back, null, CancellationToken.None);
        await Eventually.Ends(reading);
        if (isReset)
        {
            peer.LingerState = new(true, 0);
        }
        else
        {
            peer.Shutdown(System.Net.Sockets.SocketShutdown.Send);
            await listener.Journal.EventAsync(EventType.PeerHalfClosed);
        }

        peer.Dispose();
        await listener.Journal.EventAsync(isReset ? EventType.ConnectionReset : EventType.ConnectionClosed);
        await _tshark.WriteAsync(lab, null, listener);
        await _tshark.AssertFaultlessAsync();
        var (fromOpener, toOpener) = await _tshark.FollowAsync(0);
        Assert.Equal(there, fromOpener);
        Assert.Equal(back, toOpener);
        Assert.Equal(2, (await _tshark.FieldsAsync("tcp.flags.syn == 1", "frame.number")).Length);
        Assert.Equal(isReset ? 1 : 0, (await _tshark.FieldsAsync("tcp.flags.reset == 1", "frame.number")).Length);
        Assert.Equal(isReset ? 0 : 2, (await _tshark.FieldsAsync("tcp.flags.fin == 1", "frame.number")).Length);
    }

    [Fact]
    public async Task Two_endpoints_that_talk_to_each_other_stand_in_one_file_without_retransmissions()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.TcpListenerAsync();
        var client = await lab.TcpClientAsync(listener.Bound!);
        await client.SendAsync("question"u8.ToArray(), null, CancellationToken.None);
        await listener.Journal.FirstAsync(entry => entry.Direction == EntryDirection.In);
        await listener.SendAsync("answer"u8.ToArray(), null, CancellationToken.None);
        await client.Journal.FirstAsync(entry => entry.Direction == EntryDirection.In);
        await lab.Supervisor.StopAsync(client.Id, CancellationToken.None);
        await listener.Journal.EventAsync(EventType.ConnectionClosed);
        await _tshark.WriteAsync(lab, null, listener, client);
        await _tshark.AssertFaultlessAsync();
        var (fromOpener, toOpener) = await _tshark.FollowAsync(0);
        Assert.Equal("question"u8.ToArray(), fromOpener);
        Assert.Equal("answer"u8.ToArray(), toOpener);
        Assert.Equal(["0"], (await _tshark.FieldsAsync("tcp", "tcp.stream")).Select(fields => fields[0]).Distinct());
    }

    [Fact]
    public async Task Messages_are_exported_with_their_ends_and_the_dissector_that_was_chosen()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.TcpListenerAsync();
        using var peer = await Sockets.ConnectAsync(listener.Bound);
        peer.Send("GET /x HTTP/1.1\r\nHost: lab\r\n\r\n"u8);
        await listener.Journal.FirstAsync(entry => entry.Direction == EntryDirection.In);
        await _tshark.WriteAsync(lab, new() { Form = CaptureForm.Messages, Dissector = "http" }, listener);
        await _tshark.AssertFaultlessAsync();
        var packet = Assert.Single(await _tshark.FieldsAsync("http", "http.request.uri", "exported_pdu.dst_port", "exported_pdu.src_port"));
        Assert.Equal(["/x", $"{listener.Bound!.Port}", $"{((IPEndPoint)peer.LocalEndPoint!).Port}"], packet);
    }

    [Fact]
    public async Task A_frame_of_several_reads_is_one_packet_that_a_dissector_reads_whole()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.TcpListenerAsync(new() { Framing = new() { Mode = FramingMode.Http } });
        using var peer = await Sockets.ConnectAsync(listener.Bound);
        foreach (
            var (piece, total) in ((string, int)[])
                [("POST /a HTTP/1.1\r\nContent-Length: 5\r\n\r\nhe", 41), ("lloGET /b HTTP/1.1\r\n\r\n", 63)]
        )
        {
            peer.Send(System.Text.Encoding.ASCII.GetBytes(piece));
            await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Ledger.ReceivedBytes == total);
        }

        await _tshark.WriteAsync(lab, new() { Form = CaptureForm.Frames, Dissector = "http" }, listener);
        await _tshark.AssertFaultlessAsync();
        Assert.Equal(
            [
                ["POST", "/a", "68656c6c6f"],
                ["GET", "/b", ""],
            ],
            (await _tshark.FieldsAsync("exported_pdu", "http.request.method", "http.request.uri", "http.file_data")).Select(Hex)
        );

        // Newer versions print the body as bytes, older ones as text.
        static string[] Hex(string[] fields) =>
            [fields[0], fields[1], fields.Length > 2 && fields[2] == "hello" ? "68656c6c6f" : fields.ElementAtOrDefault(2) ?? ""];
    }

    [Fact]
    public async Task A_frame_that_is_longer_than_Wireshark_takes_a_packet_for_is_read_in_pieces()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.TcpListenerAsync(new() { Framing = new() { Mode = FramingMode.LengthPrefix } });
        using var peer = await Sockets.ConnectAsync(listener.Bound);
        byte[] frame = [0, 4, 147, 224, .. Bytes(300_000, 7)];
        peer.Send(frame);
        await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Ledger.ReceivedBytes == frame.Length);
        await _tshark.WriteAsync(lab, new() { Form = CaptureForm.Frames }, listener);
        var packets = await _tshark.FieldsAsync("data", "data.data");
        Assert.Equal(2, packets.Length);
        Assert.Equal(Convert.ToHexStringLower(frame), string.Concat(packets.Select(fields => fields[0])));
    }

    [Fact]
    public async Task What_was_encrypted_is_exported_as_what_it_says()
    {
        await using var lab = new EndpointLab();
        var certificate = await lab.Certificates.GenerateAsync("", new(), CancellationToken.None);
        var listener = await lab.TcpListenerAsync(
            new()
            {
                Tls = new() { Enabled = true, CertificateId = certificate.Id },
            }
        );
        await using var openssl = Tool.Start("openssl", "s_client", "-quiet", "-connect", $"127.0.0.1:{listener.Bound!.Port}");
        await openssl.WriteAsync("GET /secret HTTP/1.1\nHost: lab\n\n");
        await listener.Journal.FirstAsync(entry => entry.Direction == EntryDirection.In);
        await listener.SendAsync("HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray(), null, CancellationToken.None);
        await openssl.SaysAsync("204 No Content");
        await _tshark.WriteAsync(lab, new() { Form = CaptureForm.Messages, Dissector = "http" }, listener);
        await _tshark.AssertFaultlessAsync();
        Assert.Equal(
            [
                ["GET", "/secret"],
                ["", "", "204", "No Content"],
            ],
            await _tshark.FieldsAsync("http", "http.request.method", "http.request.uri", "http.response.code", "http.response.phrase")
        );
    }

    [Fact]
    public async Task A_unix_socket_has_messages_only()
    {
        using var folder = new TempFolder();
        await using var lab = new EndpointLab(destinations: new([], []) { UnixSockets = new UnixFolders(folder.Path, []) });
        var listener = await lab.UdpListenerAsync(address: "unix:lab.sock");
        await Tool.RunAsync("socat", "over a file", "-u", "-", $"UNIX-SENDTO:{folder.Path}/lab.sock");
        await listener.Journal.FirstAsync(entry => entry.Direction == EntryDirection.In);
        await _tshark.WriteAsync(lab, null, listener);
        await _tshark.AssertFaultlessAsync();
        var packet = Assert.Single(await _tshark.FieldsAsync("data", "data.data"));
        Assert.Equal(Convert.ToHexStringLower("over a file"u8), packet[0]);
    }

    [Fact]
    public async Task What_was_evicted_is_told_and_the_rest_still_has_its_place_in_the_stream()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(
            new()
            {
                Kind = EndpointKind.TcpListener,
                Local = new(),
                Journal = new() { MaxBytes = 256 << 10 },
            }
        );
        using var peer = await Sockets.ConnectAsync(listener.Bound);
        var sent = Bytes(2_000_000, 3);
        await Eventually.Ends(Task.Run(() => peer.Send(sent)));
        await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Ledger.ReceivedBytes == sent.Length);
        await _tshark.WriteAsync(lab, null, listener);
        var evicted = listener.Journal.Ledger.Evicted;
        var kept = listener.Journal.ReadAll().Bytes(EntryDirection.In);
        var packets = await _tshark.FieldsAsync("tcp.len > 0", "frame.drop_count", "frame.comment", "tcp.payload");
        Assert.Equal($"{evicted}", packets[0][0]);
        Assert.Contains("evicted", packets[0][1], StringComparison.Ordinal);
        Assert.Equal(Convert.ToHexStringLower(kept), string.Concat(packets.Select(fields => fields[2])));
        Assert.Equal(kept, sent[^kept.Length..]);
    }

    [Fact]
    public async Task Capinfos_finds_the_counts_the_interfaces_and_what_the_file_says_of_itself()
    {
        await using var lab = new EndpointLab();
        var (first, second) = (await lab.UdpListenerAsync(), await lab.UdpListenerAsync());
        using var peer = Sockets.Udp();
        foreach (var endpoint in (Endpoint[])[first, second, first])
        {
            var before = endpoint.Journal.Ledger.ReceivedMessages;
            peer.SendTo("x"u8, endpoint.Bound!);
            await Eventually.HoldsAsync(endpoint.Journal.Changed, () => endpoint.Journal.Ledger.ReceivedMessages == before + 1);
        }

        await _tshark.WriteAsync(lab, null, first, second);
        var told = string.Join('\n', await Tshark.RunAsync("capinfos", ["-M", _tshark.File]));
        Assert.Contains("Number of packets:   3", told, StringComparison.Ordinal);
        Assert.Contains("Number of interfaces in file: 2", told, StringComparison.Ordinal);
        Assert.Contains("Capture application: SocketLab", told, StringComparison.Ordinal);
        Assert.Contains("Strict time order:   True", told, StringComparison.Ordinal);
        Assert.Contains("Synthesised:", told, StringComparison.Ordinal);
        Assert.Contains("Time precision = nanoseconds", told, StringComparison.Ordinal);
    }

    private static byte[] Bytes(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static void Drain(System.Net.Sockets.Socket socket, int length)
    {
        var room = new byte[1 << 16];
        var got = 0;
        while (got < length)
        {
            got += socket.Receive(room);
        }
    }

    private static string Epoch(DateTime time)
    {
        var ticks = time.Ticks - DateTime.UnixEpoch.Ticks;
        return string.Create(CultureInfo.InvariantCulture, $"{ticks / 10_000_000}.{ticks % 10_000_000:0000000}00");
    }
}
