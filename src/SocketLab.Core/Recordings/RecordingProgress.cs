namespace SocketLab.Core.Recordings;

/// <summary>How a recording is: one snapshot.</summary>
public sealed record RecordingProgress
{
    /// <summary>Where it is in its life.</summary>
    public required RecordingState State { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTime StartedAt { get; init; }

    /// <summary>When it ended, UTC; null before.</summary>
    public DateTime? EndedAt { get; init; }

    /// <summary>Why it ended; null before.</summary>
    public RecordingEnd? End { get; init; }

    /// <summary>Why it ended, in half a sentence; null before, and where somebody ended it.</summary>
    public string? Message { get; init; }

    /// <summary>Its files, the oldest first.</summary>
    public required IReadOnlyList<RecordedFile> Files { get; init; }

    /// <summary>Messages that were evicted before they could be written, or that the disk did not take.</summary>
    public long Dropped { get; init; }

    /// <summary>Messages in files that made room for newer ones.</summary>
    public long Overwritten { get; init; }

    /// <summary>Messages in its files.</summary>
    public long Entries => Files.Sum(file => file.Entries);

    /// <summary>Bytes of its files.</summary>
    public long Bytes => Files.Sum(file => file.Bytes);

    /// <summary>When the first message in its files came or went, UTC; null where there is none.</summary>
    public DateTime? First => Files.Select(file => file.First).FirstOrDefault(time => time is not null);

    /// <summary>When the last message in its files came or went, UTC; null where there is none.</summary>
    public DateTime? Last => Files.Select(file => file.Last).LastOrDefault(time => time is not null);
}
