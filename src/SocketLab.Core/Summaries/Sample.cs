using SocketLab.Core.Journal;

namespace SocketLab.Core.Summaries;

/// <summary>What summing up needs of an entry: copied out of the journal, so that nothing half-evicted is ever counted.</summary>
internal struct Sample
{
    /// <summary>Position in the journal.</summary>
    public long Sequence;

    /// <summary>The entry's header.</summary>
    public EntryHeader Header;

    /// <summary>The value that was asked for; NaN where the entry has none.</summary>
    public double Value;

    /// <summary>Which type of event it is; means nothing for a message.</summary>
    public EventType Event;

    /// <summary>Whether the filter takes it. An event is here also where it does not: it is shown, and not counted.</summary>
    public bool IsTaken;
}
