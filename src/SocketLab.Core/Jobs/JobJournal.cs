using System.Globalization;
using System.Text;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Jobs;

/// <summary>Words for what the journal says of jobs: that one began, and what it did. Each message stands there by itself.</summary>
internal static class JobJournal
{
    public static JournalEvent Started(SendJob job) =>
        new(EventType.JobStarted, null, $"Send job started: {job.Pacing ?? Describe(job.Repeat)}", new JobStartedData(job.Id));

    public static JournalEvent Ended(SendJob job, JobProgress progress)
    {
        var how = progress.State switch
        {
            JobState.Completed => "Send job completed",
            JobState.Cancelled => "Send job cancelled",
            _ => $"Send job failed ({progress.Error})",
        };
        var counts = Words($"{progress.Sent:N0} messages sent, {progress.Failed:N0} failed, {progress.Bytes:N0} bytes");
        var message = $"{how}: {counts}, {Words($"{progress.PerSecond:N1} a second")}";
        return new(
            EventType.JobEnded,
            progress.Error,
            message,
            new JobEndedData(job.Id, progress.Sent, progress.Failed, progress.Bytes, progress.Rebased)
        );
    }

    private static string Describe(RepeatOptions repeat)
    {
        var text = new StringBuilder(repeat.PerSecond is { } rate ? Words($"{rate:#,0.####} a second") : "flat out");
        text.Append(repeat.Count is { } count ? Words($", {count:N0} in all") : "");
        text.Append(repeat.DurationSeconds is { } seconds ? Words($", for {seconds:#,0.###} s") : "");
        text.Append(repeat.Burst > 1 ? Words($", {repeat.Burst:N0} at a time") : "");
        text.Append(repeat.JitterPercent > 0 ? Words($", jitter {repeat.JitterPercent:0.##} %") : "");
        return text.ToString();
    }

    private static string Words(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
