using System.Net;
using CsCheck;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Filtering;
using SocketLab.Core.FrameFiltering;
using SocketLab.Core.Framing;
using SocketLab.Core.Journal;
using SocketLab.Core.Tests.Journal;

namespace SocketLab.Core.Tests.FrameFiltering;

/// <summary>A filter takes of frames what it would take of entries that have their bytes.</summary>
public sealed class FrameScanTests
{
    private static readonly FramingOptions Lines = new() { Mode = FramingMode.Line };

    private static readonly Filter[] Filters =
    [
        .. new[]
        {
            "text contains ab",
            "len > 3",
            "dir == in and u8[0] == 0x61",
            "text matches \"a+b$\" or len == 1",
            "not text contains a",
            "peer.port == 5002",
            "kind == event",
            "event == connectionOpened",
            "bytes[-1:1] == 0a",
            "offset >= 20",
            "seq >= 5 and text startsWith a",
            "capture(\"b(a*)\") == aa",
            "local.port == 80",
        }.Select(Filter.Parse),
    ];

    [Fact]
    public void It_takes_what_it_would_take_of_entries_with_the_same_bytes() =>
        Gen.Select(Gen.Int[1, 3], Gen.Bool, Gen.Char["ab\n"].Array[0, 12])
            .Array[1, 120]
            .Sample(
                writes =>
                {
                    using var journal = Sample.Journal(8 << 20);
                    var index = new EndpointFrames(journal, Lines);
                    var scans = Filters.Select(filter => new FrameScan(index, Source(journal), filter)).ToList();
                    var offsets = new Dictionary<(long, bool), long>();
                    foreach (var (connection, received, text) in writes)
                    {
                        var bytes = System.Text.Encoding.ASCII.GetBytes(text);
                        Add(journal, connection, received, offsets, bytes);
                        if (text.Length % 3 == 0)
                        {
                            Assert.True(index.Advance());
                            scans.ForEach(scan => scan.Advance(1));
                        }
                    }

                    Assert.True(index.Advance());
                    using var entries = Sample.Journal(8 << 20);
                    foreach (var one in index.Read(1, int.MaxValue))
                    {
                        Append(entries, journal, one);
                    }

                    foreach (var scan in scans)
                    {
                        Complete(scan);
                        Assert.Equal(Naive(entries, Filters[scans.IndexOf(scan)]), Numbers(scan.Hits));
                    }
                },
                iter: 40
            );

    [Fact]
    public void A_frame_under_way_is_asked_for_what_is_here_of_it()
    {
        using var journal = Sample.Journal();
        var index = new EndpointFrames(journal, Lines);
        var scan = new FrameScan(index, Source(journal), Filter.Parse("text contains needle"));
        var offsets = new Dictionary<(long, bool), long>();
        Add(journal, 1, true, offsets, "nee"u8);
        index.Advance();
        Assert.False(scan.Takes(index.Open[0]));
        Add(journal, 1, true, offsets, "dle"u8);
        index.Advance();
        Assert.True(scan.Takes(index.Open[0]));
        Assert.Equal(0, scan.Advance(9).Count);
        Add(journal, 1, true, offsets, "\n"u8);
        index.Advance();
        Assert.Equal([1L], Numbers(scan.Advance(9)));
    }

    [Fact]
    public void What_is_evicted_or_cleared_leaves_and_the_rest_keeps_its_place()
    {
        using var journal = Sample.Journal(2 << 20);
        var index = new EndpointFrames(journal, new() { Mode = FramingMode.Fixed, FixedBytes = 100 });
        var scan = new FrameScan(index, Source(journal), Filter.Parse("u8[0] == 7"));
        var offsets = new Dictionary<(long, bool), long>();
        var places = new Dictionary<long, long>();
        var frame = new byte[100];
        for (var i = 0; i < 60_000; i++)
        {
            frame[0] = (byte)(i % 10);
            Add(journal, 1, true, offsets, frame);
            if (i % 1000 == 0)
            {
                index.Advance();
                Complete(scan);
                foreach (var (at, number) in Numbers(scan.Hits).Index())
                {
                    var place = scan.Hits.First + at;
                    Assert.Equal(place, places.TryGetValue(number, out var before) ? before : places[number] = place);
                    Assert.Equal(7, (number - 1) % 10);
                }
            }
        }

        Assert.True(scan.Hits.Gone > 0 && scan.Hits.Count > 0);
        journal.Clear();
        index.Advance();
        Complete(scan);
        Assert.Equal((0, true), (scan.Hits.Count, scan.Hits.IsComplete));
    }

    private static void Complete(FrameScan scan)
    {
        while (!scan.Advance(4).IsComplete) { }
    }

    private static List<long> Numbers(FilterHits hits)
    {
        var numbers = new long[hits.Count];
        Assert.Equal(numbers.Length, hits.Read(hits.First, numbers));
        return [.. numbers];
    }

    private static FilterSource Source(EntryJournal journal) => new(journal) { LocalOf = _ => Address(80) };

    private static List<long> Naive(EntryJournal entries, Filter filter)
    {
        var hits = new FilterScans().Get(Source(entries), filter).Complete(TestContext.Current.CancellationToken);
        return Numbers(hits);
    }

    private static void Append(EntryJournal entries, EntryJournal journal, ConversationFrame one)
    {
        var source = new FrameSource(one.Connection, one.Direction, Lines);
        var bytes = FramePayloads.Read(journal, source, [one.Frame])[0]!;
        using var batch = entries.BeginBatch();
        batch.AddData(one.Direction, one.Frame.Time.Ticks, PeerOf(one.Connection.Value), one.Connection, one.Frame.Offset, bytes);
    }

    private static void Add(
        EntryJournal journal,
        long connection,
        bool received,
        Dictionary<(long, bool), long> offsets,
        ReadOnlySpan<byte> bytes
    )
    {
        var offset = offsets.GetValueOrDefault((connection, received));
        offsets[(connection, received)] = offset + bytes.Length;
        using var batch = journal.BeginBatch();
        var direction = received ? EntryDirection.In : EntryDirection.Out;
        batch.AddData(direction, DateTime.UnixEpoch.Ticks, PeerOf(connection), new(connection), offset, bytes);
    }

    private static PeerAddress PeerOf(long connection) => Address(5000 + (int)connection);

    private static PeerAddress Address(int port) => PeerAddress.From(new IPEndPoint(IPAddress.Loopback, port));
}
