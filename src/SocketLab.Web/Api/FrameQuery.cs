using System.Globalization;
using SocketLab.Contracts;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Web.Api;

/// <summary>Which frames are asked for.</summary>
internal sealed record FrameQuery
{
    private static readonly string[] Known = ["connectionId", "direction", "after", "limit", "payloadBytes"];

    public required ConnectionId Connection { get; init; }

    public EntryDirection Direction { get; init; }

    public string? After { get; init; }

    public int Limit { get; init; }

    public int PayloadBytes { get; init; }

    /// <summary>Reads a query string.</summary>
    /// <exception cref="InvalidRequestException">It is wrong.</exception>
    public static FrameQuery Parse(IQueryCollection query)
    {
        var errors = new List<DefinitionError>();
        foreach (var (name, values) in query)
        {
            if (!Known.Contains(name, StringComparer.Ordinal))
            {
                errors.Add(new($"$.{name}", $"There is no such parameter; known are {string.Join(", ", Known)}."));
            }
            else if (values.Count > 1)
            {
                errors.Add(new($"$.{name}", "This can be given once only."));
            }
        }

        if (!ConnectionId.TryParse(Text("connectionId"), out var connection))
        {
            errors.Add(new("$.connectionId", "Name a connection of the endpoint: its id."));
        }

        var direction = Text("direction");
        if (direction is not (null or "in" or "out"))
        {
            errors.Add(new("$.direction", "Choose in, out."));
        }

        var parsed = new FrameQuery
        {
            Connection = connection,
            Direction = direction == "out" ? EntryDirection.Out : EntryDirection.In,
            After = Text("after"),
            Limit = Number("limit", 1, EntryQuery.MaxLimit, 100),
            PayloadBytes = Number("payloadBytes", 0, int.MaxValue, int.MaxValue),
        };
        return errors.Count == 0 ? parsed : throw new InvalidRequestException(errors);

        string? Text(string name) => query.TryGetValue(name, out var values) && !string.IsNullOrEmpty(values[0]) ? values[0] : null;

        int Number(string name, int min, int max, int otherwise)
        {
            if (Text(name) is not { } text)
            {
                return otherwise;
            }

            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
            {
                return number;
            }

            errors.Add(new($"$.{name}", $"'{text}' is no whole number from {min} to {max}."));
            return otherwise;
        }
    }
}
