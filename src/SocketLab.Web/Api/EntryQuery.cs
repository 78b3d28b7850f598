using System.Globalization;
using SocketLab.Contracts;
using SocketLab.Core.Definitions;

namespace SocketLab.Web.Api;

/// <summary>Which entries of a journal are asked for.</summary>
internal sealed record EntryQuery
{
    /// <summary>Entries a page at most.</summary>
    public const int MaxLimit = 10_000;

    private static readonly string[] Known = ["after", "before", "limit", "filter", "order", "payloadBytes", "journalId"];

    public long? After { get; init; }

    public long? Before { get; init; }

    public int Limit { get; init; } = 100;

    public bool NewestFirst { get; init; }

    public int PayloadBytes { get; init; } = int.MaxValue;

    public string? JournalId { get; init; }

    /// <summary>Reads a query string.</summary>
    /// <exception cref="InvalidRequestException">It is wrong.</exception>
    public static EntryQuery Parse(IQueryCollection query)
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

        var order = Text("order");
        if (order is not (null or "asc" or "desc"))
        {
            errors.Add(new("$.order", "Choose asc, desc."));
        }

        if (Text("filter") is not null)
        {
            errors.Add(new("$.filter", InvalidRequestException.NotYet));
        }

        var parsed = new EntryQuery
        {
            After = Number("after", 0, long.MaxValue - 1),
            Before = Number("before", 1, long.MaxValue),
            Limit = (int)(Number("limit", 1, MaxLimit) ?? 100),
            NewestFirst = order == "desc",
            PayloadBytes = (int)(Number("payloadBytes", 0, int.MaxValue) ?? int.MaxValue),
            JournalId = Text("journalId"),
        };
        return errors.Count == 0 ? parsed : throw new InvalidRequestException(errors);

        string? Text(string name) => query.TryGetValue(name, out var values) && !string.IsNullOrEmpty(values[0]) ? values[0] : null;

        long? Number(string name, long min, long max)
        {
            if (Text(name) is not { } text)
            {
                return null;
            }

            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
            {
                return number;
            }

            errors.Add(new($"$.{name}", $"'{text}' is no whole number from {min} to {max}."));
            return null;
        }
    }
}
