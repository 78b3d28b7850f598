using SocketLab.Core.Journal;

namespace SocketLab.Web.ViewState.Comparing;

/// <summary>The entry that a person holds to compare others with, whichever endpoint they look at meanwhile.</summary>
public sealed class CompareState : LiveState
{
    /// <summary>The entry that is held; null while none is.</summary>
    public HeldEntry? Held { get; private set; }

    /// <summary>Whether bytes are compared place by place, rather than so that what was put in moves nothing else.</summary>
    public bool ByPosition { get; private set; }

    /// <summary>Holds an entry, or holds none any more.</summary>
    public void Hold(HeldEntry? entry) => Change(() => Held = entry);

    /// <summary>Compares in the other way.</summary>
    public void Align(bool byPosition) => Change(() => ByPosition = byPosition);

    /// <summary>Whether an entry of a journal is the one that is held.</summary>
    public bool Holds(string journalId, long sequence) =>
        Held is { } held && held.JournalId == journalId && held.Entry.Sequence == sequence;
}

/// <summary>An entry that is held for comparing. It stays whole here, also when its journal lets it go.</summary>
/// <param name="Endpoint">The name of the endpoint that it is of.</param>
/// <param name="JournalId">The journal that it is in.</param>
/// <param name="Entry">The entry.</param>
public sealed record HeldEntry(string Endpoint, string JournalId, Entry Entry);
