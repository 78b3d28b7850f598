using System.Numerics;

namespace SocketLab.Core.Filtering.Conditions;

/// <summary>What a filter, or a part of it, asks of entries. Never changes; for any number of threads at once.</summary>
internal abstract class Condition
{
    /// <summary>What it costs an entry, roughly; a condition that costs less is asked first.</summary>
    public abstract int Cost { get; }

    /// <summary>Whether the answer depends on the endpoint.</summary>
    public virtual bool AsksForEndpoint => false;

    /// <summary>Takes the bits of the entries away that it is not true of.</summary>
    /// <param name="run">The entries.</param>
    /// <param name="wanted">A bit for each entry: whether it is still of interest. What is behind the last entry is 0.</param>
    public abstract void Narrow(in RecordRun run, Span<ulong> wanted);

    /// <summary>How many bits are set.</summary>
    public static int CountOf(ReadOnlySpan<ulong> bits)
    {
        var count = 0;
        foreach (var word in bits)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }
}

/// <summary>What is asked of each entry by itself.</summary>
internal abstract class EntryCondition : Condition
{
    /// <summary>
    /// How many words of bits are worked off before it is asked again whether it is cancelled: fewer where each may be slow.
    /// </summary>
    protected virtual int WordsBetweenChecks => 8;

    /// <inheritdoc/>
    public override void Narrow(in RecordRun run, Span<ulong> wanted)
    {
        var wordsBetweenChecks = WordsBetweenChecks;
        for (var word = 0; word < wanted.Length; word++)
        {
            if (word % wordsBetweenChecks == 0)
            {
                run.Cancellation.ThrowIfCancellationRequested();
            }

            ulong left = wanted[word],
                keep = left;
            while (left != 0)
            {
                var bit = BitOperations.TrailingZeroCount(left);
                left &= left - 1;
                if (!run.TryGet((word * 64) + bit, out var facts) || !Matches(in facts))
                {
                    keep &= ~(1UL << bit);
                }
            }

            wanted[word] = keep;
        }
    }

    /// <summary>Whether it is true of an entry.</summary>
    public abstract bool Matches(in EntryFacts facts);
}

/// <summary>All of several, the cheapest first.</summary>
internal sealed class AllCondition(IEnumerable<Condition> parts) : Condition
{
    private readonly Condition[] _parts = [.. parts.OrderBy(part => part.Cost)];

    /// <inheritdoc/>
    public override int Cost => _parts.Sum(part => part.Cost);

    /// <inheritdoc/>
    public override bool AsksForEndpoint => Array.Exists(_parts, part => part.AsksForEndpoint);

    /// <inheritdoc/>
    public override void Narrow(in RecordRun run, Span<ulong> wanted)
    {
        foreach (var part in _parts)
        {
            part.Narrow(in run, wanted);
            if (!wanted.ContainsAnyExcept(0UL))
            {
                return;
            }
        }
    }
}

/// <summary>Any of several, the cheapest first: each is asked only of what none before it was true of.</summary>
internal sealed class AnyCondition(IEnumerable<Condition> parts) : Condition
{
    private readonly Condition[] _parts = [.. parts.OrderBy(part => part.Cost)];

    /// <inheritdoc/>
    public override int Cost => _parts.Sum(part => part.Cost);

    /// <inheritdoc/>
    public override bool AsksForEndpoint => Array.Exists(_parts, part => part.AsksForEndpoint);

    /// <inheritdoc/>
    public override void Narrow(in RecordRun run, Span<ulong> wanted)
    {
        var (found, rest) = (run.Scratch.Rent(wanted.Length), run.Scratch.Rent(wanted.Length));
        var asked = rest.AsSpan(0, wanted.Length);
        foreach (var part in _parts)
        {
            for (var i = 0; i < wanted.Length; i++)
            {
                asked[i] = wanted[i] & ~found[i];
            }

            part.Narrow(in run, asked);
            for (var i = 0; i < wanted.Length; i++)
            {
                found[i] |= asked[i];
            }
        }

        found.AsSpan(0, wanted.Length).CopyTo(wanted);
        run.Scratch.Return(found);
        run.Scratch.Return(rest);
    }
}

/// <summary>What is not so.</summary>
internal sealed class NotCondition(Condition inner) : Condition
{
    /// <inheritdoc/>
    public override int Cost => inner.Cost;

    /// <inheritdoc/>
    public override bool AsksForEndpoint => inner.AsksForEndpoint;

    /// <inheritdoc/>
    public override void Narrow(in RecordRun run, Span<ulong> wanted)
    {
        var rented = run.Scratch.Rent(wanted.Length);
        var found = rented.AsSpan(0, wanted.Length);
        wanted.CopyTo(found);
        inner.Narrow(in run, found);
        for (var i = 0; i < wanted.Length; i++)
        {
            wanted[i] &= ~found[i];
        }

        run.Scratch.Return(rented);
    }
}
