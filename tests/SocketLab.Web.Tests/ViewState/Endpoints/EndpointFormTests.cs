using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Tests.ViewState.Endpoints;

public sealed class EndpointFormTests
{
    public static TheoryData<EndpointDefinition> Definitions =>
        [
            new EndpointDefinition
            {
                Kind = EndpointKind.UdpListener,
                Local = new LocalAddress { Address = "::", Port = 5 },
                Udp = new UdpOptions { MaxDatagramBytes = 100, Broadcast = true },
            },
            new EndpointDefinition
            {
                Kind = EndpointKind.TcpListener,
                Tcp = new TcpOptions
                {
                    MaxConnections = 5,
                    HalfClosedSeconds = 0,
                    NoDelay = false,
                },
            },
            new EndpointDefinition
            {
                Kind = EndpointKind.TcpListener,
                Tcp = new TcpOptions
                {
                    Backlog = 3,
                    LingerSeconds = 0,
                    Framing = new() { Mode = Core.Definitions.FramingMode.Fixed, FixedBytes = 9 },
                },
            },
            new EndpointDefinition
            {
                Kind = EndpointKind.TcpListener,
                Tcp = new TcpOptions
                {
                    Backlog = 3,
                    Tls = new()
                    {
                        Enabled = true,
                        CertificateId = "own",
                        Alpn = ["h2", "http/1.1"],
                        MinimumVersion = TlsVersion.Tls13,
                        MaximumVersion = TlsVersion.Tls13,
                        CipherSuites = ["TLS_AES_128_GCM_SHA256"],
                        RequireClientCertificate = ClientCertificateMode.Request,
                    },
                },
            },
            new EndpointDefinition
            {
                Kind = EndpointKind.UdpListener,
                Reply =
                [
                    new() { Echo = true },
                    new()
                    {
                        When = new() { Type = Core.Definitions.ReplyMatch.Hex, Value = "00" },
                        Payload = new() { Data = "x" },
                        DelayMs = 5,
                        Continue = true,
                    },
                ],
                ReplyLimitPerSecond = 7,
            },
            new EndpointDefinition { Kind = EndpointKind.UdpSender, Name = "mine" },
            new EndpointDefinition
            {
                Kind = EndpointKind.UdpSender,
                Local = new LocalAddress { Address = "127.0.0.2", Port = 77 },
                Remote = new RemoteAddress { Host = "host", Port = 7 },
            },
            new EndpointDefinition
            {
                Kind = EndpointKind.UdpListener,
                Local = new LocalAddress { Address = "0.0.0.0", Port = 5 },
                Udp = new UdpOptions
                {
                    MulticastGroups = ["239.1.2.3", "232.1.1.1%lo@10.0.0.5"],
                    MulticastInterface = "lo",
                    MulticastTtl = 7,
                    MulticastLoopback = false,
                },
            },
            new EndpointDefinition
            {
                Kind = EndpointKind.UdpSender,
                Local = new LocalAddress { Address = "unix:mine.sock" },
                Remote = new RemoteAddress { Host = "unix:lab.sock" },
            },
            new EndpointDefinition
            {
                Kind = EndpointKind.TcpListener,
                Local = new LocalAddress { Address = "unix:lab.sock" },
            },
            new EndpointDefinition
            {
                Kind = EndpointKind.TcpClient,
                Remote = new RemoteAddress
                {
                    Host = "localhost",
                    Port = 7,
                    Family = IpFamily.Ipv6,
                },
                Tcp = new TcpOptions { Reconnect = true },
            },
            new EndpointDefinition
            {
                Kind = EndpointKind.TcpClient,
                Remote = new RemoteAddress { Host = "::1", Port = 7 },
                Journal = new JournalOptions { MaxBytes = 300_000 },
            },
        ];

    [Theory]
    [MemberData(nameof(Definitions))]
    public void A_form_that_nobody_touches_gives_the_definition_back(EndpointDefinition definition)
    {
        definition = definition.WithDefaults();
        Assert.True(new EndpointForm(definition).ToDefinition().WithDefaults().IsSameAs(definition));
    }

    [Fact]
    public void What_is_still_being_typed_is_no_error_and_what_is_mended_is_none_any_more()
    {
        var form = EndpointForm.Fresh(new());
        form.LocalAddress = "0.0.0";
        form.Typed();
        Assert.Equal((null, false, false), (form.ErrorAt("$.local.address"), form.HasLocalAddress, form.IsReachable));
        form.Edited();
        Assert.NotNull(form.ErrorAt("$.local.address"));
        form.Typed();
        Assert.NotNull(form.ErrorAt("$.local.address"));
        form.LocalAddress = "0.0.0.0";
        form.Typed();
        Assert.Equal((null, true, true), (form.ErrorAt("$.local.address"), form.HasLocalAddress, form.IsReachable));
    }

    [Fact]
    public void A_name_that_was_made_follows_the_port_and_a_given_one_stays()
    {
        var made = new EndpointForm(
            new EndpointDefinition
            {
                Kind = EndpointKind.UdpListener,
                Local = new LocalAddress { Port = 5 },
            }.WithDefaults()
        )
        {
            LocalPort = 6,
        };
        Assert.Equal("UDP 6", made.ToDefinition().WithDefaults().Name);
        var given = new EndpointForm(new EndpointDefinition { Kind = EndpointKind.UdpListener, Name = "mine" }.WithDefaults())
        {
            LocalPort = 6,
        };
        Assert.Equal("mine", given.ToDefinition().WithDefaults().Name);
    }

    [Fact]
    public void A_fresh_form_fits_the_limits()
    {
        var limits = new EndpointLimits { JournalBytes = 1 << 20, MaxConnectionsPerListener = 5 };
        Assert.Empty(DefinitionValidator.Validate(EndpointForm.Fresh(limits).ToDefinition(), limits));
    }

    [Fact]
    public void An_edit_shows_what_is_wrong_at_its_path_until_it_is_mended()
    {
        var form = EndpointForm.Fresh(new EndpointLimits());
        var changes = 0;
        form.Changed += () => changes++;
        form.Udp = form.Udp with { MaxDatagramBytes = 0 };
        form.Edited();
        Assert.Equal((1, 0, 1), (form.ErrorsUnder("$.udp"), form.ErrorsUnder("$.tcp", "$.ud"), changes));
        Assert.Contains("out of range", form.ErrorAt("$.udp.maxDatagramBytes"), StringComparison.Ordinal);
        Assert.False(form.Finish());
        form.Udp = new UdpOptions();
        form.Edited();
        Assert.Empty(form.Errors);
        Assert.True(form.Finish());
    }

    [Fact]
    public void A_destination_that_is_still_to_be_written_is_no_error_before_one_is_done()
    {
        var form = EndpointForm.Fresh(new EndpointLimits());
        form.Use(EndpointKind.TcpClient);
        Assert.Equal("127.0.0.1", form.RemoteHost);
        form.RemoteHost = "";
        form.Edited();
        Assert.Empty(form.Errors);
        Assert.False(form.Finish());
        Assert.NotNull(form.ErrorAt("$.remote"));
        form.Edited();
        Assert.NotNull(form.ErrorAt("$.remote"));
    }

    [Fact]
    public void Only_what_takes_another_socket_needs_a_restart_and_only_while_one_is_open()
    {
        var definition = new EndpointDefinition { Kind = EndpointKind.TcpListener }.WithDefaults();
        var form = new EndpointForm(definition, isRunning: true) { Name = "other", JournalMegabytes = 7 };
        form.Replies.Add(new Core.Definitions.ReplyRule { Echo = true });
        form.Tcp = form.Tcp with { Framing = new() { Mode = Core.Definitions.FramingMode.Line } };
        Assert.False(form.NeedsRestart);
        form.Tcp = form.Tcp with { LingerSeconds = 0 };
        Assert.True(form.NeedsRestart);
        Assert.False(new EndpointForm(definition) { LocalPort = 7 }.NeedsRestart);
    }

    [Fact]
    public void A_fresh_form_is_a_listener_on_loopback()
    {
        var definition = EndpointForm.Fresh(new EndpointLimits()).ToDefinition();
        Assert.Equal((EndpointKind.UdpListener, "127.0.0.1", 9191), (definition.Kind, definition.Local!.Address, definition.Local.Port));
    }

    [Fact]
    public void A_listener_turned_into_a_client_keeps_no_local_address_that_it_does_not_need()
    {
        var form = EndpointForm.Fresh(new EndpointLimits());
        form.Use(EndpointKind.TcpClient);
        form.RemoteHost = "127.0.0.1";
        form.RemotePort = 80;
        Assert.Null(form.ToDefinition().Local);
    }

    [Theory]
    [InlineData(EndpointKind.UdpSender, "10.0.0.1", IpFamily.Any, "::")]
    [InlineData(EndpointKind.TcpClient, "name.test", IpFamily.Any, "0.0.0.0")]
    [InlineData(EndpointKind.TcpClient, "name.test", IpFamily.Ipv6, "::")]
    [InlineData(EndpointKind.TcpClient, "::1", IpFamily.Any, "::")]
    public void A_source_port_alone_leaves_the_address_to_the_system(EndpointKind kind, string host, IpFamily family, string address)
    {
        var form = new EndpointForm(new EndpointDefinition { Kind = kind })
        {
            RemoteHost = host,
            RemoteFamily = family,
            LocalPort = 5000,
        };
        Assert.Equal(new LocalAddress { Address = address, Port = 5000 }, form.ToDefinition().Local);
    }

    [Fact]
    public void Only_a_client_reconnects()
    {
        var form = new EndpointForm(
            new EndpointDefinition
            {
                Kind = EndpointKind.TcpClient,
                Tcp = new() { Reconnect = true },
            }
        );
        form.Use(EndpointKind.TcpListener);
        Assert.True(form.Finish());
        Assert.False(form.ToDefinition().Tcp.Reconnect);
    }
}
