using System.Numerics;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Filtering;

/// <summary>
/// Finds the next entries that a filter takes, from a place on: a bounded piece a call, and nothing remembered but the place.
/// </summary>
/// <remarks>One thread at a time.</remarks>
public sealed class FilterReader
{
    private readonly EntryJournal _journal;
    private readonly RunSelector _selector;

    /// <summary>Makes a reader; without a filter it takes all.</summary>
    public FilterReader(FilterSource source, Filter? filter) => (_journal, _selector) = (source.Journal, new RunSelector(source, filter));

    /// <summary>Finds what follows a place, oldest first.</summary>
    /// <param name="after">The sequence to begin behind.</param>
    /// <param name="before">The sequence to end before.</param>
    /// <param name="limit">How many are wanted at most.</param>
    /// <param name="maxSegments">Segments of 1 MiB that this may take at most.</param>
    /// <param name="cancellation">Ends it.</param>
    public FoundEntries Forward(long after, long before, int limit, int maxSegments, CancellationToken cancellation)
    {
        var (found, missed) = (new List<long>(), 0L);
        while (maxSegments-- > 0 && after < before - 1)
        {
            cancellation.ThrowIfCancellationRequested();
            var (next, start, gap) = _journal.FindRun(after);
            if (next is not { } run || start >= before)
            {
                return new(found, Math.Min(start, before) - 1, missed + Math.Min(gap, before - 1 - after));
            }

            var part = run.Take(before - start);
            if (!_selector.TrySelect(in part, out var bits, cancellation))
            {
                continue;
            }

            missed += gap;
            after = AddFirst(found, bits, start, limit) ? found[^1] : part.LastSequence;
            if (found.Count == limit)
            {
                break;
            }
        }

        return new(found, after, missed);
    }

    /// <summary>Finds what stands before a place, newest first.</summary>
    /// <param name="before">The sequence to begin before.</param>
    /// <param name="after">The sequence to end behind.</param>
    /// <param name="limit">How many are wanted at most.</param>
    /// <param name="maxSegments">Segments of 1 MiB that this may take at most.</param>
    /// <param name="cancellation">Ends it.</param>
    public FoundEntries Backward(long before, long after, int limit, int maxSegments, CancellationToken cancellation)
    {
        var found = new List<long>();
        while (maxSegments-- > 0 && before > after + 1 && _journal.FindRun(before - 2).Run is { } run && run.FirstSequence < before)
        {
            cancellation.ThrowIfCancellationRequested();
            var part = run.FromStart.Take(before - run.SegmentStart);
            if (!_selector.TrySelect(in part, out var bits, cancellation))
            {
                continue;
            }

            before = AddLast(found, bits, part.FirstSequence, after, limit) ? found[^1] : Math.Max(part.FirstSequence, after + 1);
            if (found.Count == limit)
            {
                break;
            }
        }

        return new(found, before, 0);
    }

    /// <summary>Whether it ends with the last that is found, since there is no room for more.</summary>
    private static bool AddFirst(List<long> found, ReadOnlySpan<ulong> bits, long firstSequence, int limit)
    {
        for (var word = 0; word < bits.Length; word++)
        {
            for (var left = bits[word]; left != 0; left &= left - 1)
            {
                found.Add(firstSequence + (word * 64) + BitOperations.TrailingZeroCount(left));
                if (found.Count == limit)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool AddLast(List<long> found, ReadOnlySpan<ulong> bits, long firstSequence, long after, int limit)
    {
        for (var word = bits.Length - 1; word >= 0; word--)
        {
            var left = bits[word];
            while (left != 0)
            {
                var bit = 63 - BitOperations.LeadingZeroCount(left);
                left &= ~(1UL << bit);
                var sequence = firstSequence + (word * 64) + bit;
                if (sequence <= after)
                {
                    return false;
                }

                found.Add(sequence);
                if (found.Count == limit)
                {
                    return true;
                }
            }
        }

        return false;
    }
}

/// <summary>What was found.</summary>
/// <param name="Sequences">The entries, in the order in which they were looked for.</param>
/// <param name="Next">How far it was looked: where to go on, as <c>after</c> or as <c>before</c>.</param>
/// <param name="Missed">Entries before <paramref name="Next"/> that were evicted; 0 where it was looked backward.</param>
public sealed record FoundEntries(IReadOnlyList<long> Sequences, long Next, long Missed);
