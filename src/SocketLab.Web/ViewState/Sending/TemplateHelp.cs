namespace SocketLab.Web.ViewState.Sending;

/// <summary>The short reference of placeholders; the whole grammar is in <c>docs/API.md</c>.</summary>
/// <param name="Text">The placeholder, ready to be used.</param>
/// <param name="Meaning">What it stands for.</param>
public sealed record TemplateHelp(string Text, string Meaning)
{
    /// <summary>Those that people use, the most used first.</summary>
    public static IReadOnlyList<TemplateHelp> All { get; } =
    [
        new("{{counter}}", "the number of the message, from 1"),
        new("{{counter:1000:d6}}", "from 1000, with six digits"),
        new("{{counter:u32be}}", "as four bytes, big-endian"),
        new("{{time}}", "the time in UTC, RFC 3339"),
        new("{{time:HH:mm:ss.fff}}", "by a .NET format"),
        new("{{unixTimeMs}}", "milliseconds since 1970"),
        new("{{uuid}}", "a random UUID"),
        new("{{random:16}}", "16 random bytes"),
        new("{{randomInt:1:6}}", "a whole number from 1 to 6"),
        new("{{length:u16be}}", "the bytes of the whole message"),
        new("{{crc32:x8}}", "CRC-32 of the bytes before it"),
    ];
}
