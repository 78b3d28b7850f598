using System.Text.Json;
using System.Text.Json.Nodes;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;

namespace SocketLab.Core.Tests.Definitions;

public sealed class EndpointDefinitionTests
{
    [Theory]
    [InlineData(EndpointKind.UdpListener, 0, null, "UDP any port")]
    [InlineData(EndpointKind.UdpListener, 9191, null, "UDP 9191")]
    [InlineData(EndpointKind.TcpListener, 0, null, "TCP any port")]
    [InlineData(EndpointKind.TcpListener, 80, null, "TCP 80")]
    [InlineData(EndpointKind.UdpSender, 0, null, "UDP sender")]
    [InlineData(EndpointKind.UdpSender, 0, "127.0.0.1", "UDP to 127.0.0.1:7")]
    [InlineData(EndpointKind.TcpClient, 0, "::1", "TCP to [::1]:7")]
    [InlineData(EndpointKind.TcpClient, 0, "example.test", "TCP to example.test:7")]
    public void Name_is_made_from_kind_and_port(EndpointKind kind, int port, string? host, string name)
    {
        var definition = new EndpointDefinition
        {
            Kind = kind,
            Local = new() { Port = port },
            Remote = host is null ? null : new() { Host = host, Port = 7 },
        };
        Assert.Equal(name, definition.WithDefaults().Name);
        Assert.Equal(name, (definition with { Name = " \t" }).WithDefaults().Name);
    }

    [Fact]
    public void Name_that_was_given_stays_without_blanks_around() =>
        Assert.Equal(
            "lab 1",
            new EndpointDefinition { Kind = EndpointKind.UdpListener, Name = " lab 1 " }
                .WithDefaults()
                .Name
        );

    [Theory]
    [InlineData(EndpointKind.UdpListener, true)]
    [InlineData(EndpointKind.TcpListener, true)]
    [InlineData(EndpointKind.UdpSender, false)]
    [InlineData(EndpointKind.TcpClient, false)]
    public void Listener_binds_loopback_by_default_and_others_what_the_system_chooses(EndpointKind kind, bool binds) =>
        Assert.Equal(
            binds ? new LocalAddress { Address = "127.0.0.1", Port = 0 } : null,
            new EndpointDefinition { Kind = kind }
                .WithDefaults()
                .Local
        );

    [Fact]
    public void Same_means_what_would_be_stored()
    {
        var definition = new EndpointDefinition
        {
            Kind = EndpointKind.UdpListener,
            Udp = new() { MulticastGroups = ["a"] },
        };
        Assert.True(definition.IsSameAs(definition with { Udp = new() { MulticastGroups = ["a"] } }));
        Assert.False(definition.IsSameAs(definition with { Udp = new() { MulticastGroups = ["b"] } }));
        Assert.False(definition.IsSameAs(definition with { Tcp = new() { NoDelay = false } }));
    }

    [Fact]
    public void A_copy_is_the_same_and_any_single_change_makes_another()
    {
        var definition = new EndpointDefinition
        {
            Kind = EndpointKind.TcpListener,
            Local = new(),
            Remote = new() { Host = "host" },
            Udp = new() { MulticastGroups = ["239.1.2.3"], MulticastInterface = "lo" },
            Tcp = new()
            {
                LingerSeconds = 1,
                Tls = new()
                {
                    Alpn = ["h2"],
                    CipherSuites = ["TLS_AES_128_GCM_SHA256"],
                    CertificateId = "a",
                    ServerName = "b",
                    TrustedCertificateId = "c",
                    ClientCertificateId = "d",
                },
            },
            Reply = [new() { Payload = new() { Data = "pong" } }],
        };
        Assert.True(definition.IsSameAs(Read(JsonSerializer.SerializeToNode(definition)!)));
        var changes = Changes(JsonSerializer.SerializeToNode(definition)!).ToList();
        Assert.True(changes.Count > 50, $"Only {changes.Count} changes.");
        Assert.All(changes, change => Assert.False(definition.IsSameAs(Read(change.Root)), change.Path));
    }

    [Fact]
    public void Name_journal_rules_and_framing_become_other_ones_without_another_socket()
    {
        var definition = new EndpointDefinition { Kind = EndpointKind.TcpListener }.WithDefaults();
        Assert.False(definition.NeedsRestartFor(definition));
        Assert.False(
            definition.NeedsRestartFor(
                definition with
                {
                    Name = "other",
                    Journal = new() { MaxBytes = 1 << 20 },
                    Reply = [new() { Echo = true }],
                    ReplyLimitPerSecond = 5,
                    Tcp = new() { Framing = new() { Mode = Core.Definitions.FramingMode.Line } },
                }
            )
        );
        Assert.True(definition.NeedsRestartFor(definition with { Tcp = new() { NoDelay = false } }));
        Assert.True(definition.NeedsRestartFor(definition with { Local = new() { Port = 7 } }));
        Assert.True(definition.NeedsRestartFor(definition with { Udp = new() { Broadcast = true } }));
    }

    [Theory]
    [InlineData("127.0.0.1", 9191, "127.0.0.1:9191")]
    [InlineData("::1", 9191, "[::1]:9191")]
    [InlineData("example.test", 80, "example.test:80")]
    public void IPv6_stands_in_brackets(string host, int port, string text) => Assert.Equal(text, HostPort.Format(host, port));

    [Fact]
    public void Open_file_limit_is_read() => Assert.True(OpenFileLimit.Current > 0);

    private static EndpointDefinition Read(JsonNode json) => json.Deserialize<EndpointDefinition>()!;

    /// <summary>The same tree again and again, each time with one value changed; arrays also lose all that is in them.</summary>
    private static IEnumerable<(JsonNode Root, string Path)> Changes(JsonNode root)
    {
        foreach (var path in Paths(root).ToList())
        {
            var copy = root.DeepClone();
            var (parent, last) = (copy, path[^1]);
            foreach (var step in path[..^1])
            {
                parent = step is string name ? parent[name]! : parent[(int)step]!;
            }

            var old = last is string key ? parent[key]! : parent[(int)last]!;
            var changed = old switch
            {
                JsonArray => new JsonArray(),
                _ when old.GetValueKind() == JsonValueKind.Number => JsonValue.Create(old.GetValue<long>() + 1),
                _ when old.GetValueKind() == JsonValueKind.String => JsonValue.Create(old.GetValue<string>() + "x"),
                _ => (JsonNode)JsonValue.Create(old.GetValueKind() == JsonValueKind.False),
            };
            if (last is string property)
            {
                parent[property] = changed;
            }
            else
            {
                parent[(int)last] = changed;
            }

            yield return (copy, string.Join('.', path));
        }
    }

    private static IEnumerable<object[]> Paths(JsonNode node) =>
        node switch
        {
            JsonObject map => map.SelectMany(pair => Below(pair.Key, pair.Value!)),
            JsonArray list => list.SelectMany((item, i) => Below(i, item!)),
            _ => [],
        };

    private static IEnumerable<object[]> Below(object step, JsonNode node) =>
        [
            .. node is JsonObject
                ? Enumerable.Empty<object[]>()
                :
                [
                    [step],
                ],
            .. Paths(node).Select(path => (object[])[step, .. path]),
        ];
}
