using SocketLab.Core.Dissecting;
using SocketLab.Web.ViewState.Bytes;

namespace SocketLab.Web.ViewState.Decoding;

/// <summary>What a field of Wireshark's tree is in other entries: the bytes at the same place, read as a number where it is one.</summary>
/// <param name="Name">What the field is called.</param>
/// <param name="Bytes">Its bytes, with their type where they are a number; null where it is about no bytes of the message.</param>
/// <param name="WhyNoNumber">Why it is no number that could be plotted; null where it is one.</param>
public sealed record FieldValue(string Name, ByteSelection? Bytes, string? WhyNoNumber)
{
    private static readonly int[] Sizes = [1, 2, 4, 8];

    /// <summary>The value as filters, columns and plots write it; null where it is about no bytes of the message.</summary>
    public string? Expression => Bytes?.Expression;

    /// <summary>Reads a field.</summary>
    /// <param name="row">Its line.</param>
    /// <param name="message">The message that it was read in.</param>
    /// <param name="tree">All fields: where a number reads alike in both byte orders, the others say which one it has.</param>
    public static FieldValue Of(DecodeRow row, ReadOnlyMemory<byte> message, IReadOnlyList<DissectedField> tree)
    {
        var name = row.Field ?? row.Label;
        if (row.Bytes is not { } bytes || bytes.End > message.Length)
        {
            return new(name, null, "Wireshark did not read this in bytes of the message.");
        }

        var why =
            !Sizes.Contains(bytes.Length) ? $"It has {bytes.Length:N0} bytes; a number has 1, 2, 4 or 8."
            : IsPartOfByte(row.Label) ? "It is some bits of its bytes, and a plot follows whole bytes."
            : null;
        var type = why is null ? TypeOf(bytes.Of(message).Span, row.Value, () => LittleWins(tree, message)) : null;
        return new(
            name,
            type is null ? bytes : bytes with { Type = type },
            why ?? (type is null ? "What Wireshark reads in its bytes is no number." : null)
        );
    }

    /// <summary>The type by which the bytes are what Wireshark says they are; null where there is none.</summary>
    private static string? TypeOf(ReadOnlySpan<byte> bytes, string? value, Func<bool> littleWins)
    {
        var (big, little) = (NumberText.TypeOf(bytes, value, isLittle: false), NumberText.TypeOf(bytes, value, isLittle: true));
        return big is not null && little is not null && bytes.Length > 1 && littleWins() ? little : big ?? little;
    }

    private static bool LittleWins(IReadOnlyList<DissectedField> fields, ReadOnlyMemory<byte> message) => Votes(fields, message) > 0;

    /// <summary>Fields that can only be read little-endian, less those that can only be read big-endian.</summary>
    private static int Votes(IReadOnlyList<DissectedField> fields, ReadOnlyMemory<byte> message)
    {
        var votes = 0;
        foreach (var field in fields)
        {
            votes += Votes(field.Children, message);
            if (field is { Position: { } start, Length: (2 or 4 or 8) and var length } && start + length <= message.Length)
            {
                var bytes = message.Span.Slice(start, length);
                votes += NumberText.TypeOf(bytes, field.Value, isLittle: true) is null ? 0 : 1;
                votes -= NumberText.TypeOf(bytes, field.Value, isLittle: false) is null ? 0 : 1;
            }
        }

        return votes;
    }

    /// <summary>Whether a line begins with the bits that it is about, as <c>.000 0... = Opcode</c> does.</summary>
    private static bool IsPartOfByte(string label) =>
        label.IndexOf(" = ", StringComparison.Ordinal) is > 0 and var end && label.AsSpan(0, end).IndexOfAnyExcept("01. ") < 0;
}
