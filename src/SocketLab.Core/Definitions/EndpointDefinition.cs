using System.Text.Json.Serialization;
using SocketLab.Core.Addresses;

namespace SocketLab.Core.Definitions;

/// <summary>What a user configured: everything needed to start the endpoint again, and nothing about its present state.</summary>
/// <remarks>Property names and defaults are the HTTP contract's; <see cref="DefinitionValidator"/> says what is allowed.</remarks>
public sealed record EndpointDefinition
{
    /// <summary>Which sort of socket. Never changes after creation.</summary>
    public required EndpointKind Kind { get; init; }

    /// <summary>What people call it, at most 100 characters. Empty: a name is made from kind and port.</summary>
    public string Name { get; init; } = "";

    /// <summary>The group that people keep it in, at most 50 characters. Empty: none.</summary>
    public string Group { get; init; } = "";

    /// <summary>Where to bind. A listener defaults to 127.0.0.1 and any free port, the others to the system's choice.</summary>
    public LocalAddress? Local { get; init; }

    /// <summary>Where to send or connect to. Required for a TCP client; the default destination of a UDP sender.</summary>
    public RemoteAddress? Remote { get; init; }

    /// <summary>Options of the UDP kinds.</summary>
    public UdpOptions Udp { get; init; } = new();

    /// <summary>Options of the TCP kinds.</summary>
    public TcpOptions Tcp { get; init; } = new();

    /// <summary>What to answer by itself, in order: the first rule that matches a message answers it.</summary>
    public IReadOnlyList<ReplyRule> Reply { get; init; } = [];

    /// <summary>Answers by rule a second at most; beyond it answering pauses, since only loops are so fast.</summary>
    public int ReplyLimitPerSecond { get; init; } = 1000;

    /// <summary>Whether loss, reordering and jitter of numbered messages that it receives are measured.</summary>
    public bool MeasureSequence { get; init; }

    /// <summary>Where those numbers are.</summary>
    public SequenceFormat SequenceFormat { get; init; }

    /// <summary>Ticks a second of RTP's timestamps, for payload types that have no clock rate of their own (RFC 3551).</summary>
    public int RtpClockRate { get; init; } = 90_000;

    /// <summary>Wireshark's name of the protocol that its entries are decoded as, such as <c>http</c>. Empty: Wireshark decides.</summary>
    public string DecodeAs { get; init; } = "";

    /// <summary>How much of what happened is kept in memory.</summary>
    public JournalOptions Journal { get; init; } = new();

    /// <summary>The definition with every default written out.</summary>
    public EndpointDefinition WithDefaults()
    {
        var local = Local ?? Kind.Traits().DefaultLocal;
        var name = string.IsNullOrWhiteSpace(Name) ? DefaultName(local) : Name.Trim();
        return this with { Local = local, Name = name, Group = Group.Trim(), DecodeAs = DecodeAs.Trim() };
    }

    /// <summary>Whether the name was made from kind and port, and so follows them; a given one stays.</summary>
    [JsonIgnore]
    public bool HasMadeName => Name == (this with { Name = "" }).WithDefaults().Name;

    /// <summary>Whether it is about Unix domain sockets: stream for the TCP kinds, datagram for the UDP kinds.</summary>
    [JsonIgnore]
    public bool IsUnix => UnixAddress.Is(Local?.Address) || (Local is null && !Kind.IsListener() && UnixAddress.Is(Remote?.Host));

    /// <summary>
    /// Whether becoming <paramref name="next"/> takes another socket. Name, group, journal limit, framing, reply rules, multicast groups,
    /// what entries are decoded as and whether sequences are measured do not.
    /// </summary>
    /// <param name="next">A definition with its defaults written out, as this one.</param>
    public bool NeedsRestartFor(EndpointDefinition next)
    {
        var live = this with
        {
            Name = next.Name,
            Group = next.Group,
            Journal = next.Journal,
            Reply = next.Reply,
            ReplyLimitPerSecond = next.ReplyLimitPerSecond,
            MeasureSequence = next.MeasureSequence,
            SequenceFormat = next.SequenceFormat,
            RtpClockRate = next.RtpClockRate,
            DecodeAs = next.DecodeAs,
            Tcp = Tcp with { Framing = next.Tcp.Framing },
            Udp = Udp with { MulticastGroups = next.Udp.MulticastGroups, ReplyToSystemPorts = next.Udp.ReplyToSystemPorts },
        };
        return !live.IsSameAs(next);
    }

    /// <summary>The definition with one more multicast group; the same group spelled otherwise is replaced.</summary>
    internal EndpointDefinition WithGroup(MulticastGroup group) => WithGroups([.. GroupsBut(group), group.ToString()]);

    /// <summary>The definition without a multicast group.</summary>
    internal EndpointDefinition WithoutGroup(MulticastGroup group) => WithGroups([.. GroupsBut(group)]);

    /// <summary>Whether both say the same. Records compare lists by reference, so the lists are compared one by one here.</summary>
    public bool IsSameAs(EndpointDefinition other)
    {
        var (groups, protocols, suites) = (other.Udp.MulticastGroups, other.Tcp.Tls.Alpn, other.Tcp.Tls.CipherSuites);
        var withSameLists = this with
        {
            Reply = other.Reply,
            Udp = Udp with { MulticastGroups = groups },
            Tcp = Tcp with { Tls = Tcp.Tls with { Alpn = protocols, CipherSuites = suites } },
        };
        return withSameLists == other
            && Reply.SequenceEqual(other.Reply)
            && Udp.MulticastGroups.SequenceEqual(groups)
            && Tcp.Tls.Alpn.SequenceEqual(protocols)
            && Tcp.Tls.CipherSuites.SequenceEqual(suites);
    }

    private EndpointDefinition WithGroups(IReadOnlyList<string> groups) => this with { Udp = Udp with { MulticastGroups = groups } };

    private IEnumerable<string> GroupsBut(MulticastGroup group) =>
        Udp.MulticastGroups.Where(text => !MulticastGroup.TryParse(text, out var other, out _) || other != group);

    private string DefaultName(LocalAddress? local)
    {
        var traits = Kind.Traits();
        if (!traits.WaitsForOthers)
        {
            return Remote is null ? traits.Title : $"{traits.NamePrefix} {Remote}";
        }

        return UnixAddress.Is(local?.Address) ? $"{traits.NamePrefix} {local!.Address}"
            : local is { Port: > 0 } ? $"{traits.NamePrefix} {local.Port}"
            : $"{traits.NamePrefix} any port";
    }
}

/// <summary>An address of this machine to bind to.</summary>
public sealed record LocalAddress
{
    /// <summary>An IP address literal, or <c>unix:PATH</c>. <c>::</c> listens on IPv6 and IPv4 both.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>0 to 65,535; 0 means any free port. A Unix socket has none.</summary>
    public int Port { get; init; }

    /// <inheritdoc/>
    public override string ToString() => HostPort.Format(Address, Port);
}

/// <summary>Where to send to: a name or an address, and a port.</summary>
public sealed record RemoteAddress
{
    /// <summary>A host name, an IP address literal, or <c>unix:PATH</c>.</summary>
    public required string Host { get; init; }

    /// <summary>1 to 65,535. A Unix socket has none: 0.</summary>
    public int Port { get; init; }

    /// <summary>Which addresses of a name are used.</summary>
    public IpFamily Family { get; init; }

    /// <inheritdoc/>
    public override string ToString() => HostPort.Format(Host, Port);
}

/// <summary>How much of an endpoint's history is kept.</summary>
public sealed record JournalOptions
{
    /// <summary>Bytes of memory at most, headers included; filled lazily, oldest entries evicted first.</summary>
    public long MaxBytes { get; init; } = 256L << 20;
}
