using SocketLab.Contracts;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Payloads;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.Commands;

namespace SocketLab.Web.ViewState.Sending;

/// <summary>Where a send goes that is being written: out of an endpoint, by what the person chose or what is given.</summary>
/// <param name="Endpoint">The endpoint that sends.</param>
/// <param name="Connection">The one connection that is given; null where the person chooses.</param>
/// <param name="Composing">What is written and chosen.</param>
/// <param name="DefaultDestination">Where a datagram goes when nobody named a destination; null for nowhere.</param>
public sealed record SendTarget(Endpoint Endpoint, TcpConnection? Connection, ComposerState Composing, string? DefaultDestination)
{
    /// <summary>
    /// The kind as far as the choice of a destination is concerned: with a connection given there is none, as for a client.
    /// </summary>
    public EndpointKind Kind => Connection is null ? Endpoint.Definition.Kind : EndpointKind.TcpClient;

    /// <summary>Whether it can be sent to now.</summary>
    public bool IsRunning =>
        Endpoint.State == EndpointState.Running
        && Connection is not { State: ConnectionState.Closed or ConnectionState.HalfClosed or ConnectionState.Connecting };

    /// <summary>What has to be done before something can be sent.</summary>
    public string WhyNotRunning => Endpoint.Definition.Kind.Traits().Connects ? "Connect to send." : "Start the endpoint to send from it.";

    /// <summary>
    /// Where it goes when nothing is named; empty for nowhere. A datagram's is to be edited, so it is the name as it is; a stream's is only
    /// shown.
    /// </summary>
    public string Given =>
        (Connection, IsUdp) switch
        {
            ({ } given, _) => PeerText.Of(given),
            (_, true) => DefaultDestination ?? "",
            _ => VisibleText.Name(Endpoint.Definition.Remote?.ToString() ?? ""),
        };

    /// <summary>How a destination is written, where none is given.</summary>
    public string Example => Endpoint.Definition.IsUnix ? "unix:NAME" : "host:port";

    /// <summary>Where a datagram goes; null where the endpoint's definition says it, with what else that says of the address.</summary>
    /// <exception cref="FormatException">What was typed is not a host and a port.</exception>
    public RemoteAddress? Destination =>
        IsUdp ? Composing.Destination(Endpoint.Definition.Remote is null ? DefaultDestination : null) : null;

    /// <summary>The one connection that is meant, where it is one.</summary>
    public TcpConnection? Only => Connection ?? (Composing.ChosenConnections is [var only] ? Endpoint.Connections.Find(only) : null);

    /// <summary>The chosen connections that are remembered.</summary>
    public IReadOnlyList<TcpConnection> Chosen =>
        [.. Composing.ChosenConnections.Select(Endpoint.Connections.Find).OfType<TcpConnection>()];

    /// <summary>What sends: the one connection that is meant, or the endpoint.</summary>
    public SendSource Source => Only is { } only ? SendSource.Connection(only.Id.ToString()) : SendSource.Endpoint(Endpoint.Id);

    /// <summary>Where the browser posts a file to, below the dashboard's own address.</summary>
    public string UploadAddress
    {
        get
        {
            if (Only is { } only)
            {
                return $"api/connections/{only.Id}/send";
            }

            var address = $"api/endpoints/{Endpoint.Id}/send";
            if (Destination is not { } to)
            {
                return address + string.Concat(Composing.ChosenConnections.Select((id, i) => $"{(i == 0 ? '?' : '&')}connectionIds={id}"));
            }

            return $"{address}?host={Uri.EscapeDataString(to.Host)}{(UnixAddress.Is(to.Host) ? "" : $"&port={to.Port}")}";
        }
    }

    private bool IsUdp => Endpoint.Definition.Kind.IsUdp();

    /// <summary>The same request with the destination, or the chosen connections, that its source needs.</summary>
    /// <exception cref="FormatException">What was typed is not a host and a port.</exception>
    public SendRequest Address(SendRequest request) =>
        Only is not null ? request
        : IsUdp ? request with { To = Destination }
        : Composing.ChosenConnections.Count == 0 ? request
        : request with { ConnectionIds = [.. Chosen.Select(connection => connection.Id.ToString())] };

    /// <summary>What a click on Send will do, or why it cannot.</summary>
    public SendPlan Plan()
    {
        if (IsUdp)
        {
            return SendPlan.Datagram(Endpoint.Status.Bound, Composing.To ?? DefaultDestination, Composing, Endpoint.Definition.IsUnix);
        }

        var chosen = Composing.ChosenConnections.Count;
        if (Connection is not null || chosen == 1)
        {
            var peer = Only is { State: not ConnectionState.Closed } open ? PeerText.Of(open) : null;
            return SendPlan.Stream(Only?.Local.ToString(), peer, Composing);
        }

        if (Endpoint.Definition.Kind.Traits().Connects)
        {
            return SendPlan.Stream(Endpoint.Status.Bound?.ToString(), Given, Composing);
        }

        var taking =
            chosen == 0
                ? Endpoint.Connections.Ready
                : Chosen.Count(one => one.State is not (ConnectionState.Closed or ConnectionState.Connecting));
        return SendPlan.Streams(Endpoint.Status.Bound, chosen, taking, Composing);
    }
}
