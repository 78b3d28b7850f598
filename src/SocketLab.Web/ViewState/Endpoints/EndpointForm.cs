using System.Net;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Transport;

namespace SocketLab.Web.ViewState.Endpoints;

/// <summary>The endpoint form's fields, as a person edits them; becomes a definition when they are done.</summary>
/// <remarks>
/// Every edit is checked by the validator that also guards the API, so that errors stand at their fields while one types.
/// </remarks>
public sealed class EndpointForm
{
    private const int DefaultPort = 9191;
    private const string Loopback = "127.0.0.1";
    private const string RemotePath = "$.remote";

    private static readonly string[] EveryAddress = ["0.0.0.0", "::"];

    private readonly EndpointDefinition _base;
    private readonly EndpointLimits _limits;
    private readonly Dictionary<string, string> _unreadable = [];

    /// <summary>A form that starts from <paramref name="definition"/>.</summary>
    /// <param name="definition">What the fields show first.</param>
    /// <param name="limits">The ceilings; null for the usual ones.</param>
    /// <param name="isRunning">Whether it is the definition of a socket that is open.</param>
    public EndpointForm(EndpointDefinition definition, EndpointLimits? limits = null, bool isRunning = false)
    {
        (_base, _limits, IsRunning) = (definition, limits ?? new EndpointLimits(), isRunning);
        Defaults = _limits.Fit(new EndpointDefinition { Kind = definition.Kind });
        Kind = definition.Kind;
        Name = definition.HasMadeName ? "" : definition.Name;
        Group = definition.Group;
        LocalAddress = definition.Local?.Address ?? "";
        LocalPort = definition.Local?.Port ?? 0;
        RemoteHost = definition.Remote?.Host ?? "";
        RemotePort = definition.Remote is { Port: > 0 } remote ? remote.Port : DefaultPort;
        RemoteFamily = definition.Remote?.Family ?? IpFamily.Any;
        Multicast = new MulticastForm(definition.Udp.MulticastGroups);
        (Udp, Tcp, Tls) = (definition.Udp, definition.Tcp, new TlsForm(definition.Tcp.Tls));
        Replies = new ReplyRulesForm(definition.Reply);
        ReplyLimitPerSecond = definition.ReplyLimitPerSecond;
        (MeasureSequence, SequenceFormat) = (definition.MeasureSequence, definition.SequenceFormat);
        RtpClockRate = definition.RtpClockRate;
        JournalMegabytes = (int)(definition.Journal.MaxBytes >> 20);
    }

    /// <summary>Raised after an edit, when the errors are known again.</summary>
    public event Action? Changed;

    public EndpointKind Kind { get; private set; }

    public string Name { get; set; }

    /// <summary>The group that it is kept in; empty for none.</summary>
    public string Group { get; set; }

    public string LocalAddress { get; set; }

    public int LocalPort { get; set; }

    public string RemoteHost { get; set; }

    public int RemotePort { get; set; }

    /// <summary>Which addresses of a name are used.</summary>
    public IpFamily RemoteFamily { get; set; }

    /// <summary>Whether it has a socket. Of a capture only name, group and journal can be edited.</summary>
    public bool HasSocket => Kind.Traits().HasSocket;

    /// <summary>Whether the local address is a Unix socket, which has no port.</summary>
    public bool IsLocalUnix => UnixAddress.Is(LocalAddress.Trim());

    /// <summary>Whether other machines could reach it at the local address.</summary>
    public bool IsReachable => Kind.IsListener() && Reach.IsFromElsewhere(ListensOn);

    /// <summary>Whether a local address stands there that is whole: one that is still being typed says nothing yet.</summary>
    public bool HasLocalAddress => ListensOn is not null;

    private IPAddress? ListensOn => IpLiteral.TryParse(LocalAddress.Trim(), out var local) ? local : null;

    /// <summary>Whether the remote is a Unix socket, which has no port.</summary>
    public bool IsRemoteUnix => !Kind.IsListener() && UnixAddress.Is(RemoteHost.Trim());

    /// <summary>Whether it is about Unix sockets: much of what IP has does not apply to them.</summary>
    public bool IsUnix => IsLocalUnix || (IsRemoteUnix && LocalAddress.Trim().Length == 0);

    /// <summary>Without the groups, which <see cref="Multicast"/> has.</summary>
    public UdpOptions Udp { get; set; }

    /// <summary>The multicast groups of the UDP kinds.</summary>
    public MulticastForm Multicast { get; }

    /// <summary>Without those of TLS, which <see cref="Tls"/> has.</summary>
    public TcpOptions Tcp { get; set; }

    /// <summary>The encryption of the TCP kinds.</summary>
    public TlsForm Tls { get; }

    /// <summary>The reply rules.</summary>
    public ReplyRulesForm Replies { get; }

    public int ReplyLimitPerSecond { get; set; }

    /// <summary>Whether loss, reordering and jitter are measured.</summary>
    public bool MeasureSequence { get; set; }

    /// <summary>Where the numbers of messages are.</summary>
    public SequenceFormat SequenceFormat { get; set; }

    /// <summary>Ticks a second of RTP's timestamps.</summary>
    public int RtpClockRate { get; set; }

    /// <summary>In units of 1,048,576 bytes.</summary>
    public int JournalMegabytes { get; set; }

    /// <summary>What the fields are when nobody says otherwise.</summary>
    public EndpointDefinition Defaults { get; }

    /// <summary>Whether the socket is open while its definition is edited.</summary>
    public bool IsRunning { get; }

    /// <summary>What is wrong, by JSON path.</summary>
    public IReadOnlyList<DefinitionError> Errors { get; private set; } = [];

    /// <summary>How often somebody was done, as they thought.</summary>
    public int Attempts { get; private set; }

    /// <summary>Whether what was edited takes another socket.</summary>
    public bool NeedsRestart => IsRunning && _base.NeedsRestartFor(ToDefinition().WithDefaults());

    /// <summary>What a fresh form offers: a listener on a well-known lab port, or the next one that is free, on loopback.</summary>
    public static EndpointForm Fresh(EndpointLimits limits) =>
        new(
            limits.Fit(
                new EndpointDefinition
                {
                    Kind = EndpointKind.UdpListener,
                    Local = new LocalAddress { Port = ProposePort(EndpointKind.UdpListener) },
                }
            ),
            limits
        );

    /// <summary>The same again under another name, on a port that is free.</summary>
    public static EndpointForm Copy(EndpointDefinition definition, EndpointLimits limits)
    {
        var local =
            definition is { Kind: var kind, Local: { Port: > 0 } taken } && kind.IsListener()
                ? taken with
                {
                    Port = FreePort.After(definition) ?? 0,
                }
                : definition.Local;
        return new EndpointForm(definition with { Name = $"{definition.Name} copy", Local = local }, limits);
    }

    /// <summary>
    /// Chooses the kind. What a listener binds to means something else for the others, so it does not carry over, and a port may be free
    /// for one protocol only.
    /// </summary>
    public void Use(EndpointKind kind)
    {
        var proposed = LocalPort == ProposePort(Kind);
        if (kind.Traits().WaitsForOthers != Kind.Traits().WaitsForOthers)
        {
            (LocalAddress, LocalPort) = kind.IsListener() ? (Loopback, ProposePort(kind)) : ("", 0);
            RemoteHost = kind.IsListener() ? "" : Loopback;
        }
        else if (proposed && kind.IsListener())
        {
            LocalPort = ProposePort(kind);
        }

        Kind = kind;
        Tcp = Tcp with { Reconnect = Tcp.Reconnect && kind.Traits().Connects };
        Edited();
    }

    /// <summary>Something was edited. What is still to be written is no error before somebody thinks that they are done.</summary>
    public void Edited() =>
        Refuse([.. Validate().Where(error => Attempts > 0 || (error.Path != RemotePath && !Multicast.IsStillToBeWritten(error.Path)))]);

    /// <summary>Something is being typed: what it mends is mended at once, and what may still become right is no error yet.</summary>
    public void Typed() => Refuse([.. Validate().Where(error => ErrorAt(error.Path) is not null)]);

    /// <summary>What was typed into a field is no value for it: the form cannot be finished before it is.</summary>
    public void CannotReadAt(string path, string message)
    {
        _unreadable[path] = message;
        Edited();
    }

    /// <summary>What was typed into a field is a value again.</summary>
    public void ReadAt(string path) => _unreadable.Remove(path);

    /// <summary>Somebody is done: whether there is nothing to mend.</summary>
    public bool Finish()
    {
        Attempts++;
        Refuse(Validate());
        return Errors.Count == 0;
    }

    /// <summary>Shows errors at their fields until the next edit.</summary>
    public void Refuse(IReadOnlyList<DefinitionError> errors)
    {
        Errors = errors;
        Changed?.Invoke();
    }

    /// <summary>What is wrong with the field at this path; null for nothing.</summary>
    public string? ErrorAt(string path) => Errors.FirstOrDefault(error => error.Path == path)?.Message;

    /// <summary>How many errors there are at these paths and below.</summary>
    public int ErrorsUnder(params IReadOnlyCollection<string> paths) =>
        Errors.Count(error =>
            paths.Any(path =>
                error.Path.StartsWith(path, StringComparison.Ordinal)
                && (error.Path.Length == path.Length || error.Path[path.Length] is '.' or '[')
            )
        );

    /// <summary>
    /// The local address with which the error at <paramref name="path"/> would be gone; null when it is about something else.
    /// </summary>
    public string? LocalAddressThatMends(string path) =>
        !Kind.IsListener() || ErrorAt(path) is null
            ? null
            : EveryAddress.FirstOrDefault(address =>
                Validate(
                        ToDefinition() with
                        {
                            Local = new LocalAddress { Address = address, Port = LocalPort },
                        }
                    )
                    .All(error => error.Path != path)
            );

    /// <summary>The definition that the fields describe. Fields that the kind does not use keep what they were.</summary>
    public EndpointDefinition ToDefinition() =>
        _base with
        {
            Kind = Kind,
            Name = Name,
            Group = Group,
            Local =
                Kind.IsListener() || LocalAddress.Trim().Length > 0 || (LocalPort != 0 && !IsRemoteUnix)
                    ? new LocalAddress
                    {
                        Address = LocalAddress.Trim().Length > 0 ? LocalAddress.Trim() : UnnamedSource,
                        Port = IsLocalUnix ? 0 : LocalPort,
                    }
                    : null,
            Remote =
                Kind.IsListener() || RemoteHost.Trim().Length == 0
                    ? null
                    : (_base.Remote ?? new RemoteAddress { Host = "" }) with
                    {
                        Host = RemoteHost.Trim(),
                        Port = IsRemoteUnix ? 0 : RemotePort,
                        Family = IsRemoteUnix ? IpFamily.Any : RemoteFamily,
                    },
            Udp = Udp with { MulticastGroups = Kind.IsUdp() && !IsUnix ? Multicast.ToGroups() : [] },
            Tcp = Tcp with { Tls = Tls.ToOptions(Kind) },
            Reply = Replies.ToRules(),
            ReplyLimitPerSecond = ReplyLimitPerSecond,
            MeasureSequence = MeasureSequence,
            SequenceFormat = SequenceFormat,
            RtpClockRate = RtpClockRate,
            Journal =
                JournalMegabytes == (int)(_base.Journal.MaxBytes >> 20)
                    ? _base.Journal
                    : new JournalOptions { MaxBytes = (long)JournalMegabytes << 20 },
        };

    private static int ProposePort(EndpointKind kind) => FreePort.From(new EndpointDefinition { Kind = kind }, DefaultPort) ?? 0;

    /// <summary>What a source port without an address is bound to: every address, so that the system still chooses among them.</summary>
    private string UnnamedSource =>
        Kind.IsListener() ? "127.0.0.1"
        : Kind.IsUdp() || RemoteFamily == IpFamily.Ipv6 || RemoteHost.Contains(':', StringComparison.Ordinal) ? "::"
        : "0.0.0.0";

    private IReadOnlyList<DefinitionError> Validate() =>
        [
            .. _unreadable.Select(field => new DefinitionError(field.Key, field.Value)),
            .. Validate(ToDefinition()).Where(error => !_unreadable.ContainsKey(error.Path)),
        ];

    private IReadOnlyList<DefinitionError> Validate(EndpointDefinition definition) =>
        [.. DefinitionValidator.Validate(definition, _limits), .. InterfaceCheck.Validate(definition, _base)];
}
