using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;

namespace SocketLab.Core.Tests.Definitions;

public sealed class DefinitionValidatorTests
{
    private static readonly EndpointLimits Limits = new() { MaxConnectionsPerListener = 2000, JournalBytes = 256L << 20 };

    private static readonly EndpointDefinition Udp = new() { Kind = EndpointKind.UdpListener };

    private static readonly EndpointDefinition Client = new()
    {
        Kind = EndpointKind.TcpClient,
        Remote = new() { Host = "127.0.0.1", Port = 9191 },
    };

    public static TheoryData<string, EndpointDefinition> Wrong =>
        new()
        {
            { "$.kind", Udp with { Kind = (EndpointKind)99 } },
            { "$.name", Udp with { Name = new string('n', 101) } },
            { "$.name", Udp with { Name = "a\nb" } },
            { "$.name", Udp with { Name = "\u001b[2J" } },
            { "$.name", Udp with { Name = "\u0085" } },
            { "$.local.address", Udp with { Local = new() { Address = "" } } },
            { "$.local.address", Udp with { Local = new() { Address = "localhost" } } },
            { "$.local.address", Udp with { Local = new() { Address = "256.1.1.1" } } },
            { "$.local.address", Udp with { Local = new() { Address = "[::1]:80" } } },
            { "$.local.address", Udp with { Local = new() { Address = "127.1" } } },
            { "$.local.address", Udp with { Local = new() { Address = "0x7f.1" } } },
            { "$.local.address", Udp with { Local = new() { Address = "1" } } },
            { "$.local.address", Udp with { Local = new() { Address = "010.0.0.1" } } },
            { "$.local.port", Udp with { Local = new() { Port = -1 } } },
            { "$.local.port", Udp with { Local = new() { Port = 65_536 } } },
            { "$.remote", Client with { Remote = null } },
            {
                "$.remote.host",
                Client with
                {
                    Remote = new() { Host = "", Port = 1 },
                }
            },
            {
                "$.remote.host",
                Client with
                {
                    Remote = new() { Host = "no blanks", Port = 1 },
                }
            },
            {
                "$.remote.host",
                Client with
                {
                    Remote = new() { Host = "a/b", Port = 1 },
                }
            },
            {
                "$.remote.host",
                Client with
                {
                    Remote = new() { Host = "http://a", Port = 1 },
                }
            },
            {
                "$.remote.host",
                Client with
                {
                    Remote = new() { Host = "host:80", Port = 1 },
                }
            },
            {
                "$.remote.host",
                Client with
                {
                    Remote = new() { Host = "[::1]:80", Port = 1 },
                }
            },
            {
                "$.remote.host",
                Client with
                {
                    Remote = new() { Host = string.Join('.', Enumerable.Repeat("abcdefghi", 26)), Port = 1 },
                }
            },
            {
                "$.remote.host",
                Client with
                {
                    Remote = new() { Host = "127.1", Port = 1 },
                }
            },
            {
                "$.remote.host",
                Client with
                {
                    Remote = new() { Host = "0x7F000001", Port = 1 },
                }
            },
            {
                "$.remote.host",
                Client with
                {
                    Remote = new() { Host = "2130706433", Port = 1 },
                }
            },
            {
                "$.remote.host",
                Client with
                {
                    Remote = new() { Host = "010.0.0.1", Port = 1 },
                }
            },
            {
                "$.remote.port",
                Client with
                {
                    Remote = new() { Host = "a", Port = 0 },
                }
            },
            {
                "$.remote.port",
                Client with
                {
                    Remote = new() { Host = "a", Port = 65_536 },
                }
            },
            {
                "$.remote.family",
                Client with
                {
                    Remote = new()
                    {
                        Host = "127.0.0.1",
                        Port = 1,
                        Family = IpFamily.Ipv6,
                    },
                }
            },
            {
                "$.remote.family",
                Client with
                {
                    Remote = new()
                    {
                        Host = "::1",
                        Port = 1,
                        Family = IpFamily.Ipv4,
                    },
                }
            },
            {
                "$.remote.family",
                Client with
                {
                    Remote = new()
                    {
                        Host = "::ffff:127.0.0.1",
                        Port = 1,
                        Family = IpFamily.Ipv6,
                    },
                }
            },
            { "$.local.address", Udp with { Local = new() { Address = "unix:" } } },
            { "$.local.address", Udp with { Local = new() { Address = "unix:folder/" } } },
            { "$.local.address", Udp with { Local = new() { Address = "unix:../lab.sock" } } },
            { "$.local.address", Udp with { Local = new() { Address = "unix:/tmp/./lab.sock" } } },
            { "$.local.address", Udp with { Local = new() { Address = "unix:a\0b" } } },
            { "$.local.address", Udp with { Local = new() { Address = "unix:" + new string('n', 108) } } },
            {
                "$.local.port",
                Udp with
                {
                    Local = new() { Address = "unix:lab.sock", Port = 1 },
                }
            },
            { "$.remote.host", Client with { Remote = new() { Host = "unix:.." } } },
            {
                "$.remote.port",
                Client with
                {
                    Remote = new() { Host = "unix:lab.sock", Port = 1 },
                }
            },
            {
                "$.remote.family",
                Client with
                {
                    Remote = new() { Host = "unix:lab.sock", Family = IpFamily.Ipv4 },
                }
            },
            {
                "$.remote.host",
                Client with
                {
                    Local = new(),
                    Remote = new() { Host = "unix:lab.sock" },
                }
            },
            { "$.remote.host", Client with { Local = new() { Address = "unix:lab.sock" } } },
            {
                "$.udp.multicastGroups",
                Udp with
                {
                    Local = new() { Address = "unix:lab.sock" },
                    Udp = new() { MulticastGroups = ["239.1.1.1"] },
                }
            },
            { "$.udp.maxDatagramBytes", Udp with { Udp = new() { MaxDatagramBytes = 0 } } },
            { "$.udp.maxDatagramBytes", Udp with { Udp = new() { MaxDatagramBytes = 65_536 } } },
            { "$.udp.receiveBufferBytes", Udp with { Udp = new() { ReceiveBufferBytes = 2_047 } } },
            { "$.udp.receiveBufferBytes", Udp with { Udp = new() { ReceiveBufferBytes = (1 << 30) + 1 } } },
            { "$.udp.multicastInterface", Udp with { Udp = new() { MulticastInterface = "" } } },
            { "$.udp.multicastInterface", Udp with { Udp = new() { MulticastInterface = new string('i', 65) } } },
            { "$.udp.multicastTtl", Udp with { Udp = new() { MulticastTtl = -1 } } },
            { "$.udp.multicastTtl", Udp with { Udp = new() { MulticastTtl = 256 } } },
            { "$.tcp.backlog", Client with { Tcp = new() { Backlog = 0 } } },
            { "$.tcp.backlog", Client with { Tcp = new() { Backlog = 65_536 } } },
            { "$.tcp.maxConnections", Client with { Tcp = new() { MaxConnections = 0 } } },
            { "$.tcp.maxConnections", Client with { Tcp = new() { MaxConnections = 2001 } } },
            { "$.tcp.idleTimeoutSeconds", Client with { Tcp = new() { IdleTimeoutSeconds = -1 } } },
            { "$.tcp.idleTimeoutSeconds", Client with { Tcp = new() { IdleTimeoutSeconds = 86_401 } } },
            { "$.tcp.sendTimeoutSeconds", Client with { Tcp = new() { SendTimeoutSeconds = -1 } } },
            { "$.tcp.sendTimeoutSeconds", Client with { Tcp = new() { SendTimeoutSeconds = 86_401 } } },
            { "$.tcp.halfClosedSeconds", Client with { Tcp = new() { HalfClosedSeconds = -1 } } },
            { "$.tcp.halfClosedSeconds", Client with { Tcp = new() { HalfClosedSeconds = 86_401 } } },
            { "$.tcp.connectTimeoutSeconds", Client with { Tcp = new() { ConnectTimeoutSeconds = 0 } } },
            { "$.tcp.connectTimeoutSeconds", Client with { Tcp = new() { ConnectTimeoutSeconds = 301 } } },
            { "$.tcp.keepAliveSeconds", Client with { Tcp = new() { KeepAliveSeconds = -1 } } },
            { "$.tcp.keepAliveSeconds", Client with { Tcp = new() { KeepAliveSeconds = 32_768 } } },
            { "$.tcp.reconnect", Udp with { Tcp = new() { Reconnect = true } } },
            { "$.tcp.framing.delimiterHex", Client with { Tcp = new() { Framing = new() { DelimiterHex = "" } } } },
            { "$.tcp.framing.delimiterHex", Client with { Tcp = new() { Framing = new() { DelimiterHex = "0d0" } } } },
            { "$.tcp.framing.delimiterHex", Client with { Tcp = new() { Framing = new() { DelimiterHex = new string('0', 34) } } } },
            { "$.tcp.framing.lengthBytes", Client with { Tcp = new() { Framing = new() { LengthBytes = 0 } } } },
            { "$.tcp.framing.lengthBytes", Client with { Tcp = new() { Framing = new() { LengthBytes = 5 } } } },
            { "$.tcp.framing.fixedBytes", Client with { Tcp = new() { Framing = new() { FixedBytes = 0 } } } },
            { "$.tcp.framing.fixedBytes", Client with { Tcp = new() { Framing = new() { FixedBytes = (1 << 20) + 1 } } } },
            { "$.tcp.framing.maxFrameBytes", Client with { Tcp = new() { Framing = new() { MaxFrameBytes = 0 } } } },
            { "$.tcp.framing.maxFrameBytes", Client with { Tcp = new() { Framing = new() { MaxFrameBytes = (16 << 20) + 1 } } } },
            {
                "$.tcp.framing.maxFrameBytes",
                Client with
                {
                    Tcp = new()
                    {
                        Framing = new()
                        {
                            Mode = FramingMode.Fixed,
                            FixedBytes = 65,
                            MaxFrameBytes = 64,
                        },
                    },
                }
            },
            {
                "$.tcp.framing.maxFrameBytes",
                Client with
                {
                    Tcp = new()
                    {
                        Framing = new()
                        {
                            Mode = FramingMode.LengthPrefix,
                            LengthBytes = 8,
                            MaxFrameBytes = 7,
                        },
                    },
                }
            },
            { "$.tcp.tls.enabled", Udp with { Tcp = new() { Tls = new() { Enabled = true } } } },
            { "$.tcp.tls.serverName", Client with { Tcp = new() { Tls = new() { ServerName = "a b" } } } },
            {
                "$.tcp.tls.serverName",
                Client with
                {
                    Remote = new() { Host = "unix:lab.sock" },
                    Tcp = new() { Tls = new() { Enabled = true } },
                }
            },
            { "$.tcp.tls.serverName", Client with { Tcp = new() { Tls = new() { ServerName = "" } } } },
            { "$.tcp.tls.serverName", Client with { Tcp = new() { Tls = new() { ServerName = "127.1" } } } },
            { "$.tcp.tls.minimumVersion", Client with { Tcp = new() { Tls = new() { MinimumVersion = (TlsVersion)9 } } } },
            {
                "$.tcp.tls.requireClientCertificate",
                Client with
                {
                    Tcp = new() { Tls = new() { RequireClientCertificate = (ClientCertificateMode)9 } },
                }
            },
            { "$.tcp.tls.handshakeTimeoutSeconds", Client with { Tcp = new() { Tls = new() { HandshakeTimeoutSeconds = 0 } } } },
            { "$.tcp.tls.handshakeTimeoutSeconds", Client with { Tcp = new() { Tls = new() { HandshakeTimeoutSeconds = 301 } } } },
            { "$.tcp.tls.alpn[0]", Client with { Tcp = new() { Tls = new() { Alpn = [""] } } } },
            { "$.tcp.tls.alpn[0]", Client with { Tcp = new() { Tls = new() { Alpn = [new string('a', 256)] } } } },
            { "$.tcp.tls.alpn[0]", Client with { Tcp = new() { Tls = new() { Alpn = ["é"] } } } },
            { "$.tcp.tls.alpn[1]", Client with { Tcp = new() { Tls = new() { Alpn = ["h2", "h2"] } } } },
            { "$.tcp.tls.alpn", Client with { Tcp = new() { Tls = new() { Alpn = [.. Enumerable.Range(0, 17).Select(i => $"p{i}")] } } } },
            { "$.reply", Udp with { Reply = [.. Enumerable.Repeat(new ReplyRule(), ReplyRuleCheck.MaxRules + 1)] } },
            {
                "$.reply[0].when.value",
                Udp with
                {
                    Reply =
                    [
                        new()
                        {
                            When = new() { Type = ReplyMatch.Regex, Value = "(" },
                        },
                    ],
                }
            },
            {
                "$.reply[0].when.value",
                Udp with
                {
                    Reply =
                    [
                        new()
                        {
                            When = new() { Type = ReplyMatch.Regex, Value = @"(a)\1" },
                        },
                    ],
                }
            },
            {
                "$.reply[0].when.value",
                Udp with
                {
                    Reply =
                    [
                        new()
                        {
                            When = new() { Type = ReplyMatch.Regex, Value = "((a{0,1000}){0,1000}){0,1000}" },
                        },
                    ],
                }
            },
            {
                "$.reply[0].when.value",
                Udp with
                {
                    Reply =
                    [
                        new()
                        {
                            When = new() { Type = ReplyMatch.Regex, Value = new string('a', 4097) },
                        },
                    ],
                }
            },
            {
                "$.reply[0].when.value",
                Udp with
                {
                    Reply =
                    [
                        new()
                        {
                            When = new() { Type = ReplyMatch.Hex, Value = "f" },
                        },
                    ],
                }
            },
            {
                "$.reply[0].when.value",
                Udp with
                {
                    Reply =
                    [
                        new()
                        {
                            When = new() { Type = ReplyMatch.Exact, Value = @"\q" },
                        },
                    ],
                }
            },
            { "$.reply[0].when.value", Udp with { Reply = [new() { When = new() { Type = ReplyMatch.Prefix } }] } },
            { "$.reply[0].when.value", Udp with { Reply = [new() { When = new() { Value = "x" } }] } },
            { "$.reply[1].payload.data", Udp with { Reply = [new(), new() { Payload = new() { Data = @"\q" } }] } },
            {
                "$.reply[0].payload.data",
                Udp with
                {
                    Reply =
                    [
                        new()
                        {
                            When = new() { Type = ReplyMatch.Regex, Value = "(a)" },
                            Payload = new() { Data = "$2" },
                        },
                    ],
                }
            },
            {
                "$.reply[0].payload.data",
                Udp with
                {
                    Reply =
                    [
                        new()
                        {
                            When = new() { Type = ReplyMatch.Regex, Value = "a" },
                            Payload = new() { Data = "${name}" },
                        },
                    ],
                }
            },
            {
                "$.reply[0].payload.data",
                Udp with
                {
                    Reply =
                    [
                        new()
                        {
                            When = new() { Type = ReplyMatch.Regex, Value = "a" },
                            Payload = new() { Data = "${0" },
                        },
                    ],
                }
            },
            { "$.reply[0].payload.data", Udp with { Reply = [new() { Payload = new() { Data = new string('a', 65_528) } }] } },
            {
                "$.reply[0].payload.template",
                Udp with
                {
                    Reply =
                    [
                        new()
                        {
                            When = new() { Type = ReplyMatch.Regex, Value = "a" },
                            Payload = new() { Data = "", Template = true },
                        },
                    ],
                }
            },
            {
                "$.reply[0].payload",
                Udp with
                {
                    Reply =
                    [
                        new()
                        {
                            Payload = new() { Data = "" },
                            Echo = true,
                        },
                    ],
                }
            },
            { "$.reply[0].delayMs", Udp with { Reply = [new() { DelayMs = -1 }] } },
            { "$.reply[0].delayMs", Udp with { Reply = [new() { DelayMs = 60_001 }] } },
            { "$.reply[0].closeAfter", Udp with { Reply = [new() { CloseAfter = true }] } },
            { "$.replyLimitPerSecond", Udp with { ReplyLimitPerSecond = 0 } },
            { "$.replyLimitPerSecond", Udp with { ReplyLimitPerSecond = 100_001 } },
            { "$.journal.maxBytes", Udp with { Journal = new() { MaxBytes = (256 << 10) - 1 } } },
            { "$.journal.maxBytes", Udp with { Journal = new() { MaxBytes = (256L << 20) + 1 } } },
        };

    public static TheoryData<EndpointDefinition> Right =>
        new()
        {
            Udp,
            Client,
            Udp with
            {
                Name = new string('n', 100),
                Local = new() { Address = "::", Port = 65_535 },
                Udp = new() { MaxDatagramBytes = 1, ReceiveBufferBytes = 2_048 },
            },
            Udp with
            {
                Local = new() { Address = "fe80::1%1" },
                Udp = new()
                {
                    MaxDatagramBytes = 65_535,
                    ReceiveBufferBytes = 1 << 30,
                    Broadcast = true,
                    ReuseAddress = true,
                },
            },
            Udp with
            {
                Journal = new() { MaxBytes = 256 << 10 },
            },
            new EndpointDefinition { Kind = EndpointKind.UdpSender },
            new EndpointDefinition
            {
                Kind = EndpointKind.UdpSender,
                Udp = new()
                {
                    MulticastInterface = "eth0",
                    MulticastTtl = 0,
                    MulticastLoopback = false,
                },
            },
            Client with
            {
                Remote = new() { Host = "example.test", Port = 65_535 },
            },
            Client with
            {
                Remote = new() { Host = "::1", Port = 1 },
            },
            Client with
            {
                Remote = new()
                {
                    Host = "::1",
                    Port = 1,
                    Family = IpFamily.Ipv6,
                },
                Tcp = new() { Reconnect = true },
            },
            Client with
            {
                Remote = new() { Host = "unix:lab.sock" },
            },
            Client with
            {
                Local = new() { Address = "unix:client.sock" },
                Remote = new() { Host = "unix:/run/lab.sock" },
            },
            Udp with
            {
                Local = new() { Address = "unix:" + new string('n', 107) },
            },
            Client with
            {
                Remote = new()
                {
                    Host = "name",
                    Port = 1,
                    Family = IpFamily.Ipv4,
                },
            },
            Client with
            {
                Remote = new() { Host = "0:0:0:0:0:FFFF:127.0.0.1", Port = 1 },
            },
            Udp with
            {
                Local = new() { Address = "FE80::0001%1" },
            },
            Client with
            {
                Remote = new() { Host = "my_host-1", Port = 1 },
            },
            Client with
            {
                Tcp = new()
                {
                    Framing = new()
                    {
                        Mode = FramingMode.Delimiter,
                        DelimiterHex = "0x0D, 0A",
                        MaxFrameBytes = 1,
                    },
                },
            },
            Client with
            {
                Tcp = new()
                {
                    Framing = new()
                    {
                        Mode = FramingMode.Fixed,
                        FixedBytes = 1 << 20,
                        MaxFrameBytes = 16 << 20,
                    },
                },
            },
            Client with
            {
                Reply =
                [
                    new()
                    {
                        When = new() { Type = ReplyMatch.Regex, Value = "(?<who>a)" },
                        Payload = new() { Data = "$0 ${who} $$5 $x" },
                        CloseAfter = true,
                        DelayMs = 60_000,
                        Continue = true,
                    },
                    new() { Echo = true },
                    new(),
                ],
                ReplyLimitPerSecond = 100_000,
            },
            Udp with
            {
                Reply =
                [
                    new()
                    {
                        When = new() { Type = ReplyMatch.Exact },
                        Payload = new() { Data = "$2" },
                    },
                ],
            },
            Client with
            {
                Tcp = new()
                {
                    Backlog = 1,
                    MaxConnections = 2000,
                    IdleTimeoutSeconds = 86_400,
                    SendTimeoutSeconds = 0,
                    HalfClosedSeconds = 0,
                    ConnectTimeoutSeconds = 300,
                    KeepAliveSeconds = 0,
                    NoDelay = false,
                },
            },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Each_rule_names_the_input_at_fault(string path, EndpointDefinition definition)
    {
        var error = Assert.Single(DefinitionValidator.Validate(definition, Limits));
        Assert.Equal(path, error.Path);
        Assert.NotEmpty(error.Message);
    }

    [Theory]
    [MemberData(nameof(Right))]
    public void What_is_within_the_limits_is_accepted(EndpointDefinition definition) =>
        Assert.Empty(DefinitionValidator.Validate(definition, Limits));

    [Fact]
    public void An_old_spelling_is_told_with_what_it_stands_for() =>
        Assert.Contains(
            "8.0.0.1",
            Assert.Single(DefinitionValidator.Validate(Udp with { Local = new() { Address = "010.0.0.1" } }, Limits)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void All_faults_are_told_at_once() =>
        Assert.Equal(
            ["$.name", "$.local.port", "$.udp.maxDatagramBytes"],
            DefinitionValidator
                .Validate(
                    Udp with
                    {
                        Name = new string('n', 101),
                        Local = new() { Port = -1 },
                        Udp = new() { MaxDatagramBytes = 0 },
                    },
                    Limits
                )
                .Select(e => e.Path)
        );

    [Theory]
    [InlineData(EndpointKind.UdpListener)]
    [InlineData(EndpointKind.TcpListener)]
    [InlineData(EndpointKind.UdpSender)]
    [InlineData(EndpointKind.TcpClient)]
    public void Defaults_are_valid_under_this_machines_limits(EndpointKind kind) =>
        Assert.Empty(
            DefinitionValidator.Validate(
                new()
                {
                    Kind = kind,
                    Remote = new() { Host = "localhost", Port = 1 },
                },
                new()
            )
        );
}
