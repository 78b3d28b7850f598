using System.Buffers.Binary;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Statistics;

namespace SocketLab.Core.Tests.Statistics;

/// <summary>RTP packets, measured by their own header (RFC 3550).</summary>
public sealed class RtpTests : IAsyncDisposable
{
    private const uint Ssrc = 0xdeadbeef;

    private readonly EndpointLab _lab = new();
    private readonly SequenceTrack _track = new();
    private readonly RtpTrack _rtp;

    public RtpTests() => _rtp = new(_track);

    private (long Received, long Lost, long Reordered, long Duplicates) Counts =>
        (_track.Received, _track.Lost, _track.Reordered, _track.Duplicates);

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public void A_header_is_read_and_what_is_none_is_not_taken_for_one()
    {
        var packet = Packet(65_535, 0x01020304, payloadType: 96);
        Assert.True(RtpHeader.TryRead(packet, packet.Length, out var header));
        Assert.Equal(new RtpHeader(96, 65_535, 0x01020304, Ssrc), header);
        packet[1] |= 0x80;
        Assert.True(RtpHeader.TryRead(packet, packet.Length, out header));
        Assert.Equal(96, header.PayloadType);
        Assert.False(RtpHeader.TryRead(packet.AsSpan(0, 11), 11, out _));
        packet[0] = 0x8f;
        Assert.False(RtpHeader.TryRead(packet, 12 + 59, out _));
        Assert.True(RtpHeader.TryRead(packet, 12 + 60, out _));
        packet[0] = 0x40;
        Assert.False(RtpHeader.TryRead(packet, packet.Length, out _));

        // A sender report of RTCP: packet type 200.
        (packet[0], packet[1]) = (0x80, 200);
        Assert.False(RtpHeader.TryRead(packet, packet.Length, out _));
    }

    [Theory]
    [InlineData(0, 8000)]
    [InlineData(6, 16_000)]
    [InlineData(10, 44_100)]
    [InlineData(16, 11_025)]
    [InlineData(18, 8000)]
    [InlineData(26, 90_000)]
    [InlineData(31, 90_000)]
    [InlineData(33, 90_000)]
    [InlineData(34, 90_000)]
    [InlineData(2, 48_000)]
    [InlineData(35, 48_000)]
    [InlineData(96, 48_000)]
    [InlineData(127, 48_000)]
    public void The_clock_rate_is_that_of_rfc_3551_or_the_one_that_was_chosen(int payloadType, int rate) =>
        Assert.Equal(rate, new RtpHeader(payloadType, 0, 0, 0).ClockRate(48_000));

    [Fact]
    public void Numbers_go_on_where_they_wrap_around()
    {
        Take(65_533, 65_535, 0, 2, 65_534, 1, 1);
        Assert.Equal((6, 0, 2, 1), Counts);
        Assert.Equal((1L << 16) + 2, (long)_rtp.Highest);
        Assert.Equal(1, _track.Runs);
    }

    [Fact]
    public void One_before_the_first_came_late_also_across_the_wrap()
    {
        Take(0, 65_535);
        Assert.Equal((2, 0, 1, 0), Counts);
    }

    [Fact]
    public void A_jump_is_a_new_count_once_the_next_packet_follows_it()
    {
        Take(10, 11, 40_000, 40_001, 40_003);
        Assert.Equal((5, 1, 0, 0), Counts);
        Assert.Equal((2, 40_003UL), (_track.Runs, _rtp.Highest));
    }

    [Fact]
    public void A_stray_alone_changes_nothing_and_is_told()
    {
        Take(10, 11, 40_000, 12, 13);
        Assert.Equal((4, 0, 0, 0), Counts);
        Assert.Equal((1, 1), (_track.Runs, _track.TooLate));
    }

    [Fact]
    public void Up_to_2_999_packets_in_a_row_may_be_lost()
    {
        Take(0, 2999);
        Assert.Equal((2, 2998, 0, 0), Counts);
        Take(2900);
        Assert.Equal((3, 2997, 1, 0), Counts);
    }

    [Fact]
    public void Jitter_is_that_of_rfc_3550_in_the_payloads_clock_also_where_timestamps_wrap_and_fall()
    {
        // 160 ticks of 8 kHz are 20 ms. Transits 0, 16 ms more, 0: J = 1 ms, then 1 + 15/16 ms.
        Record(1, uint.MaxValue - 100, 0);
        Record(2, 59, 36_000);
        Assert.Equal(1000, _track.JitterMicroseconds, 3);
        Record(3, 219, 40_000);
        Assert.Equal(1937.5, _track.JitterMicroseconds, 3);

        // A picture that is shown earlier than the one that was sent before it: no new count.
        Record(4, 59, 20_000);
        Record(5, 379, 60_000);
        Assert.Equal((1, 0L), (_track.Runs, _track.Lost));
    }

    [Fact]
    public async Task Each_source_of_one_sender_is_told_and_the_choice_may_change_while_it_runs()
    {
        var listener = await _lab.StartAsync(
            new()
            {
                Kind = EndpointKind.UdpListener,
                MeasureSequence = true,
                SequenceFormat = SequenceFormat.Rtp,
                RtpClockRate = 48_000,
            }
        );
        using var peer = Sockets.Udp();
        foreach (var number in (ushort[])[65_534, 65_535, 1, 0, 3])
        {
            await peer.SendToAsync(Packet(number, number * 960u, payloadType: 111), listener.Bound!);
        }

        await peer.SendToAsync(Packet(7, 0, payloadType: 0, ssrc: 1), listener.Bound!);
        await peer.SendToAsync("no RTP at all"u8.ToArray(), listener.Bound!);
        await Eventually.HoldsAsync(() => listener.Statistics.Sequence.Senders is [{ Received: 1 }, { Received: 5 }]);
        var (other, one) = (listener.Statistics.Sequence.Senders[0], listener.Statistics.Sequence.Senders[1]);
        Assert.Equal((1, 1, 0, 65_539UL), (one.Lost, one.Reordered, one.Duplicates, one.Highest));
        Assert.Equal((new RtpSource(Ssrc, 111, 48_000), new RtpSource(1, 0, 8000)), (one.Rtp, other.Rtp));

        var stamped = listener.Definition with { SequenceFormat = SequenceFormat.Stamp };
        await _lab.Supervisor.UpdateAsync(listener.Id, stamped, CancellationToken.None);
        Assert.Empty(listener.Statistics.Sequence.Senders);
        await peer.SendToAsync(SequenceCutterTests.Stamped(1), listener.Bound!);
        await Eventually.HoldsAsync(() => listener.Statistics.Sequence.Senders is [{ Received: 1, Rtp: null }]);
    }

    [Fact]
    public void Rtp_is_for_udp_and_its_clock_goes_forward()
    {
        var limits = new EndpointLimits();
        var tcp = new EndpointDefinition { Kind = EndpointKind.TcpListener, SequenceFormat = SequenceFormat.Rtp };
        Assert.Equal("$.sequenceFormat", Assert.Single(DefinitionValidator.Validate(tcp, limits)).Path);
        var stopped = new EndpointDefinition { Kind = EndpointKind.UdpListener, RtpClockRate = 0 };
        Assert.Equal("$.rtpClockRate", Assert.Single(DefinitionValidator.Validate(stopped, limits)).Path);
    }

    [Fact]
    public void Stamps_use_all_64_bits_of_their_numbers()
    {
        using var journal = new EntryJournal(1 << 20, new JournalBudget(1 << 20), TimeProvider.System);
        var meter = new SequenceMeter(journal, isStream: false);
        foreach (var number in (ulong[])[long.MaxValue - 1, (ulong)long.MaxValue + 1, ulong.MaxValue - 1, ulong.MaxValue])
        {
            var stamp = SequenceCutterTests.Stamped(1);
            BinaryPrimitives.WriteUInt64BigEndian(stamp.AsSpan(8), number);
            using var batch = journal.BeginBatch();
            batch.AddDatagram(EntryDirection.In, DateTime.UnixEpoch.Ticks, default, stamp.Length, stamp);
        }

        meter.Measure(Eventually.Patience);
        var sender = Assert.Single(meter.Report.Senders);
        Assert.Equal((4, 1, 2, ulong.MaxValue), (sender.Received, sender.Lost, sender.Runs, sender.Highest));
    }

    private static byte[] Packet(ushort number, uint timestamp, int payloadType, uint ssrc = Ssrc)
    {
        var packet = new byte[172];
        (packet[0], packet[1]) = (0x80, (byte)payloadType);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), number);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), timestamp);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(8), ssrc);
        return packet;
    }

    private void Record(ushort number, uint timestamp, double arrived) =>
        _rtp.Record(new RtpHeader(0, number, timestamp, Ssrc), 8000, arrived);

    /// <summary>Sent in this order, 20 ms apart.</summary>
    private void Take(params ushort[] numbers)
    {
        foreach (var number in numbers)
        {
            Record(number, number * 160u, 0);
        }
    }
}
