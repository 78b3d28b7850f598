using SocketLab.Core.Addresses;
using SocketLab.Core.Capture.Packets;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Capture.Writing;

/// <summary>Writes one interface's entries as packets.</summary>
internal sealed class PacketForm(CaptureInterface on, MirrorTable mirrors) : IEntryForm
{
    private static readonly PeerAddress UnknownV4 = PeerAddress.FromBytes(stackalloc byte[4], 0);
    private static readonly PeerAddress UnknownV6 = PeerAddress.FromBytes(stackalloc byte[16], 0);

    /// <summary>
    /// Connections that are remembered. Beyond that all are forgotten: numbers follow from the entries, so those that are open go on.
    /// </summary>
    private const int MaxFlows = 65_536;

    // A connection of which both ends are in the file has no flow here. One goes with its connection's end, if that is not evicted.
    private readonly Dictionary<ConnectionId, TcpFlow?> _flows = [];
    private readonly Way _received = new();
    private readonly Way _sent = new();
    private long _mirrored;

    /// <inheritdoc/>
    public string? Summary => _mirrored > 0 ? CaptureWords.MirroredConnections(_mirrored) : null;

    /// <inheritdoc/>
    public void Write(in EntryView entry)
    {
        if (entry.Kind == EntryKind.Data)
        {
            FlowOf(entry)?.Data(entry.Time, entry.Direction, entry.Offset, entry.Payload);
            return;
        }

        var way = entry.Direction == EntryDirection.Out ? _sent : _received;
        if (entry.Local.IsNone || entry.Local != way.Local || entry.Peer != way.Peer)
        {
            way.Use(entry, Fitting(entry.Local.IsNone ? on.Bound : entry.Local.ToPeerAddress(), entry.Peer));
        }

        on.WriteDatagram(entry, way.Builder);
    }

    /// <inheritdoc/>
    public bool WriteEvent(in EntryView entry, JournalEvent what)
    {
        if (entry.ConnectionId.IsNone)
        {
            return false;
        }

        var time = entry.Time;
        switch (what.Type)
        {
            case EventType.ConnectionOpened:
                Commented(FlowOf(entry), what)?.Open(time, weOpened: what.Data is not null);
                return true;
            case EventType.PeerHalfClosed:
                FlowOf(entry)?.Finish(time, EntryDirection.In);
                return true;
            case EventType.HalfClosed:
                FlowOf(entry)?.Finish(time, EntryDirection.Out);
                return true;
            case EventType.ConnectionClosed or EventType.ConnectionReset or EventType.ConnectionTimedOut:
                var flow = Commented(FlowOf(entry), what);
                if (Enum.TryParse<CloseReason>(what.Code, ignoreCase: true, out var reason))
                {
                    End(flow, time, reason);
                }

                _flows.Remove(entry.ConnectionId);
                return true;
            default:
                return false;
        }
    }

    private static void End(TcpFlow? flow, DateTime time, CloseReason reason)
    {
        switch (reason)
        {
            case CloseReason.PeerClosed:
                flow?.Finish(time, EntryDirection.In);
                flow?.Finish(time, EntryDirection.Out);
                break;
            case CloseReason.Closed or CloseReason.Idle:
                flow?.Finish(time, EntryDirection.Out);
                flow?.Finish(time, EntryDirection.In);
                break;
            case CloseReason.Reset:
                flow?.Reset(time, EntryDirection.Out);
                break;
            case CloseReason.PeerReset:
                flow?.Reset(time, EntryDirection.In);
                break;
        }
    }

    /// <summary>Puts what happened as a comment on the flow's next packet.</summary>
    private TcpFlow? Commented(TcpFlow? flow, JournalEvent what)
    {
        if (flow is not null)
        {
            on.Tell(what.Message);
        }

        return flow;
    }

    private TcpFlow? FlowOf(in EntryView entry)
    {
        if (_flows.TryGetValue(entry.ConnectionId, out var known))
        {
            return known;
        }

        var local = on.Source.LocalOf(entry.ConnectionId);
        local = Fitting(local.IsNone ? on.Bound : local, entry.Peer);
        var isMirror = mirrors.IsMirror(on, local, entry.Peer);
        _mirrored += isMirror ? 1 : 0;
        var flow = isMirror ? null : new TcpFlow(on, entry.ConnectionId, local, entry.Peer);
        if (_flows.Count == MaxFlows)
        {
            _flows.Clear();
        }

        _flows.Add(entry.ConnectionId, flow);
        return flow;
    }

    /// <summary>Our end, or the address that says nothing where ours is not known or is of another family than the peer's.</summary>
    private static PeerAddress Fitting(PeerAddress ours, PeerAddress peer) =>
        (peer.IsV4 && ours.IsV4) || (peer.IsV6 && ours.IsV6) ? ours
        : peer.IsV6 ? UnknownV6
        : UnknownV4;

    /// <summary>The ends of the last datagram in one direction, and what it was written with: the next one often has the same.</summary>
    private sealed class Way
    {
        public LocalEnd Local { get; private set; }

        public PeerAddress Peer { get; private set; }

        public UdpBuilder Builder { get; } = new();

        public void Use(in EntryView entry, PeerAddress ours)
        {
            (Local, Peer) = (entry.Local, entry.Peer);
            var (from, to) = entry.Direction == EntryDirection.Out ? (ours, Peer) : (Peer, ours);
            Builder.Between(from, to);
        }
    }
}
