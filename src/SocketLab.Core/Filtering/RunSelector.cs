using SocketLab.Core.Filtering.Conditions;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Filtering;

/// <summary>Asks a filter of the entries of one segment at a time. One thread at a time.</summary>
internal sealed class RunSelector(FilterSource source, Filter? filter)
{
    private readonly FilterScratch _scratch = new();
    private ulong[] _bits = [];

    /// <summary>Entries of all runs until now of which an expression took too long to tell.</summary>
    public long Undecided { get; private set; }

    /// <summary>The same of the last run alone.</summary>
    public int LastUndecided { get; private set; }

    /// <summary>Finds out which entries are wanted.</summary>
    /// <param name="run">The entries.</param>
    /// <param name="bits">A bit for each of them, from the lowest of the first word; valid until the next call.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>False when the entries were evicted meanwhile, so that nothing is known.</returns>
    public bool TrySelect(in JournalRun run, out ReadOnlySpan<ulong> bits, CancellationToken cancellation)
    {
        var records = new RecordRun(in run, source, _scratch, cancellation);
        if (_bits.Length < records.Words)
        {
            _bits = new ulong[Math.Max(records.Words, 256)];
        }

        var wanted = _bits.AsSpan(0, records.Words);
        wanted.Fill(ulong.MaxValue);
        wanted[^1] = ulong.MaxValue >> (records.Words * 64) - run.Count;
        bits = wanted;
        try
        {
            filter?.Condition.Narrow(in records, wanted);
        }
        catch (Exception error) when (error is not OperationCanceledException && !run.IsTrue())
        {
            // What stands there now may be anything, and was read as what it is not.
            return false;
        }

        if (!run.IsTrue())
        {
            return false;
        }

        LastUndecided = _scratch.CountUndecided(run.FirstSequence);
        Undecided += LastUndecided;
        return true;
    }
}
