using CsCheck;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Framing;
using SocketLab.Core.Journal;
using SocketLab.Core.Tests.Journal;

namespace SocketLab.Core.Tests.Framing;

/// <summary>Frames read from a journal: by cursor and by number, with payloads, and after evictions.</summary>
public sealed class FrameReaderTests
{
    private static readonly ConnectionId One = new(1);
    private static readonly ConnectionId Two = new(2);
    private static readonly FrameSource Lines = new(One, EntryDirection.In, new() { Mode = FramingMode.Line });

    [Fact]
    public void A_stream_is_told_from_others_and_from_its_other_direction()
    {
        using var journal = Sample.Journal();
        Add(journal, One, EntryDirection.In, 0, "a"u8);
        Add(journal, Two, EntryDirection.In, 0, "other\n"u8);
        Add(journal, One, EntryDirection.Out, 0, "sent\n"u8);
        journal.AddDatagram("datagram\n"u8);
        Add(journal, One, EntryDirection.In, 1, "b\r\nc"u8);
        var page = FrameReader.Read(journal, Lines, default, 100);
        var frame = Assert.Single(page.Frames);
        Assert.Equal((0L, 4, 1L, 5L), (frame.Offset, frame.Length, frame.FirstSequence, frame.LastSequence));
        Assert.Equal((4L, 1, true), (page.Open!.Value.Offset, page.Open.Value.Length, page.AtEnd));
        Assert.Equal(["ab\r\n", "c"], Texts(journal, Lines, [frame, page.Open.Value]));
    }

    [Fact]
    public void The_frame_under_way_comes_again_once_it_is_whole()
    {
        using var journal = Sample.Journal();
        Add(journal, One, EntryDirection.In, 0, "a\nb"u8);
        var page = FrameReader.Read(journal, Lines, default, 100);
        Assert.Equal(2, page.Open!.Value.Number);
        Add(journal, One, EntryDirection.In, 3, "c\n"u8);
        page = FrameReader.Read(journal, Lines, page.Next, 100);
        Assert.Equal((2L, 2L, 3), (page.Frames[0].Number, page.Frames[0].Offset, page.Frames[0].Length));
        Assert.Null(page.Open);
        Assert.Equal(["bc\n"], Texts(journal, Lines, page.Frames));
    }

    [Fact]
    public void Pages_of_any_size_give_the_same_frames_also_from_within_an_entry() =>
        Gen.Select(Gen.OneOf(Gen.Const(1), Gen.Int[1, 20]), Gen.Int[1, 3], Gen.Int[0, 5].Array[1, 200], Gen.Int[1, 90].Array[1, 10])
            .Sample(
                (limit, batches, lengths, splits) =>
                {
                    using var journal = Sample.Journal();
                    var bytes = lengths
                        .SelectMany((length, i) => Enumerable.Repeat((byte)('a' + (i % 26)), length).Append((byte)'\n'))
                        .ToArray();
                    Fill(journal, bytes, splits);
                    var (frames, cursor) = (new List<Frame>(), default(FrameCursor));
                    var atEnd = false;
                    while (!atEnd)
                    {
                        var page = FrameReader.Read(journal, Lines, cursor, limit, batches);
                        Assert.True(page.Frames.Count <= limit);
                        frames.AddRange(page.Frames);
                        (cursor, atEnd) = (page.Next, page.AtEnd);
                    }

                    Assert.Equal(FrameReader.Read(journal, Lines, default, int.MaxValue, int.MaxValue).Frames, frames);
                    Assert.Equal(lengths.Select(length => length + 1), frames.Select(frame => frame.Length));
                    Assert.Equal(bytes, FramePayloads.Read(journal, Lines, frames).SelectMany(payload => payload!));
                    var index = new FrameIndex(journal, One, Lines.Options);
                    while (!index.Advance(batches)) { }

                    Assert.Equal(frames.Count, index.Count);
                    Assert.Equal(frames.Skip(limit - 1).Take(7), index.Read(limit, 7).Select(one => one.Frame));
                },
                iter: 300
            );

    [Fact]
    public void A_read_looks_at_a_bounded_piece_and_its_cursor_moves_all_the_same()
    {
        using var journal = Sample.Journal(64 << 20);
        journal.Fill(1000, 60_000);
        Add(journal, One, EntryDirection.In, 0, "end\n"u8);
        var page = FrameReader.Read(journal, Lines, default, 100, maxBatches: 10);
        Assert.Empty(page.Frames);
        Assert.False(page.AtEnd);
        Assert.InRange(page.Next.After, 10, 999);
        while (!page.AtEnd && page.Frames.Count == 0)
        {
            page = FrameReader.Read(journal, Lines, page.Next, 100, maxBatches: 10);
        }

        Assert.Single(page.Frames);
    }

    [Fact]
    public void What_was_evicted_is_counted_and_the_first_frame_behind_it_is_marked()
    {
        using var journal = Sample.Journal();
        var line = "0123456789012345678901234567890123456789\n"u8.ToArray();
        Fill(journal, [.. Enumerable.Repeat(line, 50_000).SelectMany(bytes => bytes)], [1000]);
        var first = journal.Ledger.First;
        Assert.True(first > 1);
        var page = FrameReader.Read(journal, Lines, default, int.MaxValue);
        Assert.Equal((first - 1) * 1000, page.MissedBytes);
        Assert.Equal((FrameState.Partial, true, false), (page.Frames[0].State, page.Frames[0].MissesBeginning, page.Frames[0].MissesEnd));
        Assert.All(page.Frames.Skip(1), frame => Assert.Equal((FrameState.Complete, 41), (frame.State, frame.Length)));
        Assert.Equal((50_000L * 41) - page.MissedBytes, page.Frames.Sum(frame => (long)frame.Length));
        Assert.All(FramePayloads.Read(journal, Lines, [.. page.Frames.Skip(1)]), payload => Assert.Equal(line, payload));
    }

    [Fact]
    public void Numbers_stay_with_their_frames_while_old_ones_are_evicted()
    {
        using var journal = Sample.Journal();
        var index = new FrameIndex(journal, One, Lines.Options);
        var offset = 0L;
        for (var round = 0; round < 200; round++)
        {
            for (var i = 0; i < 50; i++)
            {
                var line = System.Text.Encoding.ASCII.GetBytes($"{(round * 50) + i + 1:00000000}{new string('.', 91)}\n");
                Add(journal, One, EntryDirection.In, offset, line);
                offset += line.Length;
            }

            Assert.True(index.Advance());
            Assert.Equal((round + 1) * 50, index.Count);
            foreach (var first in (long[])[1, index.First, index.Count - 10])
            {
                var frames = index.Read(first, 30).Select(one => one.Frame).ToList();
                Assert.All(Texts(journal, Lines, frames).Zip(frames), pair =>
                    Assert.Equal(pair.Second.Number, long.Parse(pair.First[..8], System.Globalization.CultureInfo.InvariantCulture))
                );
                Assert.True(frames.Count > 0 || first > index.Count - 10);
            }
        }

        Assert.True(index.First > 1);
        Assert.Equal(0, index.MissedBytes);
    }

    [Fact]
    public void Both_directions_are_in_the_order_in_which_their_frames_ended_at_any_page_size()
    {
        using var journal = Sample.Journal();
        Add(journal, One, EntryDirection.In, 0, "que"u8);
        Add(journal, One, EntryDirection.Out, 0, "220 hello\r\n"u8);
        Add(journal, Two, EntryDirection.In, 0, "other\n"u8);
        Add(journal, One, EntryDirection.In, 3, "stion\nnext\nan"u8);
        Add(journal, One, EntryDirection.Out, 11, "ans"u8);
        foreach (var limit in (int[])[1, 2, 100])
        {
            var (reader, cursor, frames) = (
                new ConversationReader(journal, One, Lines.Options),
                default(ConversationCursor),
                new List<ConversationFrame>()
            );
            ConversationPage page;
            do
            {
                page = reader.Read(cursor, limit);
                frames.AddRange(page.Frames);
                cursor = page.Next;
            } while (!page.AtEnd);
            Assert.Equal(
                [(1, EntryDirection.Out, 11, 1), (2, EntryDirection.In, 9, 1), (3, EntryDirection.In, 5, 2)],
                frames.Select(one => (one.Ordinal, one.Direction, one.Frame.Length, one.Frame.Number))
            );
            Assert.Equal(
                [(EntryDirection.In, 14L, 2), (EntryDirection.Out, 11L, 3)],
                page.Open.Select(one => (one.Direction, one.Frame.Offset, one.Frame.Length))
            );
        }
    }

    [Fact]
    public void What_is_missing_before_a_frame_is_told_with_it_and_not_with_the_one_that_it_cut_off()
    {
        using var journal = Sample.Journal();
        Add(journal, One, EntryDirection.In, 0, "a\nb"u8);
        Add(journal, One, EntryDirection.In, 10, "c\nd\n"u8);
        var page = new ConversationReader(journal, One, Lines.Options).Read(default, 100);
        Assert.Equal([0L, 0, 7, 0], page.Frames.Select(one => one.MissedBefore));
        Assert.Equal(7, page.MissedBytes);
    }

    [Fact]
    public void After_a_clear_the_index_goes_on_with_what_comes_also_within_a_frame()
    {
        using var journal = Sample.Journal();
        var index = new FrameIndex(journal, One, Lines.Options);
        Add(journal, One, EntryDirection.In, 0, "a\nb"u8);
        Add(journal, One, EntryDirection.Out, 0, "open"u8);
        Assert.True(index.Advance());
        journal.Clear();
        Assert.True(index.Advance());
        Assert.Equal((1, 2), (index.Count, index.First));
        Add(journal, One, EntryDirection.In, 3, "c\nd\n"u8);
        Assert.True(index.Advance());
        Assert.Equal((3, 2), (index.Count, index.First));
        Assert.Equal([(2, 2L, 3), (3, 5L, 2)], index.Read(1, 10).Select(one => (one.Ordinal, one.Frame.Offset, one.Frame.Length)));
        Assert.Equal((EntryDirection.Out, 4), (index.Open[0].Direction, index.Open[0].Frame.Length));
    }

    [Fact]
    public void A_frame_of_which_some_was_evicted_has_no_payload()
    {
        using var journal = Sample.Journal();
        Add(journal, One, EntryDirection.In, 0, "a"u8);
        Add(journal, One, EntryDirection.In, 1, "b\n"u8);
        var page = FrameReader.Read(journal, Lines, default, 100);
        journal.Clear();
        Add(journal, One, EntryDirection.In, 3, "c\n"u8);
        var next = FrameReader.Read(journal, Lines, page.Next, 100);
        Assert.Equal(FrameState.Complete, next.Frames[0].State);
        var payloads = FramePayloads.Read(journal, Lines, [page.Frames[0], next.Frames[0]]);
        Assert.Null(payloads[0]);
        Assert.Equal("c\n"u8.ToArray(), payloads[1]);
    }

    private static void Fill(EntryJournal journal, byte[] bytes, int[] splits)
    {
        for (var (offset, i) = (0, 0); offset < bytes.Length; i++)
        {
            var length = Math.Min(splits[i % splits.Length], bytes.Length - offset);
            Add(journal, One, EntryDirection.In, offset, bytes.AsSpan(offset, length));
            offset += length;
        }
    }

    private static void Add(EntryJournal journal, ConnectionId connection, EntryDirection direction, long offset, ReadOnlySpan<byte> bytes)
    {
        using var batch = journal.BeginBatch();
        batch.AddData(direction, DateTime.UnixEpoch.Ticks, PeerAddress.None, connection, offset, bytes);
    }

    private static List<string> Texts(EntryJournal journal, FrameSource source, IReadOnlyList<Frame> frames) =>
        [.. FramePayloads.Read(journal, source, frames).Select(payload => System.Text.Encoding.Latin1.GetString(payload!))];
}
