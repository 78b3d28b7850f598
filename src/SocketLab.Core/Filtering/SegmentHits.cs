using System.Numerics;
using SocketLab.Core.Filtering.Conditions;

namespace SocketLab.Core.Filtering;

/// <summary>Which of a segment's first entries a filter takes: a bit each. Never changes.</summary>
/// <param name="firstSequence">The sequence of the segment's first entry.</param>
/// <param name="count">How many entries were asked for.</param>
/// <param name="firstOrdinal">The ordinal of the first that is taken.</param>
/// <param name="bits">A bit for each entry, from the lowest of the first word.</param>
/// <param name="undecided">Of how many entries an expression took too long to tell.</param>
internal sealed class SegmentHits(long firstSequence, int count, long firstOrdinal, ulong[] bits, int undecided)
{
    /// <summary>The sequence of the segment's first entry.</summary>
    public long FirstSequence => firstSequence;

    /// <summary>How many entries were asked for.</summary>
    public int Count => count;

    /// <summary>The ordinal of the first that is taken.</summary>
    public long FirstOrdinal => firstOrdinal;

    /// <summary>Of how many entries an expression took too long to tell.</summary>
    public int Undecided => undecided;

    /// <summary>A bit for each entry.</summary>
    public ulong[] Bits => bits;

    /// <summary>How many are taken.</summary>
    public int Matched { get; } = Condition.CountOf(bits);

    /// <summary>The ordinal behind that of the last that is taken.</summary>
    public long EndOrdinal => FirstOrdinal + Matched;

    /// <summary>The sequence of the last entry that was asked for.</summary>
    public long LastSequence => FirstSequence + Count - 1;

    /// <summary>The same with the entries that came since.</summary>
    public SegmentHits With(ReadOnlySpan<ulong> more, int added, int moreUndecided)
    {
        var all = new ulong[(Count + added + 63) / 64];
        Bits.CopyTo(all, 0);
        var (word, shift) = (Count / 64, Count % 64);
        for (var i = 0; i < more.Length; i++)
        {
            all[word + i] |= more[i] << shift;
            if (shift > 0 && word + i + 1 < all.Length)
            {
                all[word + i + 1] |= more[i] >> (64 - shift);
            }
        }

        return new(FirstSequence, Count + added, FirstOrdinal, all, undecided + moreUndecided);
    }

    /// <summary>Copies the sequences of taken entries out, from an ordinal of this segment on.</summary>
    /// <returns>How many.</returns>
    public int Read(long ordinal, Span<long> sequences)
    {
        var (skip, written) = ((int)(ordinal - FirstOrdinal), 0);
        for (var word = 0; word < Bits.Length && written < sequences.Length; word++)
        {
            var left = Bits[word];
            var here = BitOperations.PopCount(left);
            if (skip >= here)
            {
                skip -= here;
                continue;
            }

            for (; left != 0 && written < sequences.Length; left &= left - 1)
            {
                if (skip-- <= 0)
                {
                    sequences[written++] = FirstSequence + (word * 64) + BitOperations.TrailingZeroCount(left);
                }
            }

            skip = 0;
        }

        return written;
    }

    /// <summary>How many entries before a sequence are taken, and whether it is itself.</summary>
    public (int Before, bool IsTaken) RankOf(long sequence)
    {
        var index = (int)Math.Clamp(sequence - FirstSequence, 0, Count);
        var word = index / 64;
        if (word == Bits.Length)
        {
            return (Matched, false);
        }

        var below = Bits[word] & ((1UL << index) - 1);
        var isTaken = sequence >= FirstSequence && index < Count && (Bits[word] & (1UL << index)) != 0;
        return (Condition.CountOf(Bits.AsSpan(0, word)) + BitOperations.PopCount(below), isTaken);
    }
}
