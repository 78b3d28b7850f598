using System.Globalization;

namespace SocketLab.Web.ViewState.Bytes;

/// <summary>Some bytes of a message, and the expression that names them in filters, columns and plots.</summary>
/// <param name="Start">Position of the first.</param>
/// <param name="Length">How many; at least one.</param>
public readonly record struct ByteSelection(int Start, int Length)
{
    /// <summary>The type that they are read as, such as <c>u16be</c>; null for the bytes themselves.</summary>
    public string? Type { get; init; }

    /// <summary>The position behind the last.</summary>
    public int End => Start + Length;

    /// <summary>Names the value: <c>u16be[6]</c>, or <c>bytes[6:2]</c>.</summary>
    public string Expression =>
        Type is null
            ? string.Create(CultureInfo.InvariantCulture, $"bytes[{Start}:{Length}]")
            : string.Create(CultureInfo.InvariantCulture, $"{Type}[{Start}]");

    /// <summary>The selection in words.</summary>
    public string Words => $"{Number(Length)} {(Length == 1 ? "byte" : "bytes")} at {Number(Start)}";

    /// <summary>The selected bytes of a message, as far as it has them.</summary>
    public ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> message) =>
        Start >= message.Length ? default : message.Slice(Start, Math.Min(Length, message.Length - Start));
}
