using SocketLab.Core.Journal;

namespace SocketLab.Core.Filtering;

/// <summary>What a filter takes of one journal, found newest first and kept up with what comes: one for all who look at it.</summary>
/// <remarks>
/// It has no thread of its own. Whoever wants more calls <see cref="Advance"/>, on a thread that may be busy; calls of several wait for
/// each other for the time that one segment takes, and go on where the other one ended. A bit an entry is all that it remembers.
/// </remarks>
public sealed class FilterScan
{
    private readonly Lock _work = new();
    private readonly RunSelector _selector;

    // In the order of the journal, without a gap between what was looked at. Under the lock.
    private readonly List<SegmentHits> _segments = [];
    private bool _hasBegun;
    private long _first;
    private long _last;
    private long _end;
    private long _gone;
    private long _cleared;

    private FilterHits _hits = new([], 0, 0, 1, 0, 0, isComplete: false);
    private bool _isChanged;

    internal FilterScan(FilterSource source, Filter filter) =>
        (Source, Filter, _selector) = (source, filter, new RunSelector(source, filter));

    /// <summary>The journal.</summary>
    public FilterSource Source { get; }

    /// <summary>The filter.</summary>
    public Filter Filter { get; }

    /// <summary>What was found until now.</summary>
    public FilterHits Hits => Volatile.Read(ref _hits);

    /// <summary>About how much memory the bits take, in bytes.</summary>
    public long Bytes => (Hits.Scanned / 8) + 1024;

    /// <summary>Looks at what is new, then at what is older, a segment at a time.</summary>
    /// <param name="maxSegments">Segments of 1 MiB that this may take at most, beside what is new.</param>
    /// <param name="cancellation">Ends it; what was found is kept.</param>
    /// <returns>What is found.</returns>
    public FilterHits Advance(int maxSegments, CancellationToken cancellation = default)
    {
        for (var i = 0; i < maxSegments && Step(cancellation); i++)
        {
            cancellation.ThrowIfCancellationRequested();
        }

        return Hits;
    }

    /// <summary>Looks at what is new alone: for somebody who wants nothing older.</summary>
    /// <param name="cancellation">Ends it; what was found is kept.</param>
    public FilterHits AdvanceNewer(CancellationToken cancellation = default)
    {
        while (Hits.LastScanned < Source.Journal.Ledger.Last && Step(cancellation, looksBack: false))
        {
            cancellation.ThrowIfCancellationRequested();
        }

        return Hits;
    }

    /// <summary>Looks at everything that is there now, however long it takes.</summary>
    /// <param name="cancellation">Ends it; what was found is kept.</param>
    public FilterHits Complete(CancellationToken cancellation)
    {
        var last = Source.Journal.Ledger.Last;
        while (Step(cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
            if (Hits is var hits && hits.LastScanned >= last && hits.FirstScanned <= Source.Journal.Ledger.First)
            {
                break;
            }
        }

        return Hits;
    }

    /// <summary>Takes the newest segment on, and one that is older. False when there is nothing to do.</summary>
    private bool Step(CancellationToken cancellation, bool looksBack = true)
    {
        lock (_work)
        {
            var ledger = Source.Journal.Ledger;
            Forget(ledger);

            // Both: a journal that always has something new would keep what is older from being looked at.
            var goesOn = StepNewer(ledger, cancellation) | (looksBack && StepOlder(ledger, cancellation));
            Publish(ledger);
            return goesOn;
        }
    }

    private bool StepNewer(JournalLedger ledger, CancellationToken cancellation)
    {
        if (!_hasBegun)
        {
            // The newest segment as a whole is the first slice.
            (_hasBegun, _cleared, _first, _last) = (true, ledger.Cleared, ledger.Last + 1, ledger.Last);
            return Source.Journal.FindRun(ledger.Last - 1).Run is not { } newest || TakeWhole(newest.FromStart, cancellation);
        }

        if (_last >= ledger.Last || Source.Journal.FindRun(_last).Run is not { } run)
        {
            return false;
        }

        if (_segments is not [.., var tail] || tail.FirstSequence != run.SegmentStart || tail.LastSequence + 1 != run.FirstSequence)
        {
            return TakeWhole(run.FromStart, cancellation);
        }

        if (_selector.TrySelect(in run, out var bits, cancellation))
        {
            _segments[^1] = tail.With(bits, run.Count, _selector.LastUndecided);
            (_last, _end, _isChanged) = (run.LastSequence, _segments[^1].EndOrdinal, true);
        }

        return true;
    }

    private bool StepOlder(JournalLedger ledger, CancellationToken cancellation)
    {
        if (_first <= ledger.First || Source.Journal.FindRun(_first - 2).Run is not { } run || run.SegmentStart >= _first)
        {
            return false;
        }

        run = run.FromStart.Take(_first - run.SegmentStart);
        if (_selector.TrySelect(in run, out var bits, cancellation))
        {
            var taken = Conditions.Condition.CountOf(bits);
            var begin = _segments.Count > 0 ? _segments[0].FirstOrdinal : _end;
            _segments.Insert(0, new(run.FirstSequence, run.Count, begin - taken, bits.ToArray(), _selector.LastUndecided));
            (_first, _isChanged) = (run.FirstSequence, true);
        }

        return true;
    }

    /// <summary>Takes a segment in that is newer than all.</summary>
    private bool TakeWhole(in JournalRun run, CancellationToken cancellation)
    {
        if (_selector.TrySelect(in run, out var bits, cancellation))
        {
            _segments.Add(new(run.FirstSequence, run.Count, _end, bits.ToArray(), _selector.LastUndecided));
            _first = _segments.Count == 1 ? run.FirstSequence : _first;
            (_last, _end, _isChanged) = (run.LastSequence, _segments[^1].EndOrdinal, true);
        }

        return true;
    }

    /// <summary>Lets go of what the journal no longer has: always whole segments.</summary>
    private void Forget(JournalLedger ledger)
    {
        var dropped = _segments.FindIndex(hits => hits.LastSequence >= ledger.First) is >= 0 and var kept ? kept : _segments.Count;
        if (_hasBegun && _first < ledger.First)
        {
            (_first, _last, _isChanged) = (ledger.First, Math.Max(_last, ledger.First - 1), true);
        }

        if (dropped > 0)
        {
            // What somebody cleared on purpose is not told as gone.
            _gone += ledger.Cleared == _cleared ? _segments.Take(dropped).Sum(hits => (long)hits.Matched) : 0;
            _segments.RemoveRange(0, dropped);
        }

        _cleared = ledger.Cleared;
    }

    private void Publish(JournalLedger ledger)
    {
        var isComplete = _last >= ledger.Last && _first <= ledger.First;
        if (_isChanged || isComplete != _hits.IsComplete || ledger.Kept != _hits.Kept)
        {
            _isChanged = false;
            Volatile.Write(ref _hits, new([.. _segments], _end, _gone, _first, _last, ledger.Kept, isComplete));
        }
    }
}
