using System.Text.Json;
using SocketLab.Contracts;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Payloads;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Tests.Workspace;

/// <summary>
/// How definitions and payloads are stored. When one of these texts has to change other than by a property more, then databases that exist
/// say something that is not read any more: the format of the row has to grow, and what is older be brought to it.
/// </summary>
public sealed class StoredJsonTests
{
    /// <summary>A definition with no option at its default.</summary>
    private const string Everything = """
        {
          "kind": "tcpClient", "name": "n", "group": "g", "local": { "address": "::1", "port": 1 },
          "remote": { "host": "h", "port": 2, "family": "ipv6" },
          "udp": {
            "maxDatagramBytes": 1, "receiveBufferBytes": 4096, "broadcast": true, "reuseAddress": true, "reusePort": true,
            "replyToSystemPorts": true, "multicastGroups": ["239.1.2.3"], "multicastInterface": "lo", "multicastTtl": 2,
            "multicastLoopback": false
          },
          "tcp": {
            "backlog": 1, "maxConnections": 2, "idleTimeoutSeconds": 3, "sendTimeoutSeconds": 4, "halfClosedSeconds": 5,
            "connectTimeoutSeconds": 6, "noDelay": false, "keepAliveSeconds": 7, "lingerSeconds": 8, "reconnect": true,
            "framing": {
              "mode": "lengthPrefix", "delimiterHex": "00", "lengthBytes": 2, "lengthEndian": "little", "lengthIncludesHeader": true,
              "lengthOffset": 6, "lengthAddend": -4, "startHex": "0b", "endHex": "1c0d", "escapeHex": "10",
              "fixedBytes": 3, "maxFrameBytes": 5
            },
            "tls": {
              "enabled": true, "certificateId": "a", "serverName": "b", "trustAny": true, "trustedCertificateId": "c",
              "clientCertificateId": "d", "requireClientCertificate": "require", "minimumVersion": "tls13", "maximumVersion": "tls12",
              "cipherSuites": ["TLS_AES_128_GCM_SHA256"], "alpn": ["h2"],
              "handshakeTimeoutSeconds": 9
            }
          },
          "reply": [
            {
              "when": { "type": "regex", "value": "x", "encoding": "shift_jis" },
              "payload": { "format": "base64", "data": "y", "encoding": "utf-16be", "template": true, "lineEnding": "cr" },
              "echo": true, "delayMs": 1, "continue": true, "closeAfter": true
            }
          ],
          "replyLimitPerSecond": 1, "measureSequence": true, "sequenceFormat": "rtp", "rtpClockRate": 48000, "decodeAs": "sip",
          "journal": { "maxBytes": 1 }
        }
        """;

    [Fact]
    public void A_definition_is_stored_like_this()
    {
        var definition = StoredJson.Read<EndpointDefinition>(Everything, out var unknown);
        Assert.Empty(unknown);
        MustEqual(Everything, StoredJson.Write(definition, stored: null));
        Assert.Equal(
            (EndpointKind.TcpClient, IpFamily.Ipv6, FramingMode.LengthPrefix, TlsVersion.Tls13, PayloadEncoding.Utf16Be),
            (
                definition.Kind,
                definition.Remote!.Family,
                definition.Tcp.Framing.Mode,
                definition.Tcp.Tls.MinimumVersion,
                definition.Reply[0].Payload!.Encoding
            )
        );
    }

    [Fact]
    public void Every_option_is_in_that_definition()
    {
        // An option that has its default there would not show that it is stored at all.
        var written = JsonSerializer.Deserialize<JsonElement>(Everything);
        var defaults = JsonSerializer.Deserialize<JsonElement>(
            StoredJson.Write(new EndpointDefinition { Kind = EndpointKind.UdpListener }, stored: null)
        );
        MustDiffer(written, defaults, "$");
    }

    [Fact]
    public void A_payload_is_stored_like_this()
    {
        const string Json =
            """{"name":"n","folder":"f","description":"d","format":"hex","data":"'ü'","encoding":"utf-16le","template":true,"""
            + """ "lineEnding":"crlf"}""";
        MustEqual(Json, StoredJson.Write(StoredJson.Read<SavedPayload>(Json, out _), stored: null));
        const string Sent = """{"format":"base64","data":"x","encoding":"latin1","template":true,"lineEnding":"nul"}""";
        MustEqual(Sent, StoredJson.Write(StoredJson.Read<PayloadText>(Sent, out _), stored: null));
    }

    [Fact]
    public void What_is_missing_has_its_default()
    {
        var definition = StoredJson.Read<EndpointDefinition>("""{"kind":"udpSender","udp":{"broadcast":true}}""", out _);
        Assert.True(
            definition.IsSameAs(
                new()
                {
                    Kind = EndpointKind.UdpSender,
                    Udp = new() { Broadcast = true },
                }
            )
        );
    }

    [Fact]
    public void Every_name_of_every_enum_can_be_read_again()
    {
        foreach (var kind in Enum.GetValues<EndpointKind>())
        {
            var json = StoredJson.Write(new EndpointDefinition { Kind = kind }, stored: null);
            Assert.Equal(kind, StoredJson.Read<EndpointDefinition>(json, out _).Kind);
        }

        foreach (var encoding in Enum.GetValues<PayloadEncoding>())
        {
            var json = StoredJson.Write(new PayloadText { Data = "", Encoding = encoding }, stored: null);
            Assert.Equal(encoding, StoredJson.Read<PayloadText>(json, out _).Encoding);
        }
    }

    [Fact]
    public void What_was_damaged_meanwhile_is_written_anew() =>
        Assert.Equal("x", StoredJson.Read<PayloadText>(StoredJson.Write(new PayloadText { Data = "x" }, stored: "{"), out _).Data);

    private static void MustEqual(string expected, string actual) =>
        Assert.True(
            JsonElement.DeepEquals(JsonSerializer.Deserialize<JsonElement>(expected), JsonSerializer.Deserialize<JsonElement>(actual)),
            actual
        );

    private static void MustDiffer(JsonElement written, JsonElement defaults, string path)
    {
        if (defaults.ValueKind != JsonValueKind.Object)
        {
            Assert.False(JsonElement.DeepEquals(written, defaults), path);
            return;
        }

        foreach (var property in defaults.EnumerateObject())
        {
            Assert.True(written.TryGetProperty(property.Name, out var value), $"{path}.{property.Name}");
            MustDiffer(value, property.Value, $"{path}.{property.Name}");
        }
    }
}
