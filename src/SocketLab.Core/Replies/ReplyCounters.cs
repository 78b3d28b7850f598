using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Replies;

/// <summary>
/// Counts an endpoint's answers over all restarts, and tells the journal of those that were not sent: at most once a second for each
/// reason.
/// </summary>
internal sealed class ReplyCounters(EntryJournal journal)
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<ReplySkip, (long Unreported, long ReportedAt)> _reasons = [];
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
        CountSkipped(count);
        long due;
        lock (_lock)
        {
            var known = _reasons.TryGetValue(reason, out var before);
            due = before.Unreported + count;
            if (known && journal.Time.GetElapsedTime(before.ReportedAt) < ReportInterval)
            {
                _reasons[reason] = (due, before.ReportedAt);
                return;
            }

            _reasons[reason] = (0, journal.Time.GetTimestamp());
        }

        journal.AddEvent(ReplyJournal.Skipped(reason, due), peer, connection);
    }
}
