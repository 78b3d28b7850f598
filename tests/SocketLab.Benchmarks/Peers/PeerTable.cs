namespace SocketLab.Benchmarks.Peers;

/// <summary>Results on the console.</summary>
internal static class PeerTable
{
    public static void Print(ScenarioResult result)
    {
        var rows = new List<string[]> { (string[])["figure", "contestant", "median", "min", "max", "SocketLab ÷ it"] };
        foreach (
            var metric in result
                .Contestants.SelectMany(contestant => contestant.Metrics)
                .Select(metric => (metric.Name, metric.Unit))
                .Distinct()
        )
        {
            if (IsNothing(result, metric))
            {
                rows.Add([$"{metric.Name}, {metric.Unit}", "all that were checked", "0", "", "", ""]);
                continue;
            }

            var own = Values(result.Contestants.FirstOrDefault(contestant => contestant.Name == Scenario.Ours), metric);
            foreach (var contestant in result.Contestants)
            {
                if (Values(contestant, metric) is { Count: > 0 } values)
                {
                    var spread = Spread.Of(values);
                    rows.Add([
                        $"{metric.Name}, {metric.Unit}",
                        contestant.Name,
                        Spread.Short(spread.Median),
                        Spread.Short(spread.Min),
                        Spread.Short(spread.Max),
                        Ratio(contestant, own, values),
                    ]);
                }
            }
        }

        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            Console.WriteLine(
                "  "
                    + string.Join(
                        "  ",
                        row.Select((cell, column) => column < 2 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))
                    )
            );
        }

        foreach (var contestant in result.Contestants.Where(contestant => contestant.Problem is not null))
        {
            Console.WriteLine($"  {contestant.Name}: {contestant.Problem}");
        }

        foreach (var bar in result.Bars)
        {
            Console.WriteLine($"  {bar.Verdict.ToUpperInvariant().PadRight(6)}  {bar.Text}: {bar.Figure}");
        }
    }

    /// <summary>Nine rows of zeros hide the rows that say something.</summary>
    private static bool IsNothing(ScenarioResult result, (string Name, string Unit) metric) =>
        result.Contestants.Count > 1 && result.Contestants.All(contestant => Values(contestant, metric).All(value => value == 0));

    private static string Ratio(ContestantResult contestant, IReadOnlyList<double> own, IReadOnlyList<double> values) =>
        contestant.Name == Scenario.Ours || own.Count == 0 || values.Any(value => value == 0)
            ? ""
            : Spread.Of(own.Zip(values, (mine, other) => mine / other)).ToString();

    private static IReadOnlyList<double> Values(ContestantResult? contestant, (string Name, string Unit) metric) =>
        contestant?.Metrics.FirstOrDefault(candidate => (candidate.Name, candidate.Unit) == metric)?.Values ?? [];
}
