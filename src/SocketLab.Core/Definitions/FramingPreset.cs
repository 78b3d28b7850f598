namespace SocketLab.Core.Definitions;

/// <summary>A protocol whose messages SocketLab knows how to cut out of a stream.</summary>
/// <param name="Name">What the protocol is called.</param>
/// <param name="Options">Its framing.</param>
/// <param name="Note">How its messages begin and end, in a sentence.</param>
public sealed record FramingPreset(string Name, FramingOptions Options, string Note)
{
    /// <summary>All of them, in the order in which they are offered.</summary>
    public static IReadOnlyList<FramingPreset> All { get; } =
    [
        new(
            "Modbus/TCP",
            Length(2, offset: 4),
            "Transaction, protocol 0, and a length of two bytes that counts what follows it: unit and PDU."
        ),
        new("DNS over TCP", Length(2), "Two bytes of length before each message (RFC 1035, 4.2.2)."),
        new(
            "Syslog (octet counting)",
            Of(FramingMode.OctetCounting),
            "The length in digits and a space before each message; a message that begins with “<” instead ends with LF (RFC 6587)."
        ),
        new("HL7 MLLP", StartEnd("0b", "1c0d"), "VT (0B) before each message, FS CR (1C 0D) behind it."),
        new("MQTT", Varint(offset: 1, mostBytes: 4), "One byte with the packet's type, then the remaining length as a varint."),
        new("Redis RESP", Of(FramingMode.Resp), "One command or one reply, with all that is nested in it: RESP2, RESP3 or inline."),
        new(
            "HTTP/1.1 or SIP",
            Of(FramingMode.Http),
            "Start line, header fields, and a body by Content-Length, in chunks, or up to the connection's end (RFC 9112, RFC 3261)."
        ),
        new("SLIP", Of(FramingMode.Slip), "END (C0) ends a packet and may begin one; within it stand DB DC and DB DD (RFC 1055)."),
        new("COBS", Of(FramingMode.Cobs), "A zero byte ends a packet; the codes within it say where zeros were."),
        new("protobuf, varint length", Varint(offset: 0, mostBytes: 8), "The length as a varint before each message."),
        new("STX … ETX", StartEnd("02", "03"), "STX (02) before each message, ETX (03) behind it."),
        new(
            "DLE STX … DLE ETX",
            StartEnd("1002", "1003") with
            {
                EscapeHex = "10",
            },
            "DLE STX (10 02) before each message, DLE ETX (10 03) behind it; a DLE within it is doubled."
        ),
        new("Modbus ASCII", StartEnd("3a", "0d0a"), "A colon before each message, CR LF behind it."),
        new("NMEA 0183", StartEnd("24", "0d0a"), "A dollar sign before each sentence, CR LF behind it."),
        new(
            "TPKT (ISO on TCP, S7)",
            Length(2, offset: 2, addend: -2) with
            {
                LengthIncludesHeader = true,
            },
            "Version, a reserved byte, and two bytes with the length of the whole packet (RFC 1006)."
        ),
        new("IEC 60870-5-104", Length(1, offset: 1), "68, then one byte with the length of what follows it."),
        new(
            "Diameter",
            Length(3, offset: 1, addend: -1) with
            {
                LengthIncludesHeader = true,
            },
            "A version, then three bytes with the length of the whole message (RFC 6733)."
        ),
        new(
            "BGP",
            Length(2, offset: 16, addend: -16) with
            {
                LengthIncludesHeader = true,
            },
            "16 bytes FF, then two with the length of the whole message (RFC 4271)."
        ),
    ];

    /// <summary>The protocol that this framing is the one of; null when it is none's. The longest frame does not matter.</summary>
    public static FramingPreset? Of(FramingOptions framing) => All.FirstOrDefault(preset => preset.IsChosenBy(framing));

    /// <summary>The framing with this protocol's way to cut; what says nothing about it stays.</summary>
    public FramingOptions ApplyTo(FramingOptions framing) => Options with { MaxFrameBytes = framing.MaxFrameBytes };

    private bool IsChosenBy(FramingOptions framing) =>
        framing.Mode == Options.Mode
        && framing.Mode switch
        {
            FramingMode.LengthPrefix or FramingMode.Varint => Lengths(framing) == Lengths(Options),
            FramingMode.StartEnd => Borders(framing) == Borders(Options),
            _ => true,
        };

    private static (int, ByteOrder?, bool, int, int) Lengths(FramingOptions framing) =>
        (
            framing.LengthBytes,
            framing.Mode == FramingMode.LengthPrefix ? framing.LengthEndian : null,
            framing.LengthIncludesHeader,
            framing.LengthOffset,
            framing.LengthAddend
        );

    private static (string, string, string) Borders(FramingOptions framing) =>
        (framing.StartHex.Trim().ToLowerInvariant(), framing.EndHex.Trim().ToLowerInvariant(), framing.EscapeHex.Trim().ToLowerInvariant());

    private static FramingOptions Of(FramingMode mode) => new() { Mode = mode };

    private static FramingOptions StartEnd(string start, string end) =>
        new()
        {
            Mode = FramingMode.StartEnd,
            StartHex = start,
            EndHex = end,
        };

    private static FramingOptions Varint(int offset, int mostBytes) =>
        new()
        {
            Mode = FramingMode.Varint,
            LengthOffset = offset,
            LengthBytes = mostBytes,
        };

    private static FramingOptions Length(int bytes, int offset = 0, int addend = 0) =>
        new()
        {
            Mode = FramingMode.LengthPrefix,
            LengthBytes = bytes,
            LengthOffset = offset,
            LengthAddend = addend,
        };
}
