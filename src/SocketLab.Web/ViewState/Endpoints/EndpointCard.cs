using SocketLab.Core.Definitions;
using SocketLab.Core.Payloads;
using SocketLab.Web.ViewState.Connections;

namespace SocketLab.Web.ViewState.Endpoints;

/// <summary>What the list shows of one endpoint at one moment.</summary>
public sealed record EndpointCard
{
    /// <summary>A colon and a port, or the name of a Unix socket that is not long.</summary>
    private const int MostKept = 12;

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

    /// <summary>The name as somebody would edit it; empty where it is made from kind and port.</summary>
    public string GivenName { get; init; } = "";

    /// <summary>What may be cut of the name where room is short: of a made name all but the port, which tells it from others.</summary>
    public string NameStart => Name[..^NameEnd.Length];

    /// <summary>What of the name is shown in any case; empty for a name that somebody gave.</summary>
    public string NameEnd =>
        GivenName.Length == 0 && Name.LastIndexOf(':') is > 0 and var at && Name.Length - at <= MostKept ? Name[at..] : "";

    /// <summary>The group that it is kept in; empty for none.</summary>
    public string Group { get; init; } = "";

    /// <summary>All that came and went, and how fast that is now.</summary>
    public CardTraffic? Traffic { get; init; }

    /// <summary>How many connections are open, in words; null where it accepts none.</summary>
    public string? Connections { get; init; }

    /// <summary>Messages in each of the last 60 seconds, for the sparkline, oldest first; empty when nothing moved.</summary>
    public IReadOnlyList<long> History { get; init; } = [];

    /// <summary>How many messages and connections came that this tab has not shown yet; null for none.</summary>
    public string? Unread { get; init; }

    /// <summary>How far what it sends again and again is; null when nothing is sent so.</summary>
    public string? Job { get; init; }

    /// <summary>Whether what comes and goes is recorded.</summary>
    public bool IsRecorded { get; init; }

    /// <summary>Whether other machines can reach it: it is bound to an address that is not loopback.</summary>
    public bool IsReachable { get; init; }

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

    /// <summary>Whether there is anything to start and stop.</summary>
    public bool HasSocket => Kind.Traits().HasSocket;

    /// <summary>The state in words, for a screen reader and the dot's title.</summary>
    public string StateText => State == EndpointState.Faulted ? "failed" : StateName;

    /// <summary>The state as the contract names it.</summary>
    public string StateName => State.ToString().ToLowerInvariant();

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

    /// <summary>Whether a word occurs in what tells endpoints apart: name, address and port, kind, state, group.</summary>
    public bool Matches(string word) =>
        new[] { Name, Address, Badge, Kind.Traits().Title, StateText, StateName, Group }.Any(text =>
            text.Contains(word, StringComparison.CurrentCultureIgnoreCase)
        );

    /// <summary>The card of <paramref name="endpoint"/>.</summary>
    /// <remarks>What a page adds of its own is not in it: unread entries, the sparkline, jobs and a free port.</remarks>
    public static EndpointCard Of(Endpoint endpoint, DateTime now)
    {
        var (definition, statistics) = (endpoint.Definition, endpoint.Statistics);
        return new EndpointCard
        {
            Id = endpoint.Id,
            Name = VisibleText.Name(definition.Name),
            GivenName = definition.HasMadeName ? "" : definition.Name,
            Group = definition.Group,
            Kind = definition.Kind,
            State = endpoint.State,
            Address = VisibleText.Name(AddressOf(endpoint)),
            NextAttempt = ClientView.NextAttempt(endpoint.Status, now),
            Traffic = CardTraffic.Of(definition.Kind, statistics),
            Connections = definition.Kind.Traits().AcceptsConnections ? $"{Number(statistics.ConnectionsOpen)} open" : null,
            IsReachable = definition.Kind.IsListener() && Reach.IsFromElsewhere(endpoint.Bound?.Address),
            Fault = endpoint.Fault is { } fault ? VisibleText.Sentence($"{fault.Message} {fault.Hint}") : null,
            RepliesPaused = endpoint.RepliesPaused ? RepliesView.PausedText(definition) : null,
            Tls = TlsMark.Of(definition),
        };
    }

    /// <summary>The address that matters for the kind: ours for a listener, the other side's otherwise.</summary>
    public static string AddressOf(Endpoint endpoint) =>
        endpoint.Definition.Kind.IsListener() ? endpoint.Status.Bound?.ToString() ?? endpoint.Definition.Local!.ToString()
        : endpoint.Captured is { } captured ? CaptureWords.Packets(captured.Packets)
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
}
