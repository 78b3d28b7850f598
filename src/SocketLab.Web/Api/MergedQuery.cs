using SocketLab.Contracts;
using SocketLab.Core.Filtering;

namespace SocketLab.Web.Api;

/// <summary>Which entries of several endpoints are asked for.</summary>
internal sealed record MergedQuery
{
    /// <summary>The endpoints' ids; null for all.</summary>
    public IReadOnlyList<string>? Endpoints { get; init; }

    public Filter? Filter { get; init; }

    public bool NewestFirst { get; init; }

    public int Limit { get; init; }

    public int PayloadBytes { get; init; }

    public MergedCursor? Cursor { get; init; }

    /// <summary>Reads a query string.</summary>
    /// <exception cref="InvalidRequestException">It is wrong.</exception>
    /// <exception cref="FilterException">The filter is wrong.</exception>
    public static MergedQuery Parse(IQueryCollection query)
    {
        var read = new QueryReader(query, "endpoints", "filter", "order", "limit", "payloadBytes", "cursor");
        var newestFirst = read.Choice("order", "asc", "desc") == "desc";
        var parsed = new MergedQuery
        {
            Endpoints = read.Text("endpoints")?.Split(',').Distinct().ToList(),
            NewestFirst = newestFirst,
            Limit = (int)(read.Number("limit", 1, EntryQuery.MaxLimit) ?? EntryQuery.DefaultLimit),
            PayloadBytes = (int)(read.Number("payloadBytes", 0, int.MaxValue) ?? int.MaxValue),
            Cursor = MergedCursor.Read(read, newestFirst),
        };
        read.Finish();
        return parsed with { Filter = read.Filter() };
    }
}
