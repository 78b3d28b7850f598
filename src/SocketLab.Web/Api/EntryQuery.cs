using SocketLab.Contracts;
using SocketLab.Core.Filtering;

namespace SocketLab.Web.Api;

/// <summary>Which entries of a journal are asked for.</summary>
internal sealed record EntryQuery
{
    /// <summary>Entries a page at most.</summary>
    public const int MaxLimit = 10_000;

    /// <summary>Entries a page, where nobody asked for a number.</summary>
    public const int DefaultLimit = 100;

    public long? After { get; init; }

    public long? Before { get; init; }

    public int Limit { get; init; } = DefaultLimit;

    public bool NewestFirst { get; init; }

    public int PayloadBytes { get; init; } = int.MaxValue;

    public string? JournalId { get; init; }

    public Filter? Filter { get; init; }

    /// <summary>Reads a query string.</summary>
    /// <exception cref="InvalidRequestException">It is wrong.</exception>
    /// <exception cref="FilterException">The filter is wrong.</exception>
    public static EntryQuery Parse(IQueryCollection query)
    {
        var read = new QueryReader(query, "after", "before", "limit", "filter", "order", "payloadBytes", "journalId");
        var parsed = new EntryQuery
        {
            After = read.Number("after", 0, long.MaxValue - 1),
            Before = read.Number("before", 1, long.MaxValue),
            Limit = (int)(read.Number("limit", 1, MaxLimit) ?? DefaultLimit),
            NewestFirst = read.Choice("order", "asc", "desc") == "desc",
            PayloadBytes = (int)(read.Number("payloadBytes", 0, int.MaxValue) ?? int.MaxValue),
            JournalId = read.Text("journalId"),
            Filter = read.Filter(),
        };
        read.Finish();
        return parsed;
    }
}
