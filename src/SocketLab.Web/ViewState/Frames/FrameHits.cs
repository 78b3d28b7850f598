using SocketLab.Core.Filtering;
using SocketLab.Web.ViewState.Filtering;

namespace SocketLab.Web.ViewState.Frames;

/// <summary>The frames that have what is looked for, at one moment. Never changes once made.</summary>
/// <param name="Search">What is looked for.</param>
/// <param name="Ended">Those that have ended, by number.</param>
/// <param name="Open">Those under way, each with the place that it has in the table.</param>
/// <param name="Status">How many they are, and how far looking for them has come.</param>
public sealed record FrameHits(PayloadSearch Search, FilterHits Ended, IReadOnlyList<FrameSelection> Open, ScanStatus Status)
{
    /// <summary>How many there are.</summary>
    public long Count => Ended.Count + Open.Count;

    /// <summary>The place of a frame among them, from 0; null when it is none of them.</summary>
    public long? Find(FrameRow row) =>
        row.IsGap ? null
        : !row.State.IsOpen ? (Ended.Find(row.Nth) is { } ordinal ? ordinal - Ended.First : null)
        : Open.Index().FirstOrDefault(one => one.Item.Key == row.Key, (-1, null!)).Index is >= 0 and var index ? Ended.Count + index
        : null;

    /// <summary>
    /// The place of a frame among them, or of the first one behind it where it is none of them; null as long as that is not known.
    /// </summary>
    public long? FindFrom(FrameRow row) =>
        row.IsGap ? 0
        : row.State.IsOpen ? Find(row) ?? Ended.Count
        : row.Nth <= Ended.LastScanned || Status.IsComplete ? Ended.OrdinalFrom(row.Nth) - Ended.First
        : null;

    /// <summary>The frame with a place among them.</summary>
    /// <param name="place">The place, from 0, below <see cref="Count"/>.</param>
    public FrameSelection At(long place)
    {
        var number = new long[1];
        return place < Ended.Count && Ended.Read(Ended.First + place, number) > 0
            ? new FrameSelection(number[0], null) { Nth = number[0] }
            : Open[(int)(place - Ended.Count)];
    }
}
