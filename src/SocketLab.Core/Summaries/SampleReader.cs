using SocketLab.Core.Filtering;
using SocketLab.Core.Filtering.Conditions;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Summaries;

/// <summary>Reads what summing up needs of a journal, in order and in bounded pieces. One thread at a time.</summary>
internal sealed class SampleReader(FilterSource source, Filter? filter, EntryValue? value)
{
    /// <summary>Entries that one piece looks at, at most: less than a millisecond's work.</summary>
    private const int MaxEntries = 4096;

    private readonly RunSelector _selector = new(source, filter);
    private readonly FilterScratch _scratch = new();
    private readonly Sample[] _samples = new Sample[MaxEntries];

    /// <summary>The sequence of the first entry that was looked at; 0 before any was.</summary>
    public long First { get; private set; }

    /// <summary>The sequence of the last entry that was looked at, or is known to be missing.</summary>
    public long After { get; private set; }

    /// <summary>Entries that were evicted, or cleared, before they were looked at, since the first that was.</summary>
    public long Missed { get; private set; }

    /// <summary>Entries of which an expression took too long to tell, so that they were not taken.</summary>
    public long Undecided => _selector.Undecided;

    /// <summary>Reads the next piece.</summary>
    /// <param name="samples">Events, and the messages that the filter takes; valid until the next call.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>False at the end of the journal.</returns>
    public bool TryRead(out ReadOnlySpan<Sample> samples, CancellationToken cancellation)
    {
        samples = default;
        while (source.Journal.FindRun(After) is { Run: { } found } next)
        {
            cancellation.ThrowIfCancellationRequested();
            var run = found.Take(MaxEntries);
            if (_selector.TrySelect(in run, out var bits, cancellation) && TryCopy(in run, bits, out var count))
            {
                Missed += After == 0 ? 0 : next.Missed;
                First = First == 0 ? run.FirstSequence : First;
                After = run.LastSequence;
                samples = _samples.AsSpan(0, count);
                return true;
            }
        }

        return false;
    }

    private bool TryCopy(in JournalRun run, ReadOnlySpan<ulong> bits, out int count)
    {
        count = 0;
        var records = new RecordRun(in run, source, _scratch, CancellationToken.None);
        try
        {
            for (var index = 0; index < run.Count; index++)
            {
                var isTaken = (bits[index / 64] >> (index % 64) & 1) != 0;
                if (records.TryGet(index, out var facts) && (isTaken || facts.IsEvent))
                {
                    ref var sample = ref _samples[count++];
                    sample.Sequence = facts.Sequence;
                    sample.Header = facts.Header;
                    sample.IsTaken = isTaken;
                    sample.Value = isTaken && value is not null ? facts.ReadNumber(value) ?? double.NaN : double.NaN;
                    sample.Event = facts.IsEvent ? PackedEvent.TypeOf(facts.Payload) : default;
                }
            }
        }
        catch (Exception) when (!run.IsTrue())
        {
            // The entries were evicted under our hands, and read as what they are not.
            return false;
        }

        return run.IsTrue();
    }
}
