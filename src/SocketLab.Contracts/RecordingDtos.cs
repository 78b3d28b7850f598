namespace SocketLab.Contracts;

/// <summary>What is to be recorded: <c>POST /api/recordings</c>.</summary>
public sealed record RecordingRequest
{
    /// <summary>The endpoints' ids.</summary>
    public required IReadOnlyList<string> EndpointIds { get; init; }

    /// <summary>What people call it; empty for a name of what is recorded.</summary>
    public string Name { get; init; } = "";

    /// <summary>Which messages are wanted; null for all.</summary>
    public string? Filter { get; init; }

    /// <summary>How the entries become packets.</summary>
    public CaptureFormDto As { get; init; }

    /// <summary>What becomes one packet; frames only with <see cref="CaptureFormDto.Messages"/>.</summary>
    public CapturePerDto Per { get; init; }

    /// <summary>Bytes of a file behind which the next one begins.</summary>
    public long FileBytes { get; init; } = 64L << 20;

    /// <summary>Files that are kept; the oldest makes room for one more.</summary>
    public int Files { get; init; } = 10;

    /// <summary>Whether it begins with what the journals keep, rather than with what comes.</summary>
    public bool IncludeKept { get; init; }
}

/// <summary>How entries stand in a capture file.</summary>
public enum CaptureFormDto
{
    /// <summary>As packets with IP, UDP and TCP headers.</summary>
    Packets,

    /// <summary>As Wireshark's exported PDU, one for each entry or frame.</summary>
    Messages,
}

/// <summary>What becomes one packet of a capture file.</summary>
public enum CapturePerDto
{
    /// <summary>A datagram, or one read or write of stream data.</summary>
    Entry,

    /// <summary>Of a stream that is cut into frames one frame, whole; anything else as it came.</summary>
    Frame,
}

/// <summary>A recording, and how far it is.</summary>
public sealed record RecordingDto
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary><c>recording</c> or <c>stopped</c>.</summary>
    public required RecordingStateDto State { get; init; }

    public required IReadOnlyList<string> EndpointIds { get; init; }

    public required string? Filter { get; init; }

    public required CaptureFormDto As { get; init; }

    public required CapturePerDto Per { get; init; }

    public required DateTime StartedAt { get; init; }

    public required DateTime? EndedAt { get; init; }

    /// <summary>Why it ended; null before.</summary>
    public required RecordingEndDto? End { get; init; }

    /// <summary>Why it ended, in half a sentence; null before, and where somebody ended it.</summary>
    public required string? EndMessage { get; init; }

    /// <summary>Its files, the oldest first.</summary>
    public required IReadOnlyList<RecordedFileDto> Files { get; init; }

    /// <summary>Messages in its files.</summary>
    public required long Entries { get; init; }

    /// <summary>Bytes of its files.</summary>
    public required long Bytes { get; init; }

    /// <summary>Messages that were evicted before they could be written, or that the disk did not take.</summary>
    public required long Dropped { get; init; }

    /// <summary>Messages in files that made room for newer ones.</summary>
    public required long Overwritten { get; init; }

    /// <summary>When the first message in its files came or went; null where there is none.</summary>
    public required DateTime? First { get; init; }

    /// <summary>When the last message in its files came or went; null where there is none.</summary>
    public required DateTime? Last { get; init; }
}

/// <summary><c>GET /api/recordings</c>.</summary>
public sealed record RecordingsDto(IReadOnlyList<RecordingDto> Recordings);

/// <summary>One file of a recording.</summary>
/// <param name="Name">Its name in the folder <c>recordings/ID</c> of the data directory.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Entries">Messages in it.</param>
public sealed record RecordedFileDto(string Name, long Bytes, long Entries);

/// <summary>Where a recording is in its life.</summary>
public enum RecordingStateDto
{
    /// <summary>It records.</summary>
    Recording,

    /// <summary>It has ended.</summary>
    Stopped,
}

/// <summary>Why a recording ended.</summary>
public enum RecordingEndDto
{
    /// <summary>Somebody stopped it.</summary>
    Asked,

    /// <summary>All that it recorded was deleted.</summary>
    EndpointsDeleted,

    /// <summary>All recordings together have as many bytes as they may.</summary>
    QuotaReached,

    /// <summary>The disk has too little room left.</summary>
    DiskFull,

    /// <summary>The disk did not take what was to be written.</summary>
    DiskFailed,

    /// <summary>Something that nobody foresaw.</summary>
    Failed,
}
