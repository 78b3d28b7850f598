using CsCheck;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Framing;
using SocketLab.Core.Journal;
using SocketLab.Core.Tests.Journal;

namespace SocketLab.Core.Tests.Framing;

/// <summary>The frames of all connections of an endpoint: the same as of each alone, in one order, and bounded.</summary>
public sealed class EndpointFramesTests
{
    private static readonly FramingOptions Lines = new() { Mode = FramingMode.Line };

    [Fact]
    public void All_connections_give_the_frames_that_each_gives_alone_in_the_order_of_their_ends() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[0, 1], Gen.Int[0, 40])
            .Array[1, 200]
            .Sample(writes =>
            {
                var offsets = new Offsets();
                using var journal = Sample.Journal(8 << 20);
                var frames = new EndpointFrames(journal, Lines);
                foreach (var (connection, direction, length) in writes)
                {
                    var text = string.Concat(Enumerable.Range(0, length + 1).Select(i => i % 7 == connection ? '\n' : 'x'));
                    Add(journal, offsets, new(connection), direction == 0 ? EntryDirection.In : EntryDirection.Out, text);
                    if (length % 3 == 0)
                    {
                        Assert.True(frames.Advance());
                    }
                }

                Assert.True(frames.Advance());
                var all = frames.Read(1, int.MaxValue);
                Assert.Equal(Enumerable.Range(1, all.Count).Select(i => (long)i), all.Select(one => one.Ordinal));
                Assert.Equal(all.Select(one => one.Frame.LastSequence).Order(), all.Select(one => one.Frame.LastSequence));
                for (var connection = 1; connection <= 4; connection++)
                {
                    var alone = new ConversationReader(journal, new(connection), Lines).Read(default, int.MaxValue);
                    Assert.Equal(
                        alone.Frames.Select(one => one with { Ordinal = 0 }),
                        all.Where(one => one.Connection.Value == connection).Select(one => one with { Ordinal = 0 })
                    );
                    Assert.Equal(
                        alone.Open.OrderBy(one => one.Frame.FirstSequence),
                        frames.Open.Where(one => one.Connection.Value == connection)
                    );
                }
            });

    [Theory]
    [InlineData(EventType.ConnectionClosed)]
    [InlineData(EventType.ConnectionReset)]
    [InlineData(EventType.ConnectionTimedOut)]
    public void What_a_connection_ended_with_is_a_row_and_no_longer_under_way(EventType type)
    {
        using var journal = Sample.Journal();
        var (frames, offsets) = (new EndpointFrames(journal, Lines), new Offsets());
        Add(journal, offsets, new(1), EntryDirection.In, "whole\nhal");
        Assert.True(frames.Advance());
        Assert.Equal((1, 1), (frames.Count, frames.Open.Count));
        journal.AddEvent(new(type, null, "It ended"), connection: new(1));
        Add(journal, offsets, new(2), EntryDirection.In, "next\n");
        Assert.True(frames.Advance());
        Assert.Empty(frames.Open);
        Assert.Equal(
            [(1L, false, 6), (1L, true, 3), (2L, false, 5)],
            frames.Read(1, 10).Select(one => (one.Connection.Value, one.IsCutOff, one.Frame.Length))
        );
    }

    [Fact]
    public void What_is_remembered_is_bounded_and_what_was_evicted_is_passed_over()
    {
        using var journal = Sample.Journal(64 << 20);
        var (frames, offsets) = (new EndpointFrames(journal, Lines), new Offsets());
        var lines = string.Concat(Enumerable.Repeat("a\n", 30_000));
        for (var i = 0; i < 6; i++)
        {
            Add(journal, offsets, new(1 + (i % 2)), EntryDirection.In, lines);
        }

        while (!frames.Advance()) { }

        Assert.Equal(180_000, frames.Count);
        Assert.InRange(frames.Count - frames.First + 1, EndpointFrames.MaxFrames - 4096, EndpointFrames.MaxFrames);
        Assert.Equal(frames.First, frames.Read(frames.First, 1)[0].Ordinal);
        Assert.Equal(180_000, frames.Read(frames.Count, 9)[^1].Ordinal);
        journal.Clear();
        Assert.Equal(frames.Count + 1, frames.First);
        Assert.Empty(frames.Read(1, 10));
        Add(journal, offsets, new(1), EntryDirection.In, "b\n");
        Assert.True(frames.Advance());
        Assert.Equal((180_001, 180_001), (frames.Count, frames.First));
    }

    [Fact]
    public void Of_very_many_under_way_those_are_shown_that_got_bytes_last()
    {
        using var journal = Sample.Journal(8 << 20);
        var (frames, offsets) = (new EndpointFrames(journal, Lines), new Offsets());
        for (var i = 1; i <= 10_000; i++)
        {
            Add(journal, offsets, new(i), EntryDirection.In, "begun");
        }

        while (!frames.Advance()) { }

        Assert.Equal(Enumerable.Range(9_985, EndpointFrames.MaxOpen).Select(i => (long)i), frames.Open.Select(one => one.Connection.Value));
        Add(journal, offsets, new(10_000), EntryDirection.In, " and ended\n");
        Add(journal, offsets, new(1), EntryDirection.In, " and ended\n");
        Assert.True(frames.Advance());
        Assert.Equal([(16, false), (11, true)], frames.Read(1, 9).Select(one => (one.Frame.Length, one.Frame.MissesBeginning)));
    }

    private sealed class Offsets : Dictionary<(ConnectionId, EntryDirection), long>;

    private static void Add(EntryJournal journal, Offsets offsets, ConnectionId connection, EntryDirection direction, string text)
    {
        var offset = offsets.GetValueOrDefault((connection, direction));
        offsets[(connection, direction)] = offset + text.Length;
        using var batch = journal.BeginBatch();
        batch.AddData(
            direction,
            DateTime.UnixEpoch.Ticks,
            PeerAddress.None,
            connection,
            offset,
            System.Text.Encoding.Latin1.GetBytes(text)
        );
    }
}
