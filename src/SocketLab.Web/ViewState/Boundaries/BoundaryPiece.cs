using SocketLab.Core.Journal;

namespace SocketLab.Web.ViewState.Boundaries;

/// <summary>One send or one receive, as a piece of the bytes that went one way.</summary>
/// <param name="Sequence">The entry in its endpoint's journal.</param>
/// <param name="Start">Where it begins on the axis of bytes: of a stream its offset.</param>
/// <param name="Length">How many bytes it is long.</param>
/// <param name="Time">When it happened, UTC.</param>
/// <param name="Content">Tells contents apart; 0 where not enough of it is kept.</param>
public readonly record struct BoundaryPiece(long Sequence, long Start, int Length, DateTime Time, int Content = 0)
{
    /// <summary>As many bytes are looked at to tell datagrams apart.</summary>
    public const int ContentBytes = 256;

    /// <summary>Where it ends.</summary>
    public long End => Start + Length;

    /// <summary>Where its place on the axis ends: an empty datagram has the place of one byte, so that it is in sight, too.</summary>
    public long PlaceEnd => Math.Max(End, Start + 1);

    /// <summary>The piece that an entry is.</summary>
    public static BoundaryPiece Of(EntryView entry) =>
        new(entry.Sequence, Math.Max(0, entry.Offset), entry.Length, entry.Time, entry.Kind == EntryKind.Datagram ? ContentOf(entry) : 0);

    private static int ContentOf(EntryView entry)
    {
        var looked = Math.Min(entry.Length, ContentBytes);
        if (entry.Payload.Length < looked)
        {
            return 0;
        }

        var hash = new HashCode();
        hash.AddBytes(entry.Payload[..looked]);
        return hash.ToHashCode() | 1;
    }
}
