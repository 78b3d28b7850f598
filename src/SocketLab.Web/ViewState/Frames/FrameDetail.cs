using SocketLab.Core.Filtering;
using SocketLab.Core.Framing;

namespace SocketLab.Web.ViewState.Frames;

/// <summary>A frame that somebody looks into.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Frame">The frame.</param>
/// <param name="Bytes">Its first bytes; null when some are not kept any more.</param>
/// <param name="Hidden">Bytes that are not shown.</param>
public sealed record FrameDetail(FrameRow Row, Frame Frame, byte[]? Bytes, int Hidden)
{
    /// <summary>Bytes that are shown until somebody asks for more.</summary>
    public const int FirstBytes = 4096;

    /// <summary>Bytes that are shown at most: beyond that a browser has more to draw than anybody reads.</summary>
    public const int MaxBytes = 64 << 10;

    /// <summary>The content as its sender had it, where the framing has codes in it; null where it has none.</summary>
    public byte[]? Decoded { get; init; }

    /// <summary>Where what is looked for stands in those bytes.</summary>
    public IReadOnlyList<FoundBytes> Places { get; init; } = [];

    /// <summary>Bytes that asking would bring.</summary>
    public int MoreBytes => Bytes is null ? 0 : Math.Min(Hidden, MaxBytes - Bytes.Length);
}
