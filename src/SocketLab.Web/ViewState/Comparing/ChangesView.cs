using System.Globalization;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads.Comparing;

namespace SocketLab.Web.ViewState.Comparing;

/// <summary>What changes over a run of messages.</summary>
/// <param name="Rows">Their fields, in order.</param>
/// <param name="Summary">Which messages were looked at.</param>
public sealed record ChangesView(IReadOnlyList<ChangeRow> Rows, string Summary)
{
    /// <summary>Fields that are listed: more than that is no structure.</summary>
    public const int MaxRows = 500;

    /// <summary>Entries that are looked through for messages: a run between two rows may have a million.</summary>
    private const int MaxEntries = 20_000;

    private const int BatchEntries = 500;

    /// <summary>What changes over messages that somebody chose, in the order in which they came.</summary>
    public static ChangesView Of(IReadOnlyList<ReadOnlyMemory<byte>> messages, string what)
    {
        var looked = Math.Min(messages.Count, ByteChanges.MaxMessages);
        var fields = ByteChanges.Of(messages);
        var cut = messages.Any(message => message.Length > ByteChanges.MaxBytes)
            ? $" Of each the first {Number(ByteChanges.MaxBytes)} bytes."
            : "";
        return new(
            [.. fields.Take(MaxRows).Select(field => ChangeRow.Of(field, looked))],
            $"{Number(looked)} {what}.{cut}{(fields.Count > MaxRows ? $" The first {Number(MaxRows)} fields are listed." : "")}"
        );
    }

    /// <summary>What changes from one entry of a journal to another, over the messages like the second between them.</summary>
    /// <param name="journal">The journal of both.</param>
    /// <param name="from">An entry; it may stand before or behind the other.</param>
    /// <param name="to">The entry that is looked at: its direction, and its connection if it has one, are those of all.</param>
    public static ChangesView Between(EntryJournal journal, long from, Entry to)
    {
        var (first, last) = (Math.Min(from, to.Sequence), Math.Max(from, to.Sequence));
        var messages = new List<ReadOnlyMemory<byte>>();
        var batch = new EntryBatch();
        var (next, looked) = (first - 1, 0);
        while (next < last && looked < MaxEntries && messages.Count < ByteChanges.MaxMessages)
        {
            journal.Read(next, batch, (int)Math.Min(BatchEntries, last - next), ByteChanges.MaxBytes + 1);
            if (batch.Count == 0)
            {
                break;
            }

            foreach (var entry in batch)
            {
                if (IsLike(entry, to) && entry.Sequence <= last && messages.Count < ByteChanges.MaxMessages)
                {
                    messages.Add(entry.Payload.ToArray());
                }
            }

            (next, looked) = (batch.Next, looked + batch.Count);
        }

        var way = to.Direction == EntryDirection.Out ? "sent" : "received";
        var where = to.ConnectionId.IsNone ? "" : string.Create(CultureInfo.InvariantCulture, $" on connection {to.ConnectionId.Number}");
        var rest = next < last ? "; the run is longer" : "";
        return Of(messages, $"messages {way}{where}, entries {Number(first)} to {Number(Math.Min(next, last))}{rest}");
    }

    private static bool IsLike(EntryView entry, Entry other) =>
        entry.Kind == other.Kind && entry.Direction == other.Direction && entry.ConnectionId == other.ConnectionId;
}
