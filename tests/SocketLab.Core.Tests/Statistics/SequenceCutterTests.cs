using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;
using SocketLab.Core.Statistics;

namespace SocketLab.Core.Tests.Statistics;

public sealed class SequenceCutterTests
{
    private readonly SequenceCutter _cutter = new();
    private readonly List<SequenceStamp> _stamps = [];

    private IEnumerable<ulong> Found => _stamps.Select(stamp => stamp.Number);

    public static byte[] Stamped(int index, string padding = "") =>
        PayloadTemplate
            .Parse(
                new()
                {
                    Format = PayloadFormat.Hex,
                    Data = SequenceStamp.Template + padding,
                    Template = true,
                },
                TimeProvider.System
            )
            .Render(index);

    [Fact]
    public void A_stamp_is_read_as_the_template_writes_it()
    {
        var before = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMicroseconds;
        Assert.True(SequenceStamp.TryRead(Stamped(7, "00 00"), out var stamp));
        Assert.Equal((26, 7UL), (stamp.Length, stamp.Number));
        Assert.InRange(stamp.SentMicroseconds, before - 1, before + 10_000_000);
        Assert.False(SequenceStamp.TryRead(Stamped(7).AsSpan(0, SequenceStamp.Size - 1), out _));
        Assert.False(SequenceStamp.TryRead("SLSQ is how this text begins"u8, out _));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(24)]
    [InlineData(1000)]
    public void Messages_are_found_however_the_stream_is_cut(int piece)
    {
        byte[] stream = [.. Stamped(1), .. Stamped(2, "53 4c 53 51 aa"), .. Stamped(3)];
        for (var at = 0; at < stream.Length; at += piece)
        {
            _cutter.Read(at, stream.AsSpan(at, Math.Min(piece, stream.Length - at)), _stamps);
        }

        Assert.Equal([1, 2, 3], Found);
    }

    [Theory]
    [InlineData("S")]
    [InlineData("SLS")]
    [InlineData("SLSQ")]
    [InlineData("SLSQSLSQ")]
    [InlineData("SLSQ is how this text begins")]
    [InlineData("Press S")]
    public void What_only_begins_like_a_stamp_hides_none_behind_it(string text)
    {
        byte[] stream = [.. System.Text.Encoding.ASCII.GetBytes(text), .. Stamped(1), .. Stamped(2)];
        foreach (var piece in (int[])[1, 7, 24, 1000])
        {
            _stamps.Clear();
            var cutter = new SequenceCutter();
            for (var at = 0; at < stream.Length; at += piece)
            {
                cutter.Read(at, stream.AsSpan(at, Math.Min(piece, stream.Length - at)), _stamps);
            }

            Assert.Equal([1, 2], Found);
        }
    }

    [Fact]
    public void Of_too_many_connections_the_one_not_heard_for_longest_is_forgotten()
    {
        var cutters = new SequenceCutters();
        var (first, second) = (ConnectionId.Next(), ConnectionId.Next());
        var (one, two) = (cutters.Of(first), cutters.Of(second));
        for (var i = 0; i < SequenceCutters.MaxConnections - 1; i++)
        {
            Assert.Same(two, cutters.Of(second));
            cutters.Of(ConnectionId.Next());
        }

        Assert.Equal(SequenceCutters.MaxConnections, cutters.Count);
        Assert.Same(two, cutters.Of(second));
        Assert.NotSame(one, cutters.Of(first));
    }

    [Fact]
    public void After_a_gap_and_between_other_data_the_next_stamp_is_found()
    {
        _cutter.Read(0, Stamped(1).AsSpan(0, 10), _stamps);
        byte[] rest = [1, 2, (byte)'S', 3, .. Stamped(9)];
        _cutter.Read(500, rest, _stamps);
        Assert.Equal([9], Found);
    }
}
