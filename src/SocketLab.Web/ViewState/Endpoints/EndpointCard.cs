using System.Globalization;
using SocketLab.Core.Definitions;
using SocketLab.Core.Payloads;
using SocketLab.Web.ViewState.Connections;

namespace SocketLab.Web.ViewState.Endpoints;

/// <summary>What the list shows of one endpoint at one moment.</summary>
public sealed record EndpointCard
{
    /// <summary>The endpoint's id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its kind.</summary>
    public required EndpointKind Kind { get; init; }

    /// <summary>Its state.</summary>
    public required EndpointState State { get; init; }

    /// <summary>Where it listens, sends or connects to.</summary>
    public required string Address { get; init; }

    /// <summary>Messages a second, thousands separated: received, or sent by a sender; null when it does not run.</summary>
    public string? Rate { get; init; }

    /// <summary>What stands behind the rate: bytes a second, or open connections.</summary>
    public string RateUnit { get; init; } = "";

    /// <summary>Rates of the last minute, for the sparkline, oldest first.</summary>
    public IReadOnlyList<double> History { get; init; } = [];

    /// <summary>What went wrong and what to do; null when nothing did.</summary>
    public string? Fault { get; init; }

    /// <summary>That replies by rule are paused and what to do; null while they are not.</summary>
    public string? RepliesPaused { get; init; }

    /// <summary>When a client that waits to connect again tries next, in words; null while none waits.</summary>
    public string? NextAttempt { get; init; }

    /// <summary>Its encryption; null without TLS.</summary>
    public TlsMark? Tls { get; init; }

    /// <summary>A free port to offer instead of one in use; null when there is nothing to offer.</summary>
    public int? FreePort { get; init; }

    /// <summary>The kind in the two words of a badge.</summary>
    public string Badge => Kind.Traits().Badge;

    /// <summary>The state in words, for a screen reader and the dot's title.</summary>
    public string StateText => State.ToString().ToLowerInvariant();

    /// <summary>What the switch does: a client's endpoint is its connection.</summary>
    public string SwitchTitle =>
        (Kind.Traits().Connects, IsOn) switch
        {
            (true, false) => "Connect",
            (true, true) => State == EndpointState.Running ? "Close the connection" : "Give up connecting",
            (false, false) => "Start",
            (false, true) => "Stop",
        };

    /// <summary>Whether the switch is on: it runs or is about to.</summary>
    public bool IsOn => State is EndpointState.Running or EndpointState.Starting;

    /// <summary>The card of <paramref name="endpoint"/>.</summary>
    public static EndpointCard Of(Endpoint endpoint, IReadOnlyList<double> history, int? freePort, DateTime now)
    {
        var statistics = endpoint.Statistics;
        var running = endpoint.State == EndpointState.Running;
        return new EndpointCard
        {
            Id = endpoint.Id,
            Name = VisibleText.Name(endpoint.Definition.Name),
            Kind = endpoint.Definition.Kind,
            State = endpoint.State,
            Address = VisibleText.Name(AddressOf(endpoint)),
            NextAttempt = ClientView.NextAttempt(endpoint.Status, now),
            Rate = running ? Number(RateOf(endpoint)) : null,
            RateUnit = endpoint.Definition.Kind.Traits() switch
            {
                { AcceptsConnections: true } => $"/s {statistics.ConnectionsOpen.ToString("N0", CultureInfo.InvariantCulture)} open",
                { MainlySends: true } => $"/s sent {ByteSize.Format(statistics.Traffic.OneSecond.SendBytesPerSecond)}",
                _ => $"/s {ByteSize.Format(statistics.ReceiveBytesPerSecond)}",
            },
            History = history,
            Fault = endpoint.Fault is { } fault ? VisibleText.Sentence($"{fault.Message} {fault.Hint}") : null,
            RepliesPaused = endpoint.RepliesPaused ? RepliesView.PausedText(endpoint.Definition) : null,
            Tls = TlsMark.Of(endpoint.Definition),
            FreePort = freePort,
        };
    }

    /// <summary>The rate that matters for the kind: what a sender sends, and what the others receive.</summary>
    public static double RateOf(Endpoint endpoint) =>
        endpoint.Definition.Kind.Traits().MainlySends
            ? endpoint.Statistics.Traffic.OneSecond.SendMessagesPerSecond
            : endpoint.Statistics.ReceiveMessagesPerSecond;

    /// <summary>The address that matters for the kind: ours for a listener, the other side's otherwise.</summary>
    public static string AddressOf(Endpoint endpoint) =>
        endpoint.Definition.Kind.IsListener()
            ? endpoint.Status.Bound?.ToString() ?? endpoint.Definition.Local!.ToString()
            : endpoint.Captured is { } captured ? $"{captured.Packets.ToString("N0", CultureInfo.InvariantCulture)} packets"
            : endpoint.Definition.Remote?.ToString() ?? "any destination";

    /// <summary>The same, and which address of a name a client is connected to.</summary>
    public static string AddressLine(Endpoint endpoint) =>
        endpoint.Definition is { Remote: { } remote } definition
        && definition.Kind.Traits().Connects
        && endpoint.Connections.ListOpen() is [var open, ..]
        && !open.Peer.IsUnix
        && open.Peer.Address != remote.Host
            ? $"{AddressOf(endpoint)} at {open.Peer.Address}"
            : AddressOf(endpoint);

    private static string Number(double value) => Math.Round(value).ToString("N0", CultureInfo.InvariantCulture);
}
