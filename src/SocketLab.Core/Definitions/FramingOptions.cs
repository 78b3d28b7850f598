namespace SocketLab.Core.Definitions;

/// <summary>How a stream is cut into frames, for viewing and for reply rules.</summary>
public sealed record FramingOptions
{
    /// <summary>The rule by which frames begin and end.</summary>
    public FramingMode Mode { get; init; } = FramingMode.Raw;

    /// <summary>The bytes between frames, as hex.</summary>
    public string DelimiterHex { get; init; } = "0d0a";

    /// <summary>Sizes that a length field can have.</summary>
    public static IReadOnlyList<int> LengthSizes { get; } = [1, 2, 3, 4, 8];

    /// <summary>Size of the length field in bytes: one of <see cref="LengthSizes"/>. Of a varint the most bytes that it may take.</summary>
    public int LengthBytes { get; init; } = 4;

    /// <summary>Byte order of the length field.</summary>
    public ByteOrder LengthEndian { get; init; } = ByteOrder.Big;

    /// <summary>Whether the length counts its own field.</summary>
    public bool LengthIncludesHeader { get; init; }

    /// <summary>Bytes of the frame before its length field.</summary>
    public int LengthOffset { get; init; }

    /// <summary>Bytes to add to the length for those that follow the length field; may be below 0.</summary>
    public int LengthAddend { get; init; }

    /// <summary>The byte or the two bytes that begin a frame, as hex.</summary>
    public string StartHex { get; init; } = "02";

    /// <summary>The bytes that end a frame which began with <see cref="StartHex"/>, as hex.</summary>
    public string EndHex { get; init; } = "03";

    /// <summary>
    /// The byte that takes from the one behind it the meaning of a start or an end, as hex. Empty: there is none. When it is the first byte
    /// of a longer start or end as well, it stands for itself when doubled (DLE STX … DLE ETX).
    /// </summary>
    public string EscapeHex { get; init; } = "";

    /// <summary>Frame size in bytes for fixed frames.</summary>
    public int FixedBytes { get; init; } = 64;

    /// <summary>Longer frames are shown as oversized.</summary>
    public int MaxFrameBytes { get; init; } = 1 << 20;
}

/// <summary>The order of the bytes of a number.</summary>
public enum ByteOrder
{
    /// <summary>Most significant byte first: network byte order.</summary>
    Big,

    /// <summary>Least significant byte first.</summary>
    Little,
}
