using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SocketLab.Benchmarks.Peers;

/// <summary>Writes what --peers measured into docs/PERFORMANCE.md, between two marks, and draws the plots beside the results.</summary>
internal static class PeerReport
{
    private const string Begin = "<!-- peers: written by the report command -->";
    private const string End = "<!-- end of peers -->";

    public static async Task<int> RunAsync(BenchmarkOptions options)
    {
        var results = new List<ScenarioResult>();
        foreach (var scenario in AllScenarios.List(options))
        {
            var file = Path.Combine(options.In, $"{scenario.Name}.json");
            if (File.Exists(file))
            {
                results.Add(JsonSerializer.Deserialize<ScenarioResult>(await File.ReadAllTextAsync(file), ScenarioResult.Json)!);
            }
        }

        foreach (var result in results.Where(result => result.Plots.Count > 0))
        {
            await PeerPlot.DrawAsync(result, Path.Combine(options.In, $"{result.Scenario}.svg"));
        }

        var document = Path.Combine(options.In, "..", "PERFORMANCE.md");
        var text = await File.ReadAllTextAsync(document);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        if (begin < 0 || end < begin)
        {
            await Console.Error.WriteLineAsync($"{document} lacks the lines '{Begin}' and '{End}'.");
            return 1;
        }

        await File.WriteAllTextAsync(
            document,
            text[..(begin + Begin.Length)] + "\n" + Write(results, Path.GetFileName(Path.GetFullPath(options.In))) + text[end..]
        );
        return 0;
    }

    private static string Write(List<ScenarioResult> results, string folder)
    {
        var text = new StringBuilder();
        text.Append("| work | bar | median (min to max) | |\n| --- | --- | --- | --- |\n");
        foreach (var (result, bar) in results.SelectMany(result => result.Bars.Select(bar => (result, bar))))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| [{result.Scenario}](#{result.Scenario}) | {bar.Text} | {bar.Figure} | "
                    + $"{(bar.Met == false ? "**missed**" : bar.Verdict)} |\n"
            );
        }

        foreach (var result in results)
        {
            Write(text, result, folder);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, ScenarioResult result, string folder)
    {
        text.Append(
            CultureInfo.InvariantCulture,
            $"\n### {result.Scenario}\n{char.ToUpperInvariant(result.Title[0])}{result.Title[1..]}. "
        );
        text.Append(
            CultureInfo.InvariantCulture,
            $"Rounds: {result.Runs}; {result.At:yyyy-MM-dd}, {result.Machine.Processors} processors, {result.Machine.Runtime}.\n"
        );
        text.Append(
            CultureInfo.InvariantCulture,
            $"```\ndotnet run -c Release --project tests/SocketLab.Benchmarks -- --peers --app /tmp/socketlab --only {result.Scenario} "
                + $"--out docs/{folder}\n```\n"
        );
        var metrics = result
            .Contestants.SelectMany(contestant => contestant.Metrics)
            .Select(metric => (metric.Name, metric.Unit))
            .Distinct()
            .ToList();
        text.Append(
            CultureInfo.InvariantCulture,
            $"| | {string.Join(" | ", metrics.Select(metric => $"{metric.Name}, {metric.Unit}"))} |\n| --- "
                + $"|{string.Concat(metrics.Select(_ => " --- |"))}\n"
        );
        foreach (var contestant in result.Contestants)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {contestant.Name}{(contestant.Problem is null ? "" : $" ({contestant.Problem})")} |"
            );
            foreach (var metric in metrics)
            {
                var found = contestant.Metrics.FirstOrDefault(candidate => (candidate.Name, candidate.Unit) == metric);
                text.Append(
                    CultureInfo.InvariantCulture,
                    $" {(found is { Values.Count: > 0 } ? Spread.Of(found.Values).ToString() : "")} |"
                );
            }

            text.Append('\n');
        }

        if (result.Plots.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n![{result.Title}]({folder}/{result.Scenario}.svg)\n");
        }
    }
}
