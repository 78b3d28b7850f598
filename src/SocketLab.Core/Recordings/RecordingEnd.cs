namespace SocketLab.Core.Recordings;

/// <summary>Where a recording is in its life.</summary>
public enum RecordingState
{
    /// <summary>It records.</summary>
    Recording,

    /// <summary>It was stopped, by a person or by itself.</summary>
    Stopped,
}

/// <summary>Why a recording ended.</summary>
public enum RecordingEnd
{
    /// <summary>Somebody stopped it.</summary>
    Asked,

    /// <summary>All that it recorded was deleted.</summary>
    EndpointsDeleted,

    /// <summary>The recordings together have as many bytes as they may.</summary>
    QuotaReached,

    /// <summary>The disk has too little room left.</summary>
    DiskFull,

    /// <summary>The disk did not take what was to be written.</summary>
    DiskFailed,

    /// <summary>Something that nobody foresaw.</summary>
    Failed,
}

/// <summary>A recording cannot go on.</summary>
internal sealed class RecordingEndedException(RecordingEnd end, string message, Exception? inner = null) : Exception(message, inner)
{
    public RecordingEnd End { get; } = end;
}
