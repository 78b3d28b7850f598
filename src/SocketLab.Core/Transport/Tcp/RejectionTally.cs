using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Transport.Tcp;

/// <summary>
/// Reports connections that were turned away for one reason, so that a flood of them does not push everything else out of the journal.
/// </summary>
/// <remarks>
/// The first stands alone; further ones are summed up, at most one event a second. Owned by the listener, for one run of it.
/// </remarks>
internal sealed class RejectionTally : IDisposable
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(1);

    private readonly EntryJournal _journal;
    private readonly Func<long?, JournalEvent> _toEvent;
    private readonly Lock _lock = new();
    private readonly ITimer _timer;
    private bool _isGathering;
    private long _unreported;

    /// <param name="journal">Where the events go.</param>
    /// <param name="toEvent">Says it of the first one for null, and otherwise of so many more.</param>
    public RejectionTally(EntryJournal journal, Func<long?, JournalEvent> toEvent)
    {
        (_journal, _toEvent) = (journal, toEvent);
        _timer = journal.Time.CreateTimer(_ => ReportGathered(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>One more was turned away.</summary>
    public void Add(PeerAddress peer)
    {
        lock (_lock)
        {
            if (_isGathering)
            {
                _unreported++;
                return;
            }

            _isGathering = true;
            _timer.Change(ReportInterval, Timeout.InfiniteTimeSpan);
        }

        _journal.AddEvent(_toEvent(null), peer);
    }

    /// <summary>Reports the rest.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        Report(TakeUnreported());
    }

    private void ReportGathered()
    {
        var count = TakeUnreported();
        Report(count);
        if (count > 0)
        {
            _timer.Change(ReportInterval, Timeout.InfiniteTimeSpan);
        }
    }

    private long TakeUnreported()
    {
        lock (_lock)
        {
            var count = _unreported;
            (_unreported, _isGathering) = (0, count > 0);
            return count;
        }
    }

    private void Report(long count)
    {
        if (count > 0)
        {
            _journal.AddEvent(_toEvent(count));
        }
    }
}
