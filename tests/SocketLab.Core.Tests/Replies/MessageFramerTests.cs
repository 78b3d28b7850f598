using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Replies;

namespace SocketLab.Core.Tests.Replies;

/// <summary>What framing for rules remembers, and what it says of frames that it cannot show.</summary>
public sealed class MessageFramerTests : IDisposable
{
    private static readonly FramingOptions Lines = new() { Mode = FramingMode.Line };

    private readonly EntryJournal _journal = new(256 << 10, new JournalBudget(1 << 24), TimeProvider.System);
    private readonly ReplyCounters _counters;
    private readonly MessageFramer _framer;
    private readonly EntryBatch _batch = new();
    private long _after;

    public MessageFramerTests()
    {
        _counters = new ReplyCounters(_journal);
        _framer = new MessageFramer(_journal, _counters, Lines);
    }

    public void Dispose() => _journal.Dispose();

    [Fact]
    public void Connections_whose_end_was_never_seen_are_forgotten()
    {
        for (var i = 0; i < MessageFramer.MaxConnections + 100; i++)
        {
            Feed(ConnectionId.Next(), 0, "unfinished"u8);
        }

        Assert.Equal(MessageFramer.MaxConnections, _framer.Count);
    }

    [Fact]
    public void A_frame_whose_beginning_left_the_journal_is_counted_as_skipped()
    {
        var id = ConnectionId.Next();
        var piece = new byte[32 << 10];
        var offset = 0L;
        for (; offset < 512 << 10; offset += piece.Length)
        {
            Assert.Equal(0, Feed(id, offset, piece));
        }

        Assert.Equal(0, Feed(id, offset, "\n"u8));
        Assert.Equal(1, _counters.Skipped);
        Assert.Equal("behind", Assert.Single(_journal.Events(EventType.ReplySkipped)).Event!.Code);
    }

    private int Feed(ConnectionId id, long offset, ReadOnlySpan<byte> bytes)
    {
        using (var batch = _journal.BeginBatch())
        {
            batch.AddData(EntryDirection.In, 0, PeerAddress.None, id, offset, bytes);
        }

        var messages = 0;
        _journal.Read(_after, _batch);
        _after = _batch.Next;
        foreach (var entry in _batch)
        {
            if (entry.Kind == EntryKind.Data)
            {
                foreach (var _ in _framer.Read(entry))
                {
                    messages++;
                }
            }
        }

        return messages;
    }
}
