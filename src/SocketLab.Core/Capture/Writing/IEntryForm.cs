using SocketLab.Core.Journal;

namespace SocketLab.Core.Capture.Writing;

/// <summary>How the entries of one interface become packets of the file.</summary>
internal interface IEntryForm
{
    /// <summary>What is to be told about the interface as a whole; null for nothing.</summary>
    string? Summary { get; }

    /// <summary>Writes a message.</summary>
    void Write(in EntryView entry);

    /// <summary>Takes notice of an entry that is not wanted: what is wanted may have begun in it, or may end in it.</summary>
    void Pass(in EntryView entry) { }

    /// <summary>Writes what waits for its end, which does not come any more, or not into this file.</summary>
    void Finish() { }

    /// <summary>Writes what an event stands for.</summary>
    /// <returns>Whether it became packets; otherwise it is told on the next one.</returns>
    bool WriteEvent(in EntryView entry, JournalEvent what);
}
