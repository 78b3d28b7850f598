using System.Globalization;

namespace SocketLab.Benchmarks;

/// <summary>What to measure.</summary>
/// <param name="Command">Which benchmark.</param>
/// <param name="App">Folder with SocketLab.Web.dll.</param>
/// <param name="Runs">How often.</param>
/// <param name="Blaster">A program called with HOST PORT COUNT SIZE RATE that floods; null for our own loop.</param>
internal sealed record BenchmarkOptions(string Command, string App, int Runs, string? Blaster)
{
    public static BenchmarkOptions Parse(string[] args)
    {
        string? Value(string name) => Array.IndexOf(args, name) is >= 0 and var i && i + 1 < args.Length ? args[i + 1] : null;
        return new(
            args.Length > 0 ? args[0] : "",
            Value("--app") ?? ".",
            int.Parse(Value("--runs") ?? "5", CultureInfo.InvariantCulture),
            Value("--blaster"));
    }
}
