using System.Numerics;

namespace SocketLab.Core.Filtering.Conditions;

/// <summary>
/// The rows of a feed in which some entries are folded: those that are shown, and of each run of folded ones the first, which stands for
/// all of them. Whether an entry is the first is up to those before it in its segment, so a run that goes on in the next one is two.
/// </summary>
/// <param name="shown">Which entries there are; null for all.</param>
/// <param name="folded">Which of them are folded.</param>
internal sealed class FoldCondition(Condition? shown, Condition folded) : Condition
{
    /// <inheritdoc/>
    public override int Cost => (shown?.Cost ?? 0) + folded.Cost;

    /// <inheritdoc/>
    public override bool AsksForEndpoint => shown?.AsksForEndpoint == true || folded.AsksForEndpoint;

    /// <inheritdoc/>
    public override void Narrow(in RecordRun run, Span<ulong> wanted)
    {
        var whole = run.FromStart;
        var (rentedThere, rentedFolded) = (run.Scratch.Rent(whole.Words), run.Scratch.Rent(whole.Words));
        var there = rentedThere.AsSpan(0, whole.Words);
        var hidden = rentedFolded.AsSpan(0, whole.Words);
        there.Fill(ulong.MaxValue);
        there[^1] = ulong.MaxValue >> ((whole.Words * 64) - whole.Count);
        shown?.Narrow(in whole, there);
        there.CopyTo(hidden);
        folded.Narrow(in whole, hidden);
        KeepFirst(there, hidden);

        var skipped = whole.Count - run.Count;
        for (var word = 0; word < wanted.Length; word++)
        {
            var (at, shift) = ((skipped / 64) + word, skipped % 64);
            var bits = there[at] >> shift;
            bits |= shift > 0 && at + 1 < there.Length ? there[at + 1] << (64 - shift) : 0;
            wanted[word] &= bits;
        }

        run.Scratch.Return(rentedThere);
        run.Scratch.Return(rentedFolded);
    }

    /// <summary>Takes all of a run of folded entries away but the first.</summary>
    private static void KeepFirst(Span<ulong> there, ReadOnlySpan<ulong> hidden)
    {
        var wasHidden = false;
        for (var word = 0; word < there.Length; word++)
        {
            for (var left = there[word]; left != 0; left &= left - 1)
            {
                var bit = 1UL << BitOperations.TrailingZeroCount(left);
                var isHidden = (hidden[word] & bit) != 0;
                there[word] &= isHidden && wasHidden ? ~bit : ulong.MaxValue;
                wasHidden = isHidden;
            }
        }
    }
}
