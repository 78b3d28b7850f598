namespace SocketLab.Core.Journal;

/// <summary>Everything a journal counted, in one snapshot.</summary>
/// <remarks>Always: received + sent + events = journaled = evicted + cleared + kept.</remarks>
public readonly record struct JournalLedger
{
    /// <summary>Messages received.</summary>
    public long ReceivedMessages { get; init; }

    /// <summary>Bytes of the messages received, as far as the socket delivered them.</summary>
    public long ReceivedBytes { get; init; }

    /// <summary>Messages sent.</summary>
    public long SentMessages { get; init; }

    /// <summary>Bytes of the messages sent.</summary>
    public long SentBytes { get; init; }

    /// <summary>Events journaled.</summary>
    public long Events { get; init; }

    /// <summary>Received messages of which the socket delivered less than was sent.</summary>
    public long Truncated { get; init; }

    /// <summary>Entries pushed out by newer ones.</summary>
    public long Evicted { get; init; }

    /// <summary>Entries removed by <see cref="EntryJournal.Clear()"/>.</summary>
    public long Cleared { get; init; }

    /// <summary>Sequence of the newest entry ever; 0 before the first.</summary>
    public long Last { get; init; }

    /// <summary>All entries ever.</summary>
    public long Journaled => ReceivedMessages + SentMessages + Events;

    /// <summary>Entries that can be read now.</summary>
    public long Kept => Journaled - Evicted - Cleared;

    /// <summary>Sequence of the oldest kept entry; one above <see cref="Last"/> when none is kept.</summary>
    public long First => Last - Kept + 1;
}
