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
    /// <summary>The status of a scan.</summary>
    public static ScanStatus Of(FilterScan scan, bool isStopped) =>
        new(
            scan.Hits.Count,
            scan.Hits.Kept,
            (int)(scan.Hits.Progress * 100),
            scan.Hits.IsComplete,
            isStopped && !scan.Hits.IsComplete,
            scan.Undecided
        );
}
