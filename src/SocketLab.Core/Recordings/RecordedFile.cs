namespace SocketLab.Core.Recordings;

/// <summary>One file of a recording, whole up to its last byte.</summary>
public sealed record RecordedFile
{
    /// <summary>Its name in the recording's folder.</summary>
    public required string Name { get; init; }

    /// <summary>Its length in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>Messages in it.</summary>
    public long Entries { get; init; }

    /// <summary>When the first message in it came or went, UTC; null where it has none.</summary>
    public DateTime? First { get; init; }

    /// <summary>When the last message in it came or went, UTC; null where it has none.</summary>
    public DateTime? Last { get; init; }

    /// <summary>This file with what follows it.</summary>
    internal RecordedFile With(RecordedFile more) =>
        this with
        {
            Bytes = Bytes + more.Bytes,
            Entries = Entries + more.Entries,
            First = First ?? more.First,
            Last = more.Last ?? Last,
        };
}
