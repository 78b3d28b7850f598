using System.Text.Json;

namespace SocketLab.Benchmarks.Peers;

/// <summary>Runs scenarios round by round, prints tables and writes results.</summary>
internal static class PeerRun
{
    /// <returns>1 where a contestant failed or a name is unknown; a missed bar is a result and no failure.</returns>
    public static async Task<int> RunAsync(BenchmarkOptions options)
    {
        var known = AllScenarios.List(options);
        var unknown = options.Only.Where(name => known.All(scenario => scenario.Name != name)).ToList();
        if (unknown.Count > 0)
        {
            await Console.Error.WriteLineAsync(
                $"Unknown: {string.Join(", ", unknown)}. Known: {string.Join(", ", known.Select(scenario => scenario.Name))}."
            );
            return 1;
        }

        await using var arena = await Arena.OpenAsync(options.App);
        var failed = false;
        foreach (var scenario in known.Where(scenario => options.Only.Count == 0 || options.Only.Contains(scenario.Name)))
        {
            var result = await RunAsync(scenario, arena, Math.Min(options.Runs, scenario.MostRounds));
            PeerTable.Print(result);
            failed |= result.Contestants.Any(contestant => contestant.Problem?.StartsWith(Failed, StringComparison.Ordinal) == true);
            if (options.Out is not null)
            {
                Directory.CreateDirectory(options.Out);
                await File.WriteAllTextAsync(
                    Path.Combine(options.Out, $"{scenario.Name}.json"),
                    JsonSerializer.Serialize(result, ScenarioResult.Json) + "\n"
                );
            }
        }

        return failed ? 1 : 0;
    }

    private const string Failed = "failed: ";

    private static async Task<ScenarioResult> RunAsync(Scenario scenario, Arena arena, int runs)
    {
        Console.WriteLine($"\n## {scenario.Name}: {scenario.Title}");
        var contestants = scenario.Contestants(arena);
        var problems = contestants.ToDictionary(contestant => contestant.Name, Missing);
        var sheets = contestants.ToDictionary(contestant => contestant.Name, _ => new List<Sheet>());
        try
        {
            for (var round = scenario.WarmUp ? 0 : 1; round <= runs; round++)
            {
                // Whoever goes second finds a warmer or a more tired machine: take turns.
                foreach (var contestant in round % 2 == 0 ? contestants.Reverse() : contestants)
                {
                    if (problems[contestant.Name] is null)
                    {
                        var sheet = new Sheet();
                        problems[contestant.Name] = await TryAsync(contestant, sheet);
                        await Console.Error.WriteLineAsync(
                            $"  {(round == 0 ? "warm-up" : $"round {round}")}, {contestant.Name}: {Describe(sheet)}"
                        );
                        if (round > 0)
                        {
                            sheets[contestant.Name].Add(sheet);
                        }
                    }
                }
            }
        }
        finally
        {
            await arena.ClearAsync();
        }

        var results = contestants
            .Select(contestant => new ContestantResult(contestant.Name, problems[contestant.Name], Gather(sheets[contestant.Name])))
            .ToList();
        return new(
            scenario.Name,
            scenario.Title,
            runs,
            TimeProvider.System.GetUtcNow(),
            Machine.Here,
            results,
            [.. scenario.Bars.Select(bar => bar.Judge(results))],
            scenario.Plots
        );
    }

    private static string? Missing(Contestant contestant)
    {
        var missing = contestant.Programs.Where(program => PeerProcess.Find(program) is null).ToList();
        return missing.Count == 0 ? null : $"not installed: {string.Join(", ", missing)}";
    }

    private static async Task<string?> TryAsync(Contestant contestant, Sheet sheet)
    {
        try
        {
            await contestant.RunAsync(sheet);
            return null;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The others go on; the result says who failed and why.
            await Console.Error.WriteLineAsync(error.ToString());
            return Failed + error.Message;
        }
    }

    private static string Describe(Sheet sheet) =>
        string.Join(", ", sheet.Figures.Select(figure => $"{figure.Key.Name} {Spread.Short(figure.Value)} {figure.Key.Unit}"));

    private static List<MetricResult> Gather(List<Sheet> sheets) =>
        [
            .. sheets
                .SelectMany(sheet => sheet.Figures.Keys)
                .Distinct()
                .Select(metric => new MetricResult(
                    metric.Name,
                    metric.Unit,
                    [.. sheets.Where(sheet => sheet.Figures.ContainsKey(metric)).Select(sheet => sheet.Figures[metric])]
                )),
        ];
}
