namespace SocketLab.Core.Definitions;

/// <summary>How a stream is cut into frames for viewing.</summary>
public sealed record FramingOptions
{
    /// <summary>The rule by which frames end.</summary>
    public FramingMode Mode { get; init; } = FramingMode.Raw;

    /// <summary>The bytes between frames, as hex.</summary>
    public string DelimiterHex { get; init; } = "0d0a";

    /// <summary>Sizes that a length field can have.</summary>
    public static IReadOnlyList<int> LengthSizes { get; } = [1, 2, 3, 4, 8];

    /// <summary>Size of the length field in bytes: one of <see cref="LengthSizes"/>.</summary>
    public int LengthBytes { get; init; } = 4;

    /// <summary>Byte order of the length field.</summary>
    public ByteOrder LengthEndian { get; init; } = ByteOrder.Big;

    /// <summary>Whether the length counts its own field.</summary>
    public bool LengthIncludesHeader { get; init; }

    /// <summary>Frame size in bytes for fixed frames.</summary>
    public int FixedBytes { get; init; } = 64;

    /// <summary>Longer frames are shown as oversized.</summary>
    public int MaxFrameBytes { get; init; } = 1 << 20;
}

/// <summary>Rules for cutting a stream.</summary>
public enum FramingMode
{
    /// <summary>A frame is a read, as it came.</summary>
    Raw,

    /// <summary>A frame is a line that ends in LF.</summary>
    Line,

    /// <summary>A byte sequence ends a frame.</summary>
    Delimiter,

    /// <summary>A length field starts a frame.</summary>
    LengthPrefix,

    /// <summary>Every frame has the same size.</summary>
    Fixed,
}

/// <summary>The order of the bytes of a number.</summary>
public enum ByteOrder
{
    /// <summary>Most significant byte first: network byte order.</summary>
    Big,

    /// <summary>Least significant byte first.</summary>
    Little,
}
