using SocketLab.Contracts;
using SocketLab.Core.Journal;

namespace SocketLab.Web.Api;

/// <summary>Which frames are asked for.</summary>
internal sealed record FrameQuery
{
    public required ConnectionId Connection { get; init; }

    public EntryDirection Direction { get; init; }

    public string? After { get; init; }

    public int Limit { get; init; }

    public int PayloadBytes { get; init; }

    /// <summary>Reads a query string.</summary>
    /// <exception cref="InvalidRequestException">It is wrong.</exception>
    public static FrameQuery Parse(IQueryCollection query)
    {
        var read = new QueryReader(query, "connectionId", "direction", "after", "limit", "payloadBytes");
        if (!ConnectionId.TryParse(read.Text("connectionId"), out var connection))
        {
            read.Refuse("connectionId", "Name a connection of the endpoint: its id.");
        }

        var parsed = new FrameQuery
        {
            Connection = connection,
            Direction = read.Choice("direction", "in", "out") == "out" ? EntryDirection.Out : EntryDirection.In,
            After = read.Text("after"),
            Limit = (int)(read.Number("limit", 1, EntryQuery.MaxLimit) ?? EntryQuery.DefaultLimit),
            PayloadBytes = (int)(read.Number("payloadBytes", 0, int.MaxValue) ?? int.MaxValue),
        };
        read.Finish();
        return parsed;
    }
}
