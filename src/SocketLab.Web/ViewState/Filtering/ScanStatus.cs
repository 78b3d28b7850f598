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
    /// <summary>What is looked for, in one word: an entry, or what else rows are.</summary>
    public string Thing { get; init; } = "entry";

    /// <summary>Whether looking at what is older can be stopped, and gone on with.</summary>
    public bool CanStop { get; init; }

    /// <summary>Whether what saved filters hide is left out, with no row that stands for it.</summary>
    public bool LeavesOutHidden { get; init; }

    /// <summary>What could not be judged, in words; null where all could.</summary>
    public string? Doubt =>
        Undecided == 0
            ? null
            : $"{Number(Undecided)} {(Undecided == 1 ? Thing : Plural)} could not be judged in time: the expression took too long on "
                + $"{(Undecided == 1 ? "it, and counts as not found in it" : "them, and counts as not found in them")}.";

    private string Plural => Thing == "entry" ? "entries" : Thing + "s";

    /// <summary>What stands where no row does, since the filter takes none; null while it takes some.</summary>
    public string? WhyNone =>
        Found > 0 || Kept <= 0 ? null
        : IsComplete && LeavesOutHidden
            ? $"None of {Number(Kept)} {(Kept == 1 ? Thing : Plural)} is left by the filter and by what saved filters hide."
        : IsComplete ? $"None of {Number(Kept)} {(Kept == 1 ? Thing : Plural)} is what the filter asks for."
        : "Nothing found yet.";

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
            hits.Sum(one => one.Undecided)
        )
        {
            CanStop = true,
        };
    }
}
