using SocketLab.Core.Payloads;

namespace SocketLab.Core.Definitions;

/// <summary>
/// Says what is wrong with framing options, all at once: also of modes that are not chosen, so that choosing one later cannot fail.
/// </summary>
public static class FramingCheck
{
    /// <summary>Bytes of a delimiter at most.</summary>
    public const int LongestDelimiter = 16;

    /// <summary>Bytes of fixed frames at most.</summary>
    public const int LargestFixed = 1 << 20;

    /// <summary>Bytes that <see cref="FramingOptions.MaxFrameBytes"/> may be raised to.</summary>
    public const int LargestFrame = 16 << 20;

    /// <summary>Everything wrong with <paramref name="framing"/>.</summary>
    public static IReadOnlyList<DefinitionError> Validate(FramingOptions framing)
    {
        const string path = "$.tcp.framing";
        var errors = new List<DefinitionError>();
        That(Enum.IsDefined(framing.Mode), "mode", "Choose raw, line, delimiter, lengthPrefix or fixed.");
        That(Enum.IsDefined(framing.LengthEndian), "lengthEndian", "Choose big or little.");
        That(
            FramingOptions.LengthSizes.Contains(framing.LengthBytes),
            "lengthBytes",
            $"{framing.LengthBytes} is not possible: 1, 2, 3, 4 or 8."
        );
        That(framing.FixedBytes is >= 1 and <= LargestFixed, "fixedBytes", $"{framing.FixedBytes} is out of range: 1 to {LargestFixed}.");
        That(
            framing.MaxFrameBytes is >= 1 and <= LargestFrame,
            "maxFrameBytes",
            $"{framing.MaxFrameBytes} is out of range: 1 to {LargestFrame}."
        );
        var least = framing.Mode switch
        {
            FramingMode.Fixed => framing.FixedBytes,
            FramingMode.LengthPrefix => framing.LengthBytes,
            _ => 1,
        };
        That(errors.Count > 0 || framing.MaxFrameBytes >= least, "maxFrameBytes", $"No frame would fit: {least} at least.");
        if (Delimiter(framing.DelimiterHex) is { } problem)
        {
            That(false, "delimiterHex", problem);
        }

        return errors;

        void That(bool holds, string property, string message)
        {
            if (!holds)
            {
                errors.Add(new($"{path}.{property}", message));
            }
        }
    }

    private static string? Delimiter(string hex)
    {
        try
        {
            var length = PayloadParser.Parse(PayloadFormat.Hex, hex).Length;
            return length is >= 1 and <= LongestDelimiter ? null : $"A delimiter has 1 to {LongestDelimiter} bytes; these are {length}.";
        }
        catch (PayloadException error)
        {
            return $"{error.Message} (position {error.Position})";
        }
    }
}
