using SocketLab.Core.Endpoints;

namespace SocketLab.Web.ViewState;

/// <summary>The endpoint form's fields, as a person edits them; becomes a definition when they are done.</summary>
public sealed class EndpointForm
{
    private const int DefaultPort = 9191;

    private readonly EndpointDefinition _base;

    /// <summary>A form that starts from <paramref name="definition"/>.</summary>
    public EndpointForm(EndpointDefinition definition)
    {
        _base = definition;
        Kind = definition.Kind;
        Name = definition.HasMadeName ? "" : definition.Name;
        LocalAddress = definition.Local?.Address ?? "";
        LocalPort = definition.Local?.Port ?? 0;
        RemoteHost = definition.Remote?.Host ?? "";
        RemotePort = definition.Remote?.Port ?? DefaultPort;
        MaxDatagramBytes = definition.Udp.MaxDatagramBytes;
        ReceiveBufferBytes = definition.Udp.ReceiveBufferBytes;
        Broadcast = definition.Udp.Broadcast;
        MaxConnections = definition.Tcp.MaxConnections;
        IdleTimeoutSeconds = definition.Tcp.IdleTimeoutSeconds;
        SendTimeoutSeconds = definition.Tcp.SendTimeoutSeconds;
        HalfClosedSeconds = definition.Tcp.HalfClosedSeconds;
        ConnectTimeoutSeconds = definition.Tcp.ConnectTimeoutSeconds;
        KeepAliveSeconds = definition.Tcp.KeepAliveSeconds;
        NoDelay = definition.Tcp.NoDelay;
        Tls = new TlsForm(definition.Tcp.Tls);
        JournalMegabytes = (int)(definition.Journal.MaxBytes >> 20);
    }

    public EndpointKind Kind { get; private set; }

    public string Name { get; set; }

    public string LocalAddress { get; set; }

    public int LocalPort { get; set; }

    public string RemoteHost { get; set; }

    public int RemotePort { get; set; }

    public int MaxDatagramBytes { get; set; }

    public int ReceiveBufferBytes { get; set; }

    public bool Broadcast { get; set; }

    public int MaxConnections { get; set; }

    public int IdleTimeoutSeconds { get; set; }

    public int SendTimeoutSeconds { get; set; }

    public int HalfClosedSeconds { get; set; }

    public int ConnectTimeoutSeconds { get; set; }

    public int KeepAliveSeconds { get; set; }

    public bool NoDelay { get; set; }

    public TlsForm Tls { get; }

    /// <summary>In units of 1,048,576 bytes.</summary>
    public int JournalMegabytes { get; set; }

    /// <summary>What a fresh form offers: a listener on a well-known lab port, on loopback.</summary>
    public static EndpointForm Fresh(EndpointLimits limits) =>
        new(limits.Fit(new EndpointDefinition { Kind = EndpointKind.UdpListener, Local = new LocalAddress { Port = DefaultPort } }));

    /// <summary>Chooses the kind. What a listener binds to means something else for the others, so it does not carry over.</summary>
    public void Use(EndpointKind kind)
    {
        if (kind.IsListener() != Kind.IsListener())
        {
            (LocalAddress, LocalPort) = kind.IsListener() ? ("127.0.0.1", DefaultPort) : ("", 0);
        }

        Kind = kind;
    }

    /// <summary>The definition that the fields describe. Fields that the kind does not use keep what they were.</summary>
    public EndpointDefinition ToDefinition() => _base with
    {
        Kind = Kind,
        Name = Name,
        Local = Kind.IsListener() || LocalAddress.Trim().Length > 0 || LocalPort != 0
            ? new LocalAddress { Address = LocalAddress.Trim().Length > 0 ? LocalAddress.Trim() : "127.0.0.1", Port = LocalPort }
            : null,
        Remote = Kind.IsListener() || RemoteHost.Trim().Length == 0 ? null : new RemoteAddress { Host = RemoteHost.Trim(), Port = RemotePort },
        Udp = _base.Udp with { MaxDatagramBytes = MaxDatagramBytes, ReceiveBufferBytes = ReceiveBufferBytes, Broadcast = Broadcast },
        Tcp = _base.Tcp with
        {
            MaxConnections = MaxConnections,
            IdleTimeoutSeconds = IdleTimeoutSeconds,
            SendTimeoutSeconds = SendTimeoutSeconds,
            HalfClosedSeconds = HalfClosedSeconds,
            ConnectTimeoutSeconds = ConnectTimeoutSeconds,
            KeepAliveSeconds = KeepAliveSeconds,
            NoDelay = NoDelay,
            Tls = Tls.ToOptions(Kind),
        },
        Journal = JournalMegabytes == (int)(_base.Journal.MaxBytes >> 20) ? _base.Journal : new JournalOptions { MaxBytes = (long)JournalMegabytes << 20 },
    };
}
