using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Journal;

public sealed class JournalEventTests
{
    [Fact]
    public void Event_comes_back_with_its_figures()
    {
        using var journal = Sample.Journal();
        var what = new JournalEvent(
            EventType.SendTimedOut,
            "timedOut",
            "€ <b> \u202e \0",
            new Dictionary<string, object>
            {
                ["count"] = long.MaxValue,
                ["small"] = 7,
                ["ok"] = true,
                ["no"] = false,
                ["name"] = "a\"b",
            }
        );
        journal.AddEvent(what, PeerAddress.From(new(System.Net.IPAddress.Loopback, 9)), new ConnectionId(5));

        var entry = Assert.Single(journal.ReadAll());
        Assert.Equal((what.Type, what.Code, what.Message), (entry.Event!.Type, entry.Event.Code, entry.Event.Message));
        Assert.Equal(
            new Dictionary<string, object>
            {
                ["count"] = long.MaxValue,
                ["small"] = 7L,
                ["ok"] = true,
                ["no"] = false,
                ["name"] = "a\"b",
            },
            entry.Event.Data
        );
        Assert.Equal((9, 5L), (entry.Peer.Port, entry.ConnectionId.Value));
        Assert.Equal((EntryKind.Event, EntryDirection.None, 0, -1L), (entry.Kind, entry.Direction, entry.Length, entry.Offset));
        Assert.Equal(0, entry.Payload.Length);
    }

    [Fact]
    public void Event_without_code_and_figures_stays_so()
    {
        using var journal = Sample.Journal();
        journal.AddEvent(new(EventType.Stopped, null, "Stopped"));
        var entry = Assert.Single(journal.ReadAll());
        Assert.Null(entry.Event!.Code);
        Assert.Null(entry.Event.Data);
        Assert.Equal(DateTimeKind.Utc, entry.Time.Kind);
    }

    [Theory]
    [InlineData(EventType.PortUnreachable)]
    [InlineData(EventType.Dropped)]
    [InlineData(EventType.ConnectionTimedOut)]
    public void Every_event_is_whole_also_when_payloads_are_not_asked_for(EventType type)
    {
        using var journal = Sample.Journal();
        journal.AddEvent(new(type, null, new string('m', 500)));
        var batch = new EntryBatch();
        journal.Read(0, batch, maxPayload: 0);
        Assert.Equal((type, 500), (batch.ToEntries()[0].Event!.Type, batch.ToEntries()[0].Event!.Message.Length));
    }
}
