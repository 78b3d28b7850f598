using System.Globalization;
using SocketLab.Core.Addresses;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;

namespace SocketLab.Web.ViewState.Boundaries;

/// <summary>One end of a conversation of which both ends are SocketLab's own.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Messages">The filter that takes the conversation's messages of its journal.</param>
public sealed record BoundarySide(Endpoint Endpoint, string Messages)
{
    /// <summary>An end of a connection.</summary>
    public static BoundarySide Of(Endpoint endpoint, ConnectionId connection) =>
        new(endpoint, FilterText.Test("conn", FilterOperator.Equal, connection.ToString()));

    /// <summary>An end of an exchange of datagrams.</summary>
    public static BoundarySide Of(Endpoint endpoint, PeerAddress peer) =>
        new(
            endpoint,
            FilterText.And(
                FilterText.Test("peer.address", FilterOperator.Equal, peer.WithoutZone().Address),
                FilterText.Test("peer.port", FilterOperator.Equal, peer.Port.ToString(CultureInfo.InvariantCulture))
            )
        );

    /// <summary>What it sent, or received.</summary>
    public PieceList List(FilterScans scans, string direction) =>
        new(
            scans.Get(
                Endpoint.ToFilterSource(),
                Filter.Parse(FilterText.And(Messages, $"kind != event and {FilterText.Test("dir", FilterOperator.Equal, direction)}"))
            )
        );
}
