namespace SocketLab.Core.Journal;

/// <summary>What happened, for entries that carry no bytes.</summary>
/// <param name="Type">The kind of event.</param>
/// <param name="Code">A stable code for programs: a fault's, a close reason's, or null.</param>
/// <param name="Message">One sentence for people.</param>
/// <param name="Data">The event's figures, of the record that <see cref="EventDataTypes"/> names for its type; null for none.</param>
public sealed record JournalEvent(EventType Type, string? Code, string Message, EventData? Data = null);
