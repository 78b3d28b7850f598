using SocketLab.Core.Definitions;

namespace SocketLab.Web.ViewState.Frames;

/// <summary>What ways of framing are called, and what they mean, wherever one is chosen or explained.</summary>
public static class FramingWords
{
    /// <summary>All modes and their names.</summary>
    public static IReadOnlyList<(FramingMode Mode, string Name)> Modes { get; } =
    [
        (FramingMode.Raw, "none: one read, one message"),
        (FramingMode.Line, "line (LF)"),
        (FramingMode.Delimiter, "delimiter"),
        (FramingMode.LengthPrefix, "length prefix"),
        (FramingMode.Varint, "length prefix, varint"),
        (FramingMode.OctetCounting, "length prefix in digits (octet counting)"),
        (FramingMode.StartEnd, "start and end"),
        (FramingMode.Fixed, "fixed size"),
        (FramingMode.Slip, "SLIP"),
        (FramingMode.Cobs, "COBS"),
        (FramingMode.Resp, "Redis RESP"),
        (FramingMode.Http, "HTTP, SIP, RTSP"),
    ];

    /// <summary>What framing is called where nothing else says that it is framing.</summary>
    public static string Brief(FramingOptions framing) =>
        framing.Mode == FramingMode.Raw
            ? "No framing: one read, one message"
            : FramingPreset.Of(framing)?.Name ?? Modes.First(mode => mode.Mode == framing.Mode).Name;

    /// <summary>How frames begin and end, in a sentence.</summary>
    public static string Note(FramingOptions framing) => FramingPreset.Of(framing)?.Note ?? ModeNote(framing);

    /// <summary>Where a frame begins when what stands before it is no frame, in a few words.</summary>
    public static string Beginning(FramingOptions framing) =>
        framing.Mode switch
        {
            FramingMode.StartEnd => $"a frame begins with {framing.StartHex.Trim()}",
            FramingMode.OctetCounting => "a message begins with its length in digits and a space, or with “<”",
            FramingMode.Resp => "a value begins with its type, and a command with a letter",
            FramingMode.Http => "a message begins with a request line or a status line",
            _ => "a frame begins elsewhere",
        };

    private static string ModeNote(FramingOptions framing) =>
        framing.Mode switch
        {
            FramingMode.Line => "A frame ends with LF; a CR before it counts as part of the end.",
            FramingMode.Delimiter => "A frame ends with these 1 to 16 bytes.",
            FramingMode.LengthPrefix when framing.LengthOffset == 0 && framing.LengthAddend == 0 => framing.LengthIncludesHeader
                ? "Each frame begins with its length, which counts the field itself as well."
                : "Each frame begins with the length of what follows the field.",
            FramingMode.LengthPrefix or FramingMode.Varint => $"The length field stands at offset {framing.LengthOffset}; behind it follow "
                + (framing.LengthAddend == 0 ? "as many bytes" : $"the length {Signed(framing.LengthAddend)} bytes")
                + (framing.LengthIncludesHeader ? ", the field itself counted." : "."),
            FramingMode.StartEnd => "A frame begins and ends with these bytes; what stands outside is shown as between frames.",
            FramingMode.Fixed => "All frames have this size, counted from the stream's first byte.",
            _ => "Each read and write as it happened: TCP keeps no message borders. Choose how this protocol's messages end.",
        };

    private static string Signed(int number) => number < 0 ? $"less {-number}" : $"and {number}";
}
