using SocketLab.Core.Capture.Packets;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Capture.Streams;

/// <summary>A connection while its packets are read: both directions, and where it is in its life.</summary>
internal sealed class CapturedStream
{
    private readonly CaptureJournal _journal;
    private readonly StreamSide _fromPeer;
    private readonly StreamSide _toPeer;
    private bool _peerFinishedFirst;
    private bool _isOpened;
    private long _noted;

    public CapturedStream(CapturedConnection connection, CaptureJournal journal, WaitingRoom room)
    {
        (Connection, _journal) = (connection, journal);
        _fromPeer = new(connection, EntryDirection.In, journal, room);
        _toPeer = new(connection, EntryDirection.Out, journal, room);
    }

    public CapturedConnection Connection { get; }

    /// <summary>Whether its end was there: packets that still come are echoes, unless they open another connection.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether a SYN begins another connection between the same ends, rather than being sent again.</summary>
    public bool IsAnother(in TcpHeader tcp, bool isFromPeer)
    {
        var side = isFromPeer ? _fromPeer : _toPeer;
        return tcp.IsSyn && (!side.IsKnown ? IsOver : side.First != tcp.Sequence);
    }

    /// <summary>Takes a packet.</summary>
    public void Take(long ticks, in TcpHeader tcp, bool isFromPeer)
    {
        if (IsOver)
        {
            return;
        }

        var (side, other) = isFromPeer ? (_fromPeer, _toPeer) : (_toPeer, _fromPeer);
        if (tcp.IsSyn)
        {
            if (!side.IsKnown)
            {
                side.Begin(tcp.Sequence);
            }

            Open(ticks, hasBegun: !isFromPeer);
        }

        if (tcp.Length > 0)
        {
            Open(ticks, hasBegun: true);
        }

        var first = tcp.Sequence + (tcp.IsSyn ? 1u : 0);
        side.Take(ticks, first, tcp.Payload, tcp.Length);
        if (tcp.IsFin)
        {
            Open(ticks, hasBegun: true);
            side.TakeEnd(ticks, first + (uint)tcp.Length);
            _peerFinishedFirst |= isFromPeer && !other.IsFinished;
        }

        if (tcp.IsAck)
        {
            other.Acknowledged(ticks, tcp.Acknowledged);
        }

        if (tcp.IsRst)
        {
            End(ticks, isFromPeer ? CloseReason.PeerReset : CloseReason.Reset);
        }
        else
        {
            EndIfFinished(ticks);
        }
    }

    /// <summary>Nothing more comes.</summary>
    public void Flush(long ticks)
    {
        if (!IsOver)
        {
            _fromPeer.Flush(ticks);
            _toPeer.Flush(ticks);
            EndIfFinished(ticks);
        }

        NoteSentAgain(ticks);
    }

    private void Open(long ticks, bool hasBegun)
    {
        if (_isOpened || !hasBegun)
        {
            return;
        }

        _isOpened = true;
        Connection.State = ConnectionState.Open;
        if (_fromPeer.IsKnown || _toPeer.IsKnown)
        {
            _journal.Opened(Connection, ticks);
        }
        else
        {
            _journal.Joined(Connection, ticks);
        }
    }

    private void EndIfFinished(long ticks)
    {
        if (_fromPeer.IsFinished && _toPeer.IsFinished)
        {
            End(ticks, _peerFinishedFirst ? CloseReason.PeerClosed : CloseReason.Closed);
        }
    }

    private void End(long ticks, CloseReason reason)
    {
        IsOver = true;
        _fromPeer.Flush(ticks);
        _toPeer.Flush(ticks);
        NoteSentAgain(ticks);
        _journal.Ended(Connection, reason, ticks);
    }

    private void NoteSentAgain(long ticks)
    {
        if (_fromPeer.SentAgain + _toPeer.SentAgain - _noted is > 0 and var segments)
        {
            _noted += segments;
            _journal.SentAgain(Connection, segments, ticks);
        }
    }
}
