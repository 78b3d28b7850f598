using System.Globalization;
using SocketLab.Core.Capture.Writing;
using SocketLab.Core.Payloads;
using SocketLab.Core.Recordings;

namespace SocketLab.Web.ViewState.Recordings;

/// <summary>A recording as the page of recordings shows it.</summary>
public sealed record RecordingCard
{
    /// <summary>The recording's id.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it, as it can be seen.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it records now.</summary>
    public required bool IsRecording { get; init; }

    /// <summary>From when to when, in the viewer's time.</summary>
    public required string Span { get; init; }

    /// <summary>How much there is: <c>1,234 messages · 1.2 MB · 2 files</c>, and whether frames of streams are packets.</summary>
    public required string Amount { get; init; }

    /// <summary>What is not in it; null where all is.</summary>
    public required string? Missing { get; init; }

    /// <summary>Why it stopped by itself; null where it did not.</summary>
    public required string? Stopped { get; init; }

    /// <summary>The filter; null where everything is in it.</summary>
    public required string? Filter { get; init; }

    /// <summary>Whether there is anything to open.</summary>
    public required bool HasEntries { get; init; }

    /// <summary>Messages of each moment, for a line.</summary>
    public required IReadOnlyList<long> Rate { get; init; }

    /// <summary>How high the line is, in words.</summary>
    public required string Peak { get; init; }

    /// <summary>Reads a recording.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="zone">The viewer's time zone.</param>
    /// <param name="now">The time, UTC.</param>
    public static RecordingCard Of(Recording recording, TimeZoneInfo zone, DateTime now)
    {
        var (progress, rate) = (recording.Progress, recording.Rate);
        var peak = rate.Counts.Count > 0 ? rate.Counts.Max() / rate.Seconds : 0;
        return new()
        {
            Id = recording.Id,
            Name = VisibleText.Name(recording.Name),
            IsRecording = progress.State == RecordingState.Recording,
            Span = SpanOf(progress, zone, now),
            Amount = AmountOf(progress) + (recording.Options.Form == CaptureForm.Frames ? " · a packet a frame" : ""),
            Missing = MissingOf(progress),
            Stopped = progress.Message is { } why ? VisibleText.Sentence($"Stopped by itself: {why}.") : null,
            Filter = recording.Options.Filter,
            HasEntries = progress.Entries > 0,
            Rate = rate.Counts,
            Peak = peak > 0 ? string.Create(CultureInfo.InvariantCulture, $"{peak:#,0.#} a second at most") : "",
        };
    }

    private static string SpanOf(RecordingProgress progress, TimeZoneInfo zone, DateTime now)
    {
        var (from, to) = (progress.First ?? progress.StartedAt, progress.Last ?? progress.EndedAt ?? now);
        var begun = TimeZoneInfo.ConvertTimeFromUtc(from, zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return progress.State == RecordingState.Recording
            ? $"since {begun} · {Elapsed.Format(now - progress.StartedAt)}"
            : $"{begun} · {Elapsed.Format(to - from)}";
    }

    private static string AmountOf(RecordingProgress progress)
    {
        var files = progress.Files.Count;
        var entries = progress.Entries == 1 ? "1 message" : $"{Number(progress.Entries)} messages";
        return $"{entries} · {ByteSize.Format(progress.Bytes)} · {(files == 1 ? "1 file" : $"{Number(files)} files")}";
    }

    private static string? MissingOf(RecordingProgress progress)
    {
        var dropped = progress.Dropped > 0 ? $"{Number(progress.Dropped)} dropped: the disk was too slow, or full" : null;
        var overwritten = progress.Overwritten > 0 ? $"{Number(progress.Overwritten)} older ones made room for newer ones" : null;
        return dropped is null || overwritten is null ? dropped ?? overwritten : $"{dropped}; {overwritten}";
    }
}
