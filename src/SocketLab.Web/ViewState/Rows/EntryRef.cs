namespace SocketLab.Web.ViewState.Rows;

/// <summary>
/// Names an entry wherever it is shown: a row of a feed that is filtered or made of several journals is still this entry.
/// </summary>
/// <param name="JournalId">The journal's id, which is new after each start of the server.</param>
/// <param name="Sequence">The entry's sequence in that journal.</param>
public readonly record struct EntryRef(string JournalId, long Sequence);
