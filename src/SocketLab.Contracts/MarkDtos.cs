namespace SocketLab.Contracts;

/// <summary>A mark that is to be put on an entry, or changed.</summary>
public sealed record MarkRequest
{
    /// <summary>What is noted, 500 characters at most; null or empty for nothing.</summary>
    public string? Note { get; init; }
}

/// <summary>An entry that somebody marked.</summary>
/// <param name="Seq">The entry's sequence.</param>
/// <param name="Note">What was noted; empty for nothing.</param>
public sealed record MarkDto(long Seq, string Note);

/// <summary>The marked entries of a journal.</summary>
/// <param name="JournalId">The life of the journal, which marks do not outlast.</param>
/// <param name="Marks">The marks, in the order of their entries.</param>
public sealed record MarksDto(string JournalId, IReadOnlyList<MarkDto> Marks);
