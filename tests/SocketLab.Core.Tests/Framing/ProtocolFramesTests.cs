using System.Text;
using SocketLab.Core.Definitions;
using SocketLab.Core.Framing;

namespace SocketLab.Core.Tests.Framing;

/// <summary>Messages as specifications and manuals print them, cut by the preset of their protocol.</summary>
public sealed class ProtocolFramesTests
{
    private const string Rfc5424 = "<165>1 2003-08-24T05:14:15.000003-07:00 192.0.2.1 myproc 8710 - - %% It's time to make the do-nuts.";

    /// <summary>Protocol, messages that follow each other, and bytes of header and trailer of each.</summary>
    public static TheoryData<string, string[], int, int> Messages =>
        new()
        {
            // Modbus Application Protocol 1.1b3 and Messaging on TCP/IP 1.0b: read holding registers.
            { "Modbus/TCP", [Hex("000100000006 1103006b0003"), Hex("000200000009 1103069c40000d0005")], 0, 0 },
            // RFC 1035, 4.2.2: a query for example.com.
            { "DNS over TCP", [Hex("001d 1234 0100 0001 0000 0000 0000 076578616d706c6503636f6d00 0001 0001"), Hex("0000")], 2, 0 },
            // RFC 5424, 6.5, example 2, counted as RFC 6587, 3.4.1 says.
            {
                "Syslog (octet counting)",
                [$"{Rfc5424.Length} {Rfc5424}", $"{Rfc5424.Length} {Rfc5424}"],
                3 + (Rfc5424.Length > 99 ? 1 : 0),
                0
            },
            // RFC 6587, 3.4.2: the same without a count.
            { "Syslog (octet counting)", [Rfc5424 + "\n", "<13>a\n"], 0, 1 },
            { "HL7 MLLP", ["\vMSH|^~\\&|ADT1|MCM|LABADT|MCM|198808181126|SECURITY|ADT^A04|MSG00001|P|2.3\r\u001c\r", "\v\u001c\r"], 1, 2 },
            // MQTT 3.1.1, table 2.4: the least and the greatest remaining length of one byte and of two; 3.12: PINGREQ.
            { "MQTT", [Hex("c000"), Hex("307f") + new string('x', 127), Hex("308001") + new string('x', 128)], 0, 0 },
            { "MQTT", [Hex("30ff7f") + new string('x', 16_383), Hex("30808001") + new string('x', 16_384)], 0, 0 },
            // redis.io, Redis serialization protocol specification.
            { "Redis RESP", ["*2\r\n$4\r\nLLEN\r\n$6\r\nmylist\r\n", "+OK\r\n", "-ERR unknown command 'asdf'\r\n", ":1000\r\n"], 0, 0 },
            {
                "Redis RESP",
                ["*2\r\n*3\r\n:1\r\n:2\r\n:3\r\n*2\r\n+Hello\r\n-World\r\n", "*3\r\n$5\r\nhello\r\n$-1\r\n$5\r\nworld\r\n"],
                0,
                0
            },
            {
                "Redis RESP",
                [
                    "*0\r\n",
                    "*-1\r\n",
                    "$-1\r\n",
                    "$0\r\n\r\n",
                    "_\r\n",
                    "#t\r\n",
                    ",1.23\r\n",
                    "(3492890328409238509324850943850943825024385\r\n",
                ],
                0,
                0
            },
            {
                "Redis RESP",
                ["%2\r\n+first\r\n:1\r\n+second\r\n:2\r\n", "~1\r\n+a\r\n", ">2\r\n+message\r\n+x\r\n", "!21\r\nSYNTAX invalid syntax\r\n"],
                0,
                0
            },
            {
                "Redis RESP",
                [
                    "|1\r\n+key-popularity\r\n%2\r\n$1\r\na\r\n,0.1923\r\n$1\r\nb\r\n,0.0012\r\n*2\r\n:2039123\r\n:9543892\r\n",
                    "=15\r\ntxt:Some string\r\n",
                ],
                0,
                0
            },
            { "Redis RESP", ["PING\r\n", "EXISTS somekey\n"], 0, 0 },
            // RFC 9112, 3.2.1; a chunked body with an extension and a trailer field (7.1); a response without a body (6.3).
            {
                "HTTP/1.1 or SIP",
                [
                    "GET /where?q=now HTTP/1.1\r\nHost: www.example.org\r\n\r\n",
                    "POST /a HTTP/1.1\r\nHost: a\r\ncontent-length:5\r\n\r\nhello",
                    "PUT /b HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n4\r\nWiki\r\n"
                        + "7;x=\"1\"\r\npedia i\r\nB\r\nn \r\nchunks.\r\n0\r\nExpires: 0\r\n\r\n",
                ],
                0,
                0
            },
            {
                "HTTP/1.1 or SIP",
                [
                    "HTTP/1.1 100 Continue\r\n\r\n",
                    "HTTP/1.1 304 Not Modified\r\nContent-Length: 21\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
                ],
                0,
                0
            },
            // RFC 3261, 24.2: the short form of Content-Length (20), and none.
            {
                "HTTP/1.1 or SIP",
                [
                    "INVITE sip:bob@biloxi.com SIP/2.0\r\nCall-ID: a84b4c76e66710\r\nl: 4\r\n\r\nv=0\n",
                    "SIP/2.0 180 Ringing\r\nCSeq: 314159 INVITE\r\nContent-Length : 0\r\n\r\n",
                    "SIP/2.0 200 OK\r\nCSeq: 2 OPTIONS\r\n\r\n",
                ],
                0,
                0
            },
            // RFC 1055: END before and behind, and both escapes.
            { "SLIP", [Hex("c0 01dbdc02dbdd c0"), Hex("c0 45 c0")], 1, 1 },
            // Cheshire and Baker; the examples of Wikipedia.
            { "COBS", [Hex("0101 00"), Hex("010101 00"), Hex("0311220233 00"), Hex("021101010100")], 0, 1 },
            // protobuf.dev, encoding: message 08 96 01.
            { "protobuf, varint length", [Hex("03 089601"), Hex("00")], 1, 0 },
            { "STX … ETX", [Hex("02 48656c6c6f 03"), Hex("02 03")], 1, 1 },
            { "DLE STX … DLE ETX", [Hex("1002 01 1010 03 1003"), Hex("1002 1003")], 2, 2 },
            // Modbus over serial line 1.02, 2.5.2.
            { "Modbus ASCII", [":010300000001FB\r\n"], 1, 2 },
            { "NMEA 0183", ["$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47\r\n"], 1, 2 },
            // RFC 1006 and RFC 905: a connect request.
            { "TPKT (ISO on TCP, S7)", [Hex("03000016 11e00000000100c0010ac1020100c2020102")], 0, 0 },
            // IEC 60870-5-104, 5.3: STARTDT act.
            { "IEC 60870-5-104", [Hex("680407000000"), Hex("680443000000")], 0, 0 },
            // RFC 6733, 3: a header and no AVP.
            { "Diameter", [Hex("01000014 80000118 00000000 00000001 00000002")], 0, 0 },
            // RFC 4271, 4.4: KEEPALIVE.
            { "BGP", [Hex("ffffffffffffffffffffffffffffffff 0013 04")], 0, 0 },
        };

    [Theory]
    [MemberData(nameof(Messages))]
    public void Each_message_is_a_frame_however_it_comes(string protocol, string[] messages, int header, int trailer)
    {
        var framing = FramingPreset.All.Single(preset => preset.Name == protocol).Options;
        var bytes = Encoding.Latin1.GetBytes(string.Concat(messages));
        foreach (var size in (int[])[bytes.Length, 7, 1])
        {
            var (framer, frames) = (new Framer(framing), new List<Frame>());
            for (var at = 0; at < bytes.Length; at += size)
            {
                frames.AddRange(FramerModel.Feed(framer, 1, 0, at, bytes.AsSpan(at, Math.Min(size, bytes.Length - at))));
            }

            Assert.Null(framer.Open);
            Assert.Equal(messages.Select(message => message.Length), frames.Select(frame => frame.Length));
            Assert.All(frames, frame =>
                Assert.Equal((FrameState.Complete, header, trailer), (frame.State, frame.HeaderLength, frame.TrailerLength))
            );
        }
    }

    [Fact]
    public void A_response_without_a_length_goes_on_until_the_connection_ends()
    {
        var framer = new Framer(new() { Mode = FramingMode.Http });
        Assert.Empty(FramerModel.Feed(framer, 1, 0, 0, "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<p>"u8));
        Assert.Empty(FramerModel.Feed(framer, 2, 0, 47, "GET / HTTP/1.1\r\n\r\n"u8));
        Assert.Equal(65, framer.Open!.Value.Length);
    }

    [Fact]
    public void Every_preset_is_valid_and_recognized_whatever_the_longest_frame_is() => Assert.All(FramingPreset.All, preset =>
        {
            Assert.Empty(FramingCheck.Validate(preset.Options));
            var chosen = preset.ApplyTo(new() { MaxFrameBytes = 4096, DelimiterHex = "00" });
            Assert.Equal((preset, 4096), (FramingPreset.Of(chosen), chosen.MaxFrameBytes));
        });

    [Fact]
    public void A_framing_of_ones_own_is_no_protocols()
    {
        Assert.Null(FramingPreset.Of(new()));
        Assert.Null(
            FramingPreset.Of(
                new()
                {
                    Mode = FramingMode.LengthPrefix,
                    LengthBytes = 2,
                    LengthEndian = ByteOrder.Little,
                }
            )
        );
        Assert.Null(FramingPreset.Of(new() { Mode = FramingMode.StartEnd, EndHex = "0303" }));
    }

    private static string Hex(string digits) =>
        Encoding.Latin1.GetString(Convert.FromHexString(digits.Replace(" ", "", StringComparison.Ordinal)));
}
