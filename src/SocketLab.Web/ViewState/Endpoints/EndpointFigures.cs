using SocketLab.Core.Payloads;
using SocketLab.Web.ViewState.Connections;
using SocketLab.Web.ViewState.Feed;

namespace SocketLab.Web.ViewState.Endpoints;

/// <summary>What is shown of one endpoint at one moment besides its entries. Equal figures look alike.</summary>
public sealed record EndpointFigures
{
    /// <summary>The endpoint's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it listens, sends or connects to.</summary>
    public required string Address { get; init; }

    /// <summary>Its encryption; null without TLS.</summary>
    public required TlsMark? Tls { get; init; }

    /// <summary>The status line's counts.</summary>
    public required LedgerLine Ledger { get; init; }

    /// <summary>How busy it is.</summary>
    public required TrafficView Traffic { get; init; }

    /// <summary>What was measured of sequence-stamped messages that it received.</summary>
    public required SequenceView Sequence { get; init; }

    /// <summary>What its reply rules did.</summary>
    public required RepliesView Replies { get; init; }

    /// <summary>Its multicast groups.</summary>
    public required MulticastView Multicast { get; init; }

    /// <summary>Connecting and closing, where it is a TCP client; null otherwise.</summary>
    public required ClientView? Client { get; init; }

    /// <summary>Commands that are its other side in a terminal.</summary>
    public required IReadOnlyList<string> Commands { get; init; }

    /// <summary>The figures of <paramref name="endpoint"/>.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="before">Earlier figures: lists that are still the same are taken from there.</param>
    public static EndpointFigures Of(Endpoint endpoint, DateTime now, EndpointFigures? before)
    {
        var (definition, statistics) = (endpoint.Definition, endpoint.Statistics);
        var figures = new EndpointFigures
        {
            Name = VisibleText.Name(definition.Name),
            Address = VisibleText.Name(endpoint.Captured is { } captured ? CaptureWords.Of(captured) : EndpointCard.AddressOf(endpoint)),
            Tls = TlsMark.Of(definition),
            Ledger = LedgerLine.Of(definition.Kind, statistics) with { Packets = endpoint.Captured?.Packets },
            Traffic = TrafficView.Of(definition, statistics, endpoint.ReceiveBufferGranted),
            Sequence = SequenceView.Of(definition, statistics.Sequence),
            Replies = RepliesView.Of(definition, statistics, endpoint.RepliesPaused),
            Multicast = MulticastView.Of(definition),
            Client = ClientView.Of(definition, endpoint.Status, VisibleText.Name(EndpointCard.AddressLine(endpoint)), now),
            Commands = Reach.Commands(endpoint),
        };
        return before is null ? figures : figures.With(before);
    }

    private EndpointFigures With(EndpointFigures before) =>
        this with
        {
            Traffic = Kept(before.Traffic, Traffic, view => view.Rows, (view, rows) => view with { Rows = rows }),
            Sequence = Kept(before.Sequence, Sequence, view => view.Rows, (view, rows) => view with { Rows = rows }),
            Replies = Kept(before.Replies, Replies, view => view.Rows, (view, rows) => view with { Rows = rows }),
            Multicast = Kept(before.Multicast, Multicast, view => view.Rows, (view, rows) => view with { Rows = rows }),
            Commands = before.Commands.SequenceEqual(Commands) ? before.Commands : Commands,
        };

    /// <summary>A list is equal to itself only, so that two views with equal rows would pass for different ones.</summary>
    private static TView Kept<TView, TRow>(
        TView before,
        TView now,
        Func<TView, IReadOnlyList<TRow>> rowsOf,
        Func<TView, IReadOnlyList<TRow>, TView> withRows
    )
        where TView : class => rowsOf(before).SequenceEqual(rowsOf(now)) && withRows(now, rowsOf(before)).Equals(before) ? before : now;
}
