using SocketLab.Core.Definitions;
using static SocketLab.Core.Tests.Definitions.Validating;

namespace SocketLab.Core.Tests.Definitions;

/// <summary>Options of UDP, TCP, framing and TLS, each at its bounds and a step beyond them.</summary>
public sealed class DefinitionValidatorOptionTests
{
    private static readonly string[] TooManyProtocols = [.. Enumerable.Range(0, 17).Select(i => $"p{i}")];

    public static (string, UdpOptions)[] WrongUdp =>
        [
            ("maxDatagramBytes", new() { MaxDatagramBytes = 0 }),
            ("maxDatagramBytes", new() { MaxDatagramBytes = 65_536 }),
            ("receiveBufferBytes", new() { ReceiveBufferBytes = 2_047 }),
            ("receiveBufferBytes", new() { ReceiveBufferBytes = (1 << 30) + 1 }),
            ("multicastInterface", new() { MulticastInterface = "" }),
            ("multicastInterface", new() { MulticastInterface = new string('i', 65) }),
            ("multicastTtl", new() { MulticastTtl = -1 }),
            ("multicastTtl", new() { MulticastTtl = 256 }),
        ];

    public static (string, TcpOptions)[] WrongTcp =>
        [
            ("backlog", new() { Backlog = 0 }),
            ("backlog", new() { Backlog = 65_536 }),
            ("maxConnections", new() { MaxConnections = 0 }),
            ("maxConnections", new() { MaxConnections = 2001 }),
            ("idleTimeoutSeconds", new() { IdleTimeoutSeconds = -1 }),
            ("idleTimeoutSeconds", new() { IdleTimeoutSeconds = 86_401 }),
            ("sendTimeoutSeconds", new() { SendTimeoutSeconds = -1 }),
            ("sendTimeoutSeconds", new() { SendTimeoutSeconds = 86_401 }),
            ("halfClosedSeconds", new() { HalfClosedSeconds = -1 }),
            ("halfClosedSeconds", new() { HalfClosedSeconds = 86_401 }),
            ("connectTimeoutSeconds", new() { ConnectTimeoutSeconds = 0 }),
            ("connectTimeoutSeconds", new() { ConnectTimeoutSeconds = 301 }),
            ("keepAliveSeconds", new() { KeepAliveSeconds = -1 }),
            ("keepAliveSeconds", new() { KeepAliveSeconds = 32_768 }),
        ];

    public static (string, FramingOptions)[] WrongFraming =>
        [
            ("delimiterHex", new() { DelimiterHex = "" }),
            ("delimiterHex", new() { DelimiterHex = "0d0" }),
            ("delimiterHex", new() { DelimiterHex = new string('0', 34) }),
            ("lengthBytes", new() { LengthBytes = 0 }),
            ("lengthBytes", new() { LengthBytes = 5 }),
            ("fixedBytes", new() { FixedBytes = 0 }),
            ("fixedBytes", new() { FixedBytes = (1 << 20) + 1 }),
            ("maxFrameBytes", new() { MaxFrameBytes = 0 }),
            ("maxFrameBytes", new() { MaxFrameBytes = (16 << 20) + 1 }),
            ("maxFrameBytes", Fixed(bytes: 65, max: 64)),
            ("maxFrameBytes", LengthPrefix(bytes: 8, max: 7)),
        ];

    public static (string, TlsOptions)[] WrongTls =>
        [
            ("serverName", new() { ServerName = "a b" }),
            ("serverName", new() { ServerName = "" }),
            ("serverName", new() { ServerName = "127.1" }),
            ("minimumVersion", new() { MinimumVersion = (TlsVersion)9 }),
            ("requireClientCertificate", new() { RequireClientCertificate = (ClientCertificateMode)9 }),
            ("handshakeTimeoutSeconds", new() { HandshakeTimeoutSeconds = 0 }),
            ("handshakeTimeoutSeconds", new() { HandshakeTimeoutSeconds = 301 }),
            ("alpn[0]", new() { Alpn = [""] }),
            ("alpn[0]", new() { Alpn = [new string('a', 256)] }),
            ("alpn[0]", new() { Alpn = ["é"] }),
            ("alpn[1]", new() { Alpn = ["h2", "h2"] }),
            ("alpn", new() { Alpn = TooManyProtocols }),
        ];

    public static TheoryData<UdpOptions> RightUdp =>
        new()
        {
            new UdpOptions { MaxDatagramBytes = 1, ReceiveBufferBytes = 2_048 },
            new UdpOptions { MaxDatagramBytes = 65_535, ReceiveBufferBytes = 1 << 30 },
            new UdpOptions { Broadcast = true, ReuseAddress = true },
        };

    public static TheoryData<TcpOptions> RightTcp =>
        new()
        {
            new TcpOptions { Reconnect = true },
            new TcpOptions { Backlog = 1, MaxConnections = 2000 },
            new TcpOptions { IdleTimeoutSeconds = 86_400, SendTimeoutSeconds = 0 },
            new TcpOptions { HalfClosedSeconds = 0, ConnectTimeoutSeconds = 300 },
            new TcpOptions { KeepAliveSeconds = 0, NoDelay = false },
            new TcpOptions { Framing = Delimiter("0x0D, 0A", max: 1) },
            new TcpOptions { Framing = Fixed(bytes: 1 << 20, max: 16 << 20) },
        };

    [Theory]
    [MemberData(nameof(WrongUdp))]
    public void Udp_options_are_within_their_bounds(string option, UdpOptions udp) => MustName($"$.udp.{option}", Udp with { Udp = udp });

    [Theory]
    [MemberData(nameof(WrongTcp))]
    public void Tcp_options_are_within_their_bounds(string option, TcpOptions tcp) =>
        MustName($"$.tcp.{option}", Client with { Tcp = tcp });

    [Theory]
    [MemberData(nameof(WrongFraming))]
    public void Framing_is_within_its_bounds(string option, FramingOptions framing) =>
        MustName($"$.tcp.framing.{option}", Client with { Tcp = new() { Framing = framing } });

    [Theory]
    [MemberData(nameof(WrongTls))]
    public void Tls_options_are_within_their_bounds(string option, TlsOptions tls) =>
        MustName($"$.tcp.tls.{option}", Client with { Tcp = new() { Tls = tls } });

    [Theory]
    [MemberData(nameof(RightUdp))]
    public void Bounds_of_udp_options_are_accepted(UdpOptions udp) => MustAccept(Udp with { Udp = udp });

    [Theory]
    [MemberData(nameof(RightTcp))]
    public void Bounds_of_tcp_options_are_accepted(TcpOptions tcp) => MustAccept(Client with { Tcp = tcp });

    [Fact]
    public void Sender_chooses_how_far_its_groups_reach() =>
        MustAccept(
            new()
            {
                Kind = EndpointKind.UdpSender,
                Udp = new()
                {
                    MulticastInterface = "eth0",
                    MulticastTtl = 0,
                    MulticastLoopback = false,
                },
            }
        );

    [Fact]
    public void Unix_sockets_hear_no_groups() =>
        MustName("$.udp.multicastGroups", At("unix:lab.sock") with { Udp = new() { MulticastGroups = ["239.1.1.1"] } });

    [Fact]
    public void Udp_has_no_reconnecting() => MustName("$.tcp.reconnect", Udp with { Tcp = new() { Reconnect = true } });

    [Fact]
    public void Udp_has_no_tls() => MustName("$.tcp.tls.enabled", Udp with { Tcp = new() { Tls = new() { Enabled = true } } });

    [Fact]
    public void Tls_over_a_Unix_socket_needs_a_name_to_check() =>
        MustName("$.tcp.tls.serverName", To("unix:lab.sock", 0) with { Tcp = new() { Tls = new() { Enabled = true } } });

    private static FramingOptions Delimiter(string hex, int max) =>
        new()
        {
            Mode = FramingMode.Delimiter,
            DelimiterHex = hex,
            MaxFrameBytes = max,
        };

    private static FramingOptions Fixed(int bytes, int max) =>
        new()
        {
            Mode = FramingMode.Fixed,
            FixedBytes = bytes,
            MaxFrameBytes = max,
        };

    private static FramingOptions LengthPrefix(int bytes, int max) =>
        new()
        {
            Mode = FramingMode.LengthPrefix,
            LengthBytes = bytes,
            MaxFrameBytes = max,
        };
}
