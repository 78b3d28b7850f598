using System.Globalization;

namespace SocketLab.Benchmarks;

/// <summary>What to measure.</summary>
/// <param name="Command">Which benchmark.</param>
/// <param name="App">Folder with SocketLab.Web.dll.</param>
/// <param name="Runs">How often, after a warm-up that is not counted.</param>
/// <param name="Blaster">A program called with HOST PORT COUNT SIZE RATE that floods; null for our own loop.</param>
/// <param name="Only">Names of scenarios; empty for all.</param>
/// <param name="Out">Folder for results; null: none are written.</param>
/// <param name="In">Folder to read results from.</param>
/// <param name="Seconds">How long a scenario floods, where it goes by time; null: its own choice.</param>
/// <param name="Rate">Datagrams a second; null: the command's own choice.</param>
/// <param name="Rounds">How many rounds of kills, or of filling; null: the command's own choice.</param>
/// <param name="Limits">Limits on open files; empty for all.</param>
internal sealed record BenchmarkOptions(
    string Command,
    string App,
    int Runs,
    string? Blaster,
    IReadOnlyList<string> Only,
    string? Out,
    string In,
    int? Seconds,
    int? Rate,
    int? Rounds,
    IReadOnlyList<int> Limits
)
{
    public static BenchmarkOptions Parse(string[] args)
    {
        string? Value(string name) => Array.IndexOf(args, name) is >= 0 and var i && i + 1 < args.Length ? args[i + 1] : null;
        string[] List(string name) => Value(name)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        return new(
            args.Length > 0 ? args[0] : "",
            Value("--app") ?? ".",
            int.Parse(Value("--runs") ?? "5", CultureInfo.InvariantCulture),
            Value("--blaster"),
            List("--only"),
            Value("--out"),
            Value("--in") ?? "docs/performance",
            Value("--seconds") is { } seconds ? int.Parse(seconds, CultureInfo.InvariantCulture) : null,
            Value("--rate") is { } rate ? int.Parse(rate, CultureInfo.InvariantCulture) : null,
            Value("--rounds") is { } rounds ? int.Parse(rounds, CultureInfo.InvariantCulture) : null,
            [.. List("--limits").Select(limit => int.Parse(limit, CultureInfo.InvariantCulture))]
        );
    }
}
