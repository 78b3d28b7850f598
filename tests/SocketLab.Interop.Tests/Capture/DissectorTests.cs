using System.Diagnostics;
using System.Net;
using SocketLab.Core.Addresses;
using SocketLab.Core.Capture.Writing;
using SocketLab.Core.Dissecting;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;

namespace SocketLab.Interop.Tests.Capture;

/// <summary>Entries as Wireshark's dissectors read them.</summary>
public sealed class DissectorTests : IAsyncLifetime
{
    private const string Query = "12340100000100000000000003777777076578616d706c6503636f6d0000010001";
    private static readonly byte[] DnsQuery = Convert.FromHexString(Query);

    private readonly TempFolder _folder = new();
    private readonly EndpointLab _lab = new();
    private Dissector _dissector = null!;

    public ValueTask InitializeAsync()
    {
        _dissector = Dissector();
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        await _dissector.DisposeAsync();
        await _lab.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_datagram_is_read_as_the_protocol_that_was_asked_for_with_positions_in_its_payload()
    {
        var (listener, sequence) = await ReceiveAsync(Query);
        var decoded = await DecodeAsync(listener, sequence, "dns");
        Assert.Equal("DNS", decoded.Protocol);
        Assert.Equal("Standard query 0x1234 A www.example.com", decoded.Info);
        var id = Field(decoded, "dns.id");
        Assert.Equal(("Transaction ID: 0x1234", 0, 2), (id.Label, id.Position, id.Length));
        var name = Field(decoded, "dns.qry.name");
        Assert.Equal((12, 17), (name.Position, name.Length));
        Assert.All(All(decoded.Tree), field => Assert.NotEqual("frame", field.Field));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task Headers_are_read_too_and_have_no_place_in_the_payload(string address)
    {
        var listener = await _lab.UdpListenerAsync(address: address);
        using var peer = Sockets.Udp(IPAddress.Parse(address));
        peer.SendTo("\x01\x02"u8, listener.Bound!);
        var entry = await listener.Journal.FirstAsync(e => e.Direction == EntryDirection.In);
        var decoded = await DecodeAsync(listener, entry.Sequence, null);
        var port = Field(decoded, "udp.srcport");
        Assert.Equal($"Source Port: {((IPEndPoint)peer.LocalEndPoint!).Port}", port.Label);
        Assert.Null(port.Position);
        Assert.Equal((0, 2), (Field(decoded, "data.data").Position, Field(decoded, "data.data").Length));
    }

    [Fact]
    public async Task A_request_in_two_reads_is_put_together_and_each_read_has_its_part_of_it()
    {
        var listener = await _lab.TcpListenerAsync();
        using var peer = await Sockets.ConnectAsync(listener.Bound);
        peer.Send("GET /abc HTTP/1.1\r\nHost: x"u8);
        await listener.Journal.FirstAsync(e => e.Kind == EntryKind.Data);
        peer.Send("yz\r\nA: 1\r\n\r\n"u8);
        var second = await listener.Journal.FirstAsync(e => e is { Kind: EntryKind.Data, Offset: > 0 });
        var decoded = await DecodeAsync(listener, second.Sequence, null);
        Assert.Equal(("HTTP", "GET /abc HTTP/1.1 "), (decoded.Protocol, decoded.Info));
        Assert.Null(Field(decoded, "http.request.method").Position);
        var host = Field(decoded, "http.host");
        Assert.Equal((0, 4), (host.Position, host.Length));
        var line = All(decoded.Tree).Single(field => field is { Label: "A: 1\\r\\n" });
        Assert.Equal((4, 6), (line.Position, line.Length));
    }

    [Fact]
    public async Task A_read_that_is_longer_than_a_packet_is_found_in_its_last_one()
    {
        var listener = await _lab.TcpListenerAsync();
        using var peer = await Sockets.ConnectAsync(listener.Bound);
        peer.Send([.. "POST / HTTP/1.1\r\nContent-Length: 200000\r\n\r\n"u8, .. new byte[200_000]]);
        await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Ledger.ReceivedBytes > 200_000);
        var last = listener.Journal.ReadAll(maxPayload: 0).Last(e => e.Kind == EntryKind.Data);
        Assert.Equal("HTTP", (await DecodeAsync(listener, last.Sequence, null)).Protocol);
    }

    [Fact]
    public async Task Modbus_is_read_to_its_registers()
    {
        var listener = await _lab.TcpListenerAsync();
        using var peer = await Sockets.ConnectAsync(listener.Bound);
        peer.Send(Convert.FromHexString("00010000000601030000000a"));
        var entry = await listener.Journal.FirstAsync(e => e.Kind == EntryKind.Data);
        var source = At(502, listener);
        var decoded = (await _dissector.DecodeAsync(source, entry.Sequence, null))!;
        Assert.Equal("Modbus/TCP", decoded.Protocol);
        Assert.Equal((0, 2), (Field(decoded, "mbtcp.trans_id").Position, Field(decoded, "mbtcp.trans_id").Length));
        Assert.Equal((10, 2), (Field(decoded, "modbus.word_cnt").Position, Field(decoded, "modbus.word_cnt").Length));
    }

    [Fact]
    public async Task A_protocol_that_Wireshark_does_not_have_is_said()
    {
        var (listener, sequence) = await ReceiveAsync("00");
        var error = await Assert.ThrowsAsync<DissectorException>(() => DecodeAsync(listener, sequence, "no-such"));
        Assert.Equal(DissectorFault.UnknownProtocol, error.Fault);
        Assert.Equal("data", (await DecodeAsync(listener, sequence, "data")).Tree[^1].Field);
    }

    [Fact]
    public async Task Several_entries_have_their_protocol_and_what_they_are_about()
    {
        var (listener, first) = await ReceiveAsync(Query);
        var (_, second) = await ReceiveAsync("00", listener);
        var rows = await _dissector.SummarizeAsync(_lab.Supervisor.ToCaptureSource(listener), [1, first, second], "dns");
        Assert.Equal([first, second], rows.Keys.Order());
        Assert.Equal(new("DNS", "Standard query 0x1234 A www.example.com"), rows[first]);
        Assert.Equal("[Malformed Packet]", rows[second].Info);
    }

    [Fact]
    public async Task Events_and_what_is_gone_are_not_decoded()
    {
        var (listener, sequence) = await ReceiveAsync("00");
        var source = _lab.Supervisor.ToCaptureSource(listener);
        Assert.Null(await _dissector.DecodeAsync(source, 1, null));
        Assert.Null(await _dissector.DecodeAsync(source, sequence + 1, null));
        Assert.NotNull(await _dissector.DecodeAsync(source, sequence, null));
        listener.Journal.Clear();
        Assert.Null(await _dissector.DecodeAsync(source, sequence, null));
    }

    [Fact]
    public async Task Hostile_payloads_end_nothing_but_themselves()
    {
        var listener = await _lab.UdpListenerAsync();
        using var peer = Sockets.Udp(IPAddress.Loopback);
        var random = new Random(14);
        var sent = new List<(long Sequence, string Protocol)>();
        string[] protocols = ["dns", "http", "tls", "sip", "rtp", "snmp", "mqtt", "h248", "asn1", "json", "xml", "btatt", "no-such"];
        foreach (var protocol in protocols)
        {
            foreach (var payload in Hostile(random))
            {
                peer.SendTo(payload, listener.Bound!);
                var journal = listener.Journal;
                await Eventually.HoldsAsync(journal.Changed, () => journal.Ledger.ReceivedMessages == sent.Count + 1);
                sent.Add((journal.Ledger.Last, protocol));
            }
        }

        foreach (var (sequence, protocol) in sent)
        {
            try
            {
                Assert.NotNull((await DecodeAsync(listener, sequence, protocol)).Tree);
            }
            catch (DissectorException error)
            {
                Assert.NotEqual(DissectorFault.Missing, error.Fault);
            }
        }

        var (_, dns) = await ReceiveAsync(Query, listener);
        Assert.Equal("DNS", (await DecodeAsync(listener, dns, "dns")).Protocol);
    }

    [Fact]
    public async Task Whoever_ends_the_process_in_the_middle_is_not_noticed()
    {
        var (listener, sequence) = await ReceiveAsync(Query);
        for (var i = 0; i < 4; i++)
        {
            var decoding = DecodeAsync(listener, sequence, i % 2 == 0 ? "dns" : "data");
            if (_dissector.ProcessId is { } running)
            {
                Process.GetProcessById(running).Kill();
            }

            Assert.Equal(i % 2 == 0 ? "dns" : "data", (await decoding).Tree[^1].Field);
        }
    }

    [Fact]
    public async Task The_process_has_no_network_little_memory_and_a_configuration_of_its_own()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Namespaces and limits are Linux's.");
        var (listener, sequence) = await ReceiveAsync("00");
        await DecodeAsync(listener, sequence, null);
        var process = $"/proc/{_dissector.ProcessId}";
        Assert.NotEqual(
            File.ResolveLinkTarget("/proc/self/ns/net", false)!.Name,
            File.ResolveLinkTarget($"{process}/ns/net", false)!.Name
        );
        Assert.Matches(@"Max address space +1073741824 ", await File.ReadAllTextAsync($"{process}/limits"));
        var environment = await File.ReadAllTextAsync($"{process}/environ");
        Assert.Contains($"HOME={_folder.Path}", environment, StringComparison.Ordinal);
        Assert.Contains($"WIRESHARK_CONFIG_DIR={_folder.Path}", environment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entries_one_after_the_other_take_no_more_memory()
    {
        var listener = await _lab.UdpListenerAsync();
        using var peer = Sockets.Udp(IPAddress.Loopback);
        const int count = 4_000;
        for (var i = 0; i < count; i++)
        {
            peer.SendTo(DnsQuery, listener.Bound!);
        }

        await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Ledger.ReceivedMessages == count);
        var first = listener.Journal.Ledger.Last - count + 1;
        for (var i = 0; i < count; i += 97)
        {
            Assert.Equal("DNS", (await DecodeAsync(listener, first + i, "dns")).Protocol);
            using var process = Process.GetProcessById(_dissector.ProcessId!.Value);
            Assert.InRange(process.WorkingSet64, 1, 600L << 20);
        }
    }

    private Dissector Dissector() => new(new() { Folder = _folder.Path }, TimeProvider.System);

    private async Task<DissectedEntry> DecodeAsync(Endpoint endpoint, long sequence, string? protocol) =>
        (await _dissector.DecodeAsync(_lab.Supervisor.ToCaptureSource(endpoint), sequence, protocol))!;

    /// <summary>The endpoint as if it were at a well-known port.</summary>
    private CaptureSource At(int port, Endpoint endpoint)
    {
        var local = PeerAddress.From(new IPEndPoint(IPAddress.Loopback, port));
        return _lab.Supervisor.ToCaptureSource(endpoint) with { LocalOf = _ => local };
    }

    private async Task<(Endpoint Listener, long Sequence)> ReceiveAsync(string hex, Endpoint? listener = null)
    {
        listener ??= await _lab.UdpListenerAsync();
        using var peer = Sockets.Udp(IPAddress.Loopback);
        var before = listener.Journal.Ledger.Last;
        peer.SendTo(Convert.FromHexString(hex), listener.Bound!);
        var entry = await listener.Journal.FirstAsync(e => e.Direction == EntryDirection.In && e.Sequence > before);
        return (listener, entry.Sequence);
    }

    /// <summary>Nothing, nonsense, deep nesting, and lengths and pointers that lead nowhere.</summary>
    private static IEnumerable<byte[]> Hostile(Random random)
    {
        var noise = new byte[1_400];
        random.NextBytes(noise);
        yield return [];
        yield return noise;
        yield return [.. Enumerable.Repeat((byte)0xff, 60_000)];
        yield return [.. Enumerable.Repeat((byte)'[', 20_000)];
        yield return [.. Enumerable.Repeat((byte)0x30, 20_000)];
        yield return [.. DnsQuery[..12], .. Enumerable.Repeat((byte)0xc0, 5_000)];
        for (var i = 0; i < 6; i++)
        {
            var mutated = (byte[])DnsQuery.Clone();
            mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
            mutated[random.Next(12)] = 0xff;
            yield return mutated;
        }
    }

    private static DissectedField Field(DissectedEntry decoded, string name) => All(decoded.Tree).First(field => field.Field == name);

    private static IEnumerable<DissectedField> All(IEnumerable<DissectedField> fields) =>
        fields.SelectMany(field => All(field.Children).Prepend(field));
}
