using SocketLab.Contracts;
using SocketLab.Core.Filtering;
using SocketLab.Core.Summaries;

namespace SocketLab.Web.Api;

/// <summary>Reads which series is asked for.</summary>
internal static class SeriesQuery
{
    /// <summary>The longest bucket: a day.</summary>
    private const int MaxBucketMs = 86_400_000;

    /// <summary>Reads a query string.</summary>
    /// <exception cref="InvalidRequestException">It is wrong.</exception>
    /// <exception cref="FilterException">The filter is wrong.</exception>
    public static SeriesRequest Parse(IQueryCollection query)
    {
        var read = new QueryReader(query, "value", "filter", "bucketMs", "from", "to");
        var request = new SeriesRequest
        {
            Value = Value(read),
            Bucket = TimeSpan.FromMilliseconds(read.Number("bucketMs", 1, MaxBucketMs) ?? 1000),
            From = read.Time("from") ?? DateTime.MinValue,
            To = read.Time("to") ?? DateTime.MaxValue,
        };
        read.Finish();
        return request with { Filter = read.Filter() };
    }

    private static EntryValue? Value(QueryReader read)
    {
        if (read.Text("value") is not { } text)
        {
            return null;
        }

        try
        {
            var value = EntryValue.Parse(text);
            if (value.IsNumber)
            {
                return value;
            }

            read.Refuse("value", $"{value.Name} is no number.");
        }
        catch (FilterException error)
        {
            read.Refuse("value", error.Message);
        }

        return null;
    }
}
