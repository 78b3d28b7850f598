namespace SocketLab.Core.Dissecting;

/// <summary>Where Wireshark's dissectors are, and what they may use.</summary>
public sealed record DissectorOptions
{
    /// <summary>A folder of our own: what is in it is replaced at each start of the dissectors.</summary>
    public required string Folder { get; init; }

    /// <summary>The path of <c>sharkd</c>; null where it is looked for.</summary>
    public string? Program { get; init; }

    /// <summary>How long one answer may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Address space that the process may have (<c>RLIMIT_AS</c>); about 350 MB of it are its own libraries and tables.</summary>
    public long MemoryBytes { get; init; } = 1L << 30;

    /// <summary>Bytes that one answer may have.</summary>
    public int AnswerBytes { get; init; } = 8 << 20;

    /// <summary>
    /// Files that one process opens. Wireshark 4.0's sharkd lets go of no file and of none of its tables, about 14 MB each, so that
    /// another process takes its place behind so many.
    /// </summary>
    public int FilesPerProcess { get; init; } = 12;

    /// <summary>How long the process stays when nobody needs it.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromMinutes(5);
}
