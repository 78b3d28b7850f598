using SocketLab.Core.Journal;

namespace SocketLab.Core.Replies;

/// <summary>Holds one run's answers to their number a second, and tells the journal when they pause and go on.</summary>
/// <remarks>For the thread that answers; whether it is paused may be asked, and the end told, by any.</remarks>
internal sealed class AnswerLimit(EntryJournal journal, ReplyCounters counters)
{
    private readonly ReplyPace _pace = new(journal.Time);
    private long _skipped;

    /// <summary>Whether answers are held back at this moment.</summary>
    public bool IsPausedNow => _pace.IsPausedNow;

    /// <summary>Whether one more answer may go; if not, it is counted as skipped.</summary>
    /// <param name="limit">Answers a second at most.</param>
    public bool MayGo(int limit)
    {
        var verdict = _pace.Next(limit);
        switch (verdict)
        {
            case PaceVerdict.Pause:
                journal.AddEvent(ReplyJournal.Paused(limit));
                break;
            case PaceVerdict.Resume:
                journal.AddEvent(ReplyJournal.Resumed(Interlocked.Exchange(ref _skipped, 0)));
                break;
        }

        if (verdict is PaceVerdict.Pause or PaceVerdict.Paused)
        {
            Interlocked.Increment(ref _skipped);
            counters.CountSkipped(1);
            return false;
        }

        return true;
    }

    /// <summary>The run ends: tells of what was not sent in a pause that nobody ends any more.</summary>
    public void Finish()
    {
        if (Interlocked.Exchange(ref _skipped, 0) is > 0 and var skipped)
        {
            journal.AddEvent(ReplyJournal.Skipped(ReplySkip.Paused, skipped));
        }
    }
}
