using SocketLab.Core.Filtering;

namespace SocketLab.Web.ViewState.Filtering;

/// <summary>How far the search for what a filter takes has come.</summary>
/// <param name="Found">Entries found.</param>
/// <param name="Kept">Entries that are there.</param>
/// <param name="Percent">How much of them was looked at, in hundredths.</param>
/// <param name="IsComplete">Whether all of them were.</param>
/// <param name="IsStopped">Whether the person stopped it: only what is new is looked at.</param>
/// <param name="Undecided">Entries of which a regular expression took too long to tell.</param>
public sealed record ScanStatus(long Found, long Kept, int Percent, bool IsComplete, bool IsStopped, long Undecided)
{
    /// <summary>The status of the scans of one filter over one or several journals.</summary>
    public static ScanStatus Of(IReadOnlyList<FilterScan> scans, bool isStopped)
    {
        var hits = scans.Select(scan => scan.Hits).ToList();
        var (kept, isComplete) = (hits.Sum(one => one.Kept), hits.All(one => one.IsComplete));
        return new(
            hits.Sum(one => one.Count),
            kept,
            isComplete || kept <= 0 ? 100 : (int)(hits.Sum(one => one.Progress * one.Kept) / kept * 100),
            isComplete,
            isStopped && !isComplete,
            scans.Sum(scan => scan.Undecided)
        );
    }
}
