using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Core.Tests.Transport.Tcp;

/// <summary>The reason with which a life ends, and its one closing event.</summary>
public sealed class ConnectionLifeTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly EntryJournal _journal;

    public ConnectionLifeTests() => _journal = new EntryJournal(1 << 20, new JournalBudget(1 << 24), _clock);

    public void Dispose() => _journal.Dispose();

    [Fact]
    public void Whoever_finishes_first_has_closed_it()
    {
        var peer = New();
        peer.PeerFinished();
        Assert.True(peer.FinishSending());
        Assert.Equal(CloseReason.PeerClosed, peer.FindEnd(CloseReason.PeerClosed));
        var we = New();
        Assert.True(we.FinishSending());
        we.PeerFinished();
        Assert.Equal(CloseReason.Closed, we.FindEnd(CloseReason.PeerClosed));
    }

    [Fact]
    public void What_was_asked_for_outranks_an_end_in_order_and_nothing_else()
    {
        var idle = New();
        idle.PeerFinished();
        Assert.True(idle.RequestClose(CloseReason.Idle));
        Assert.False(idle.RequestClose(CloseReason.Closed));
        Assert.Equal(CloseReason.Idle, idle.FindEnd(CloseReason.Closed));
        var broken = New();
        Assert.True(broken.RequestClose(CloseReason.Closed));
        Assert.Equal(CloseReason.PeerReset, broken.FindEnd(CloseReason.PeerReset));
        var reset = New();
        Assert.True(reset.RequestClose(CloseReason.Closed));
        Assert.True(reset.RequestReset());
        Assert.Equal(CloseReason.Reset, reset.FindEnd(CloseReason.PeerReset));
        Assert.False(reset.RequestReset());
    }

    [Fact]
    public void The_closing_event_is_written_once_and_only_when_the_end_is_known()
    {
        var life = New();
        life.RecordEnd(null);
        Assert.Equal((0, null), (_journal.Ledger.Last, life.EndReason));
        life.FindEnd(CloseReason.TimedOut);
        Assert.Equal((ConnectionState.Open, null, CloseReason.TimedOut), (life.Shown, life.EndReason, life.EndFound));
        life.RecordEnd(null);
        life.RecordEnd(null);
        var end = Assert.Single(_journal.ReadAll());
        Assert.Equal(EventType.ConnectionTimedOut, end.Event!.Type);
        Assert.Equal(ConnectionState.Closed, life.Shown);
        Assert.Equal(CloseReason.TimedOut, life.EndReason);
    }

    [Fact]
    public void A_close_reads_on_for_a_second_unless_the_peer_has_finished()
    {
        var drains = New();
        drains.RequestClose(CloseReason.Closed);
        var reading = drains.ReadingStops;
        _clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(reading.IsCancellationRequested);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(reading.IsCancellationRequested);
    }

    [Fact]
    public void Before_the_handshake_nothing_is_sent_and_the_error_says_why()
    {
        var life = New(isOpen: false);
        var early = Assert.Throws<ConnectionClosedException>(life.RequireSending);
        Assert.Contains("handshake", early.Message, StringComparison.Ordinal);
        life.Open();
        life.RequireSending();
        life.FinishSending();
        Assert.Throws<ConnectionClosedException>(life.RequireSending);
    }

    private ConnectionLife New(bool isOpen = true) => new(new ConnectionLog(_journal, PeerAddress.None, ConnectionId.Next()), isOpen);
}
