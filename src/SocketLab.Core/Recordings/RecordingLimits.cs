namespace SocketLab.Core.Recordings;

/// <summary>How much room recordings may take.</summary>
public sealed record RecordingLimits
{
    /// <summary>Recordings that are kept, running or not.</summary>
    public int Recordings { get; init; } = 200;

    /// <summary>Bytes that the files of all of them may have together. One that reaches it stops.</summary>
    public long RecordingBytes { get; init; } = 20L << 30;

    /// <summary>Bytes of the disk that stay free: a recording stops before less is left.</summary>
    public long RecordingFreeBytes { get; init; } = 512L << 20;
}
