using System.Globalization;

namespace SocketLab.Web.ViewState.Recordings;

/// <summary>Writes the filter that takes certain entries: <c>seq in (3, 5) or seq >= 10 and seq &lt;= 90</c>.</summary>
public static class SequenceText
{
    /// <summary>Entries in a row that are shorter as a range than one by one.</summary>
    private const int ShortestRange = 4;

    /// <summary>The filter.</summary>
    /// <param name="sequences">The entries, one at least, in any order.</param>
    public static string Of(IEnumerable<long> sequences)
    {
        var (alone, tests) = (new List<string>(), new List<string>());
        foreach (var (first, last) in Runs(sequences))
        {
            if (last - first + 1 < ShortestRange)
            {
                alone.AddRange(Enumerable.Range(0, (int)(last - first + 1)).Select(i => Text(first + i)));
            }
            else
            {
                tests.Add($"seq >= {Text(first)} and seq <= {Text(last)}");
            }
        }

        return string.Join(" or ", alone.Count > 0 ? [$"seq in ({string.Join(", ", alone)})", .. tests] : tests);
    }

    private static IEnumerable<(long First, long Last)> Runs(IEnumerable<long> sequences)
    {
        (long First, long Last)? run = null;
        foreach (var sequence in sequences.Order())
        {
            if (run is { } open && sequence <= open.Last + 1)
            {
                run = (open.First, sequence);
                continue;
            }

            if (run is { } ended)
            {
                yield return ended;
            }

            run = (sequence, sequence);
        }

        if (run is { } last)
        {
            yield return last;
        }
    }

    private static string Text(long sequence) => sequence.ToString(CultureInfo.InvariantCulture);
}
