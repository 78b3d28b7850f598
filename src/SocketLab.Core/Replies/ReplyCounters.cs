using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Replies;

/// <summary>
/// Counts an endpoint's answers over all restarts, and tells the journal of each that was not sent: at most once a second for each reason,
/// with what came in between summed up at the end of that second.
/// </summary>
/// <remarks>Any thread. Its lock is held for arithmetic alone; events are added outside of it.</remarks>
internal sealed class ReplyCounters(EntryJournal journal)
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<ReplySkip, (long Unreported, long ReportedAt)> _reasons = [];

    // Reports what is summed up; set only while there is something. It ends by itself, so nobody has to end it.
    private ITimer? _timer;
    private bool _isTimerSet;
    private long _sent;
    private long _skipped;

    /// <summary>Answers sent.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Answers that were due by a rule, or messages that no rule saw, with nothing sent.</summary>
    public long Skipped => Interlocked.Read(ref _skipped);

    /// <summary>One was sent.</summary>
    public void CountSent() => Interlocked.Increment(ref _sent);

    /// <summary>Some were not, and the journal knows.</summary>
    public void CountSkipped(long count) => Interlocked.Add(ref _skipped, count);

    /// <summary>Some were not.</summary>
    public void Skip(ReplySkip reason, PeerAddress peer = default, ConnectionId connection = default, long count = 1)
    {
        long due;
        lock (_lock)
        {
            var known = _reasons.TryGetValue(reason, out var before);
            due = before.Unreported + count;
            if (known && journal.Time.GetElapsedTime(before.ReportedAt) < ReportInterval)
            {
                _reasons[reason] = (due, before.ReportedAt);
                SetTimer();
                CountSkipped(count);
                return;
            }

            _reasons[reason] = (0, journal.Time.GetTimestamp());
        }

        journal.AddEvent(ReplyJournal.Skipped(reason, due), peer, connection);
        CountSkipped(count);
    }

    /// <summary>Tells the journal now of all that it was not told yet.</summary>
    public void Report()
    {
        (ReplySkip Reason, long Count)[] due;
        lock (_lock)
        {
            due = [.. _reasons.Where(one => one.Value.Unreported > 0).Select(one => (one.Key, one.Value.Unreported))];
            foreach (var (reason, _) in due)
            {
                _reasons[reason] = (0, journal.Time.GetTimestamp());
            }

            _isTimerSet = false;
        }

        foreach (var (reason, count) in due)
        {
            journal.AddEvent(ReplyJournal.Skipped(reason, count));
        }
    }

    private void SetTimer()
    {
        if (!_isTimerSet)
        {
            _isTimerSet = true;
            _timer ??= journal.Time.CreateTimer(_ => Report(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(ReportInterval, Timeout.InfiniteTimeSpan);
        }
    }
}
