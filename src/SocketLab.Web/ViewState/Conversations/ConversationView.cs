using System.Net;
using SocketLab.Core.Addresses;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;
using SocketLab.Web.ViewState.Boundaries;
using SocketLab.Web.ViewState.Connections;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Conversations;

/// <summary>
/// What the page of a conversation shows that is no connection with a socket: datagrams with one peer, or a captured stream.
/// </summary>
public sealed class ConversationView : FollowedView
{
    private readonly EndpointSupervisor _supervisor;
    private readonly ScanTurns _turns;
    private readonly FilterScan _all;
    private readonly FilterScan _received;
    private readonly FilterScan _sent;

    private ConversationView(EndpointSupervisor supervisor, FilterScans scans, Endpoint endpoint, ConversationPlace place, FilterScan all)
        : base(endpoint, scans, new FilterRows(all), all.Filter, () => endpoint.Journal.Ledger.First > 1)
    {
        (_supervisor, _turns, _all, Place) = (supervisor, scans.Turns, all, place);
        (_received, _sent) = (ScanOf(scans, endpoint, place, "in"), ScanOf(scans, endpoint, place, "out"));
        var captured = ConnectionId.TryParse(place.Connection, out var id) ? endpoint.Captured?.Find(id) : null;
        Peer = captured is null ? VisibleText.Name(place.Peer) : PeerText.Of(captured.Peer);
        Local = captured is null ? VisibleText.Name(place.Local) : PeerText.Of(captured.Local);
        RefreshStream();
    }

    /// <summary>Which conversation it is.</summary>
    public ConversationPlace Place { get; }

    /// <summary>The other side, ready to show.</summary>
    public string Peer { get; }

    /// <summary>Our side, ready to show; empty where the endpoint has one address, or it is not known.</summary>
    public string Local { get; }

    /// <inheritdoc/>
    protected override (BoundarySide Ours, BoundarySide Theirs)? Ends
    {
        get
        {
            if (!HasSocket || !IPEndPoint.TryParse(Place.Peer, out var peer))
            {
                return null;
            }

            var address = PeerAddress.From(peer);
            return _supervisor.FindOtherEnd(Endpoint, address, OurAddress) is { } other
                ? (BoundarySide.Of(Endpoint, address), BoundarySide.Of(other.Endpoint, other.KnownAs))
                : null;
        }
    }

    private PeerAddress OurAddress => IPEndPoint.TryParse(Place.Local, out var local) ? PeerAddress.From(local) : PeerAddress.None;

    /// <summary>The program of this machine at the other side; empty where it is not known.</summary>
    public string Program { get; private set; } = "";

    /// <summary>How many messages of each direction are kept, as far as they were found.</summary>
    public (long Received, long Sent) Counts { get; private set; }

    /// <summary>Whether the server still has its endpoint.</summary>
    public bool IsRemembered => _supervisor.Find(Endpoint.Id) is not null;

    /// <summary>Whether the endpoint can send: a capture file cannot.</summary>
    public bool HasSocket => Endpoint.Captured is null;

    /// <summary>Opens the view of a conversation; null where its endpoint is not there, or the connection is not in its file.</summary>
    public static ConversationView? Open(EndpointSupervisor supervisor, FilterScans scans, ConversationPlace? place)
    {
        if (place is null || supervisor.Find(place.EndpointId) is not { } endpoint)
        {
            return null;
        }

        return !place.IsConnection || (ConnectionId.TryParse(place.Connection, out var id) && endpoint.Captured?.Find(id) is not null)
            ? new(supervisor, scans, endpoint, place, scans.Get(endpoint.ToFilterSource(), Core.Filtering.Filter.Parse(place.Filter)))
            : null;
    }

    /// <summary>Looks through the journal for a moment, when it is this viewer's turn, on a thread that may be busy.</summary>
    public Task SearchAsync(CancellationToken cancellation) =>
        _turns.RunAsync(
            () =>
            {
                Search(cancellation);
                return true;
            },
            cancellation
        );

    /// <summary>Looks through the journal.</summary>
    public void Search(CancellationToken cancellation)
    {
        const int segments = 8;
        _all.Advance(segments, cancellation);
        _received.Advance(segments, cancellation);
        _sent.Advance(segments, cancellation);
    }

    /// <summary>Looks at who the peer is.</summary>
    public void RefreshPeer()
    {
        if (HasSocket && IPEndPoint.TryParse(Place.Peer, out var peer))
        {
            Program = PeerText.Of(_supervisor.Programs.Find(PeerAddress.From(peer), OurAddress));
        }

        OnChanged();
    }

    /// <summary>Pulls what was found.</summary>
    public void Refresh()
    {
        Counts = (_received.Hits.Count, _sent.Hits.Count);
        RefreshStream();
    }

    private static FilterScan ScanOf(FilterScans scans, Endpoint endpoint, ConversationPlace place, string direction) =>
        scans.Get(
            endpoint.ToFilterSource(),
            Core.Filtering.Filter.Parse(FilterText.And(place.Messages, FilterText.Test("dir", FilterOperator.Equal, direction)))
        );
}
