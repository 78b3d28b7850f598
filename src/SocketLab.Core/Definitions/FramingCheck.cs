using SocketLab.Core.Payloads;

namespace SocketLab.Core.Definitions;

/// <summary>
/// Says what is wrong with framing options, all at once: also of modes that are not chosen, so that choosing one later cannot fail.
/// </summary>
public static class FramingCheck
{
    /// <summary>Bytes of a delimiter, or of an end, at most.</summary>
    public const int LongestDelimiter = 16;

    /// <summary>Bytes of a start at most.</summary>
    public const int LongestStart = 2;

    /// <summary>Bytes before a length field at most.</summary>
    public const int LargestOffset = 64;

    /// <summary>How far a length may differ from the bytes that it stands for.</summary>
    public const int LargestAddend = 65_535;

    /// <summary>Bytes of fixed frames at most.</summary>
    public const int LargestFixed = 1 << 20;

    /// <summary>Bytes that <see cref="FramingOptions.MaxFrameBytes"/> may be raised to.</summary>
    public const int LargestFrame = 16 << 20;

    /// <summary>Digits of a decimal length at most.</summary>
    public const int MostDigits = 10;

    private const string Path = "$.tcp.framing";

    /// <summary>Everything wrong with <paramref name="framing"/>.</summary>
    public static IReadOnlyList<DefinitionError> Validate(FramingOptions framing)
    {
        var errors = new List<DefinitionError>();
        That(
            Enum.IsDefined(framing.Mode),
            "mode",
            "Choose raw, line, delimiter, lengthPrefix, fixed, octetCounting, startEnd, slip, cobs, varint, resp or http."
        );
        That(Enum.IsDefined(framing.LengthEndian), "lengthEndian", "Choose big or little.");
        That(
            FramingOptions.LengthSizes.Contains(framing.LengthBytes),
            "lengthBytes",
            $"{framing.LengthBytes} is not possible: 1, 2, 3, 4 or 8."
        );
        Range(framing.LengthOffset, 0, LargestOffset, "lengthOffset");
        Range(framing.LengthAddend, -LargestAddend, LargestAddend, "lengthAddend");
        Range(framing.FixedBytes, 1, LargestFixed, "fixedBytes");
        Range(framing.MaxFrameBytes, 1, LargestFrame, "maxFrameBytes");
        Bytes(framing.DelimiterHex, "A delimiter", 1, LongestDelimiter, "delimiterHex");
        var start = Bytes(framing.StartHex, "A start", 1, LongestStart, "startHex");
        var end = Bytes(framing.EndHex, "An end", 1, LongestDelimiter, "endHex");
        var escape = framing.EscapeHex.Trim().Length == 0 ? [] : Bytes(framing.EscapeHex, "An escape", 1, 1, "escapeHex");
        if (start is not null && end is not null && escape is { Length: 1 })
        {
            Escape(start, end, escape[0]);
        }

        var least = LeastFrame(framing, start, end);
        That(errors.Count > 0 || framing.MaxFrameBytes >= least, "maxFrameBytes", $"No frame would fit: {least} at least.");
        return errors;

        void That(bool holds, string property, string message)
        {
            if (!holds)
            {
                errors.Add(new($"{Path}.{property}", message));
            }
        }

        void Range(int value, int least, int most, string property) =>
            That(value >= least && value <= most, property, $"{value} is out of range: {least} to {most}.");

        byte[]? Bytes(string hex, string what, int least, int most, string property)
        {
            try
            {
                var bytes = PayloadParser.Parse(PayloadFormat.Hex, hex);
                var span = least == most ? $"{least} byte" : $"{least} to {most} bytes";
                That(bytes.Length >= least && bytes.Length <= most, property, $"{what} has {span}; these are {bytes.Length}.");
                return bytes;
            }
            catch (PayloadException error)
            {
                That(false, property, $"{error.Message} (position {error.Position})");
                return null;
            }
        }

        void Escape(byte[] start, byte[] end, byte escape)
        {
            That(start is not [var only] || only != escape, "escapeHex", "The escape cannot be the whole start.");
            That(
                end.Length <= 2 && end[^1] != escape,
                "escapeHex",
                "With an escape, an end has one byte or two, of which only the first may be the escape."
            );
        }
    }

    /// <summary>What must fit into one frame, so that its borders are never cut.</summary>
    private static int LeastFrame(FramingOptions framing, byte[]? start, byte[]? end) =>
        framing.Mode switch
        {
            FramingMode.Fixed => framing.FixedBytes,
            FramingMode.LengthPrefix or FramingMode.Varint => framing.LengthOffset + framing.LengthBytes,
            FramingMode.OctetCounting => MostDigits + 1,
            FramingMode.StartEnd => (start?.Length ?? 0) + (end?.Length ?? 0),
            _ => 1,
        };
}
