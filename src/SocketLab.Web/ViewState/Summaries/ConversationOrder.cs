using SocketLab.Core.Summaries;

namespace SocketLab.Web.ViewState.Summaries;

/// <summary>The columns of the table of conversations.</summary>
public enum ConversationColumn
{
    /// <summary>The endpoint, where there are several.</summary>
    Endpoint,

    /// <summary>The other side.</summary>
    Peer,

    /// <summary>Messages received.</summary>
    ReceivedMessages,

    /// <summary>Bytes received.</summary>
    ReceivedBytes,

    /// <summary>Messages sent.</summary>
    SentMessages,

    /// <summary>Bytes sent.</summary>
    SentBytes,

    /// <summary>When the first message was.</summary>
    First,

    /// <summary>From the first message to the last.</summary>
    Duration,

    /// <summary>Bytes a second, both ways.</summary>
    Rate,
}

/// <summary>How conversations are sorted.</summary>
/// <param name="Column">By what; null for most bytes, both ways.</param>
/// <param name="IsDescending">Whether the greatest stands first.</param>
public sealed record ConversationOrder(ConversationColumn? Column, bool IsDescending)
{
    /// <summary>How many are shown at first.</summary>
    public const int Page = 100;

    /// <summary>The one with most bytes first.</summary>
    public static ConversationOrder Default { get; } = new(null, true);

    /// <summary>By a column: figures from the greatest, names from the first, and then the other way round.</summary>
    public ConversationOrder Next(ConversationColumn column) =>
        column == Column
            ? this with
            {
                IsDescending = !IsDescending,
            }
            : new(column, column is not (ConversationColumn.Peer or ConversationColumn.Endpoint));

    /// <summary>Sorts.</summary>
    public IEnumerable<ConversationRow> Sort(IReadOnlyList<ConversationRow> rows)
    {
        if (Column is not { } column)
        {
            return rows;
        }

        var sorted = column switch
        {
            ConversationColumn.Endpoint => rows.OrderBy(row => row.Origin?.Name, StringComparer.Ordinal),
            ConversationColumn.Peer => rows.OrderBy(row => row.Counted.Key.Peer.ToString(), StringComparer.Ordinal),
            _ => rows.OrderBy(row => Key(row.Counted)),
        };
        return IsDescending ? sorted.Reverse() : sorted;

        double Key(CountedRow<ConversationKey> row) =>
            column switch
            {
                ConversationColumn.ReceivedMessages => row.Totals.ReceivedMessages,
                ConversationColumn.ReceivedBytes => row.Totals.ReceivedBytes,
                ConversationColumn.SentMessages => row.Totals.SentMessages,
                ConversationColumn.SentBytes => row.Totals.SentBytes,
                ConversationColumn.First => row.First.Ticks,
                ConversationColumn.Duration => row.Duration.Ticks,
                _ => row.BytesPerSecond ?? -1,
            };
    }
}
