namespace SocketLab.Web.ViewState.Sending;

/// <summary>The short reference of placeholders; the whole grammar is in <c>docs/API.md</c>.</summary>
/// <param name="Text">The placeholder, ready to be used.</param>
/// <param name="Meaning">What it stands for.</param>
public sealed record TemplateHelp(string Text, string Meaning)
{
    /// <summary>How numbers are written.</summary>
    public const string Formats =
        "A format behind a colon says how a number is written: d6 or x8 as digits; u8, u16be, u32le or varint (MQTT, protobuf) as bytes.";

    /// <summary>What lengths and checksums are about, and which checksums there are.</summary>
    public const string Coverages =
        "Lengths and checksums can say before, after (with the line ending) or all (but its own), such as {{crc8:after}}. Checksums: "
        + "crc8, crc16modbus, crc16ccitt, crc16xmodem, crc16kermit, crc32, sum8, sum16, xor8, lrc, of the bytes before unless they say "
        + "otherwise.";

    /// <summary>Those that people use, the most used first.</summary>
    public static IReadOnlyList<TemplateHelp> All { get; } =
    [
        new("{{counter}}", "the number of the message, from 1"),
        new("{{counter:1000:d6}}", "from 1000, with six digits"),
        new("{{counter:u32be}}", "as four bytes, big-endian"),
        new("{{time}}", "the time in UTC, RFC 3339"),
        new("{{time:HH:mm:ss.fff}}", "by a .NET format"),
        new("{{unixTimeMs}}", "milliseconds since 1970"),
        new("{{ntpTime:u64be}}", "the time as NTP writes it"),
        new("{{uuid}}", "a random UUID"),
        new("{{random:16}}", "16 random bytes"),
        new("{{randomInt:1:6}}", "a whole number from 1 to 6"),
        new("{{length}}", "the bytes of the whole message"),
        new("{{length:after:u16be}}", "the bytes behind it, as a length in front"),
        new("{{length:after:varint}}", "the same in as few bytes as it takes"),
        new("{{crc32:x8}}", "CRC-32 of the bytes before it"),
        new("{{crc16modbus:u16le}}", "the CRC of Modbus RTU"),
        new("{{xor8:X2}}", "exclusive or of the bytes before it, as NMEA"),
    ];

    /// <summary>Those that only the answer of a reply rule has.</summary>
    public static IReadOnlyList<TemplateHelp> OfAnswers { get; } =
    [
        new("{{1}}", "what the first group of a regex matched; {{0}} is all of the match"),
        new("{{name}}", "what the group (?<name>…) matched"),
        new("{{counter}}", "the number of this rule's answer, to anybody"),
        new("{{connectionCounter}}", "the number of this rule's answer on the connection"),
    ];
}
