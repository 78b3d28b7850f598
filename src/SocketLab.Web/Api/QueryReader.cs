using System.Globalization;
using SocketLab.Contracts;
using SocketLab.Core.Definitions;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Core.Numbers;

namespace SocketLab.Web.Api;

/// <summary>Reads the parameters of a query, and says everything that is wrong with them at once.</summary>
/// <remarks>A parameter that is empty is one that is absent.</remarks>
internal sealed class QueryReader
{
    private static readonly string[] TimeForms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    private readonly IQueryCollection _query;
    private readonly DefinitionErrors _errors = new();

    /// <summary>Reads <paramref name="query"/>, in which each of <paramref name="known"/> may stand once.</summary>
    public QueryReader(IQueryCollection query, params string[] known)
    {
        _query = query;
        foreach (var (name, values) in query)
        {
            if (!known.Contains(name, StringComparer.Ordinal))
            {
                Refuse(name, $"There is no such parameter; known {(known.Length == 1 ? "is" : "are")} {string.Join(", ", known)}.");
            }
            else if (values.Count > 1)
            {
                Refuse(name, "This can be given once only.");
            }
        }
    }

    /// <summary>The value of a parameter; null when there is none.</summary>
    public string? Text(string name) => _query.TryGetValue(name, out var values) && !string.IsNullOrEmpty(values[0]) ? values[0] : null;

    /// <summary>The value of a parameter that is one of a few words; null when there is none, or another word.</summary>
    public string? Choice(string name, params string[] words)
    {
        if (Text(name) is not { } text || words.Contains(text, StringComparer.Ordinal))
        {
            return Text(name);
        }

        Refuse(name, $"Choose {string.Join(", ", words)}.");
        return null;
    }

    /// <summary>The value of a parameter that is a whole number; null when there is none, or no such number.</summary>
    public long? Number(string name, long min, long max)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (WholeNumber.TryRead<long>(text, out var number) && number >= min && number <= max)
        {
            return number;
        }

        Refuse(name, $"'{text}' is no whole number from {min} to {max}.");
        return null;
    }

    /// <summary>The filter; null when there is none.</summary>
    /// <exception cref="FilterException">It is wrong.</exception>
    public Filter? Filter() => Text("filter") is { } text ? Core.Filtering.Filter.Parse(text) : null;

    /// <summary>The connection that <c>connectionId</c> names; none when there is none, or it is no id.</summary>
    public ConnectionId Connection()
    {
        ConnectionId connection = default;
        if (Text("connectionId") is { } text && !ConnectionId.TryParse(text, out connection))
        {
            Refuse("connectionId", $"'{text}' is no id of a connection.");
        }

        return connection;
    }

    /// <summary>The value of a parameter that is an RFC 3339 time; null when there is none, or no such time.</summary>
    public DateTime? Time(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (
            DateTime.TryParseExact(text, TimeForms, CultureInfo.InvariantCulture, utc, out var time)
            && !text.Contains('\0', StringComparison.Ordinal)
        )
        {
            return time;
        }

        Refuse(name, $"'{text}' is no time. Write UTC as 2026-11-28T14:30:00Z.");
        return null;
    }

    /// <summary>Adds what is wrong with a parameter.</summary>
    public void Refuse(string name, string message) => _errors.Add($"$.{name}", message);

    /// <summary>Ends the reading.</summary>
    /// <exception cref="InvalidRequestException">Something was wrong.</exception>
    public void Finish()
    {
        if (_errors.List.Count > 0)
        {
            throw new InvalidRequestException(_errors.List);
        }
    }
}
