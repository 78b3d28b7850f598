using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocketLab.Benchmarks.Peers;

/// <summary>All that one scenario measured, as it is written to a file.</summary>
internal sealed record ScenarioResult(
    string Scenario,
    string Title,
    int Runs,
    DateTimeOffset At,
    Machine Machine,
    IReadOnlyList<ContestantResult> Contestants,
    IReadOnlyList<BarResult> Bars,
    IReadOnlyList<Metric> Plots
)
{
    /// <summary>Ratios beside nothing are infinite, and said so.</summary>
    public static JsonSerializerOptions Json { get; } =
        new(JsonSerializerDefaults.Web)
        {
            WriteIndented = true,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
}

/// <summary>Where it was measured.</summary>
internal sealed record Machine(int Processors, string System, string Runtime)
{
    public static Machine Here { get; } =
        new(Environment.ProcessorCount, RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription);
}

/// <summary>One contestant's figures over all rounds.</summary>
/// <param name="Name">Who.</param>
/// <param name="Problem">Why there are no figures: a program that is not installed, or a round that failed.</param>
/// <param name="Metrics">The figures.</param>
internal sealed record ContestantResult(string Name, string? Problem, IReadOnlyList<MetricResult> Metrics);

/// <summary>One figure over all rounds, in their order.</summary>
internal sealed record MetricResult(string Name, string Unit, IReadOnlyList<double> Values);

/// <summary>What a bar came to.</summary>
/// <param name="Text">The bar as a person reads it.</param>
/// <param name="Metric">Which figure.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Contestant">Whose.</param>
/// <param name="Reference">Divided by whose, if at all.</param>
/// <param name="Measured">Null where nothing was measured.</param>
/// <param name="Met">Null where there is no limit.</param>
internal sealed record BarResult(string Text, string Metric, string Unit, string Contestant, string? Reference, Spread? Measured, bool? Met)
{
    public string Verdict =>
        Met switch
        {
            true => "met",
            false => "missed",
            _ => "",
        };

    /// <summary>The spread with its unit, or as a ratio.</summary>
    public string Figure =>
        Measured is null ? "not measured"
        : Reference is null ? $"{Measured} {Unit}"
        : $"{Measured} ×";
}

/// <summary>Median and ends.</summary>
internal sealed record Spread(double Median, double Min, double Max)
{
    public static Spread Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return new(sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2, sorted[0], sorted[^1]);
    }

    /// <summary><c>1.02 (0.98 to 1.10)</c>, or one figure where all are the same.</summary>
    public override string ToString() => Min == Max ? Short(Median) : $"{Short(Median)} ({Short(Min)} to {Short(Max)})";

    /// <summary>A figure with the digits that mean something.</summary>
    public static string Short(double value) =>
        value.ToString(
            Math.Abs(value) switch
            {
                0 => "0",
                >= 100 => "#,0",
                >= 10 => "0.0",
                >= 0.01 => "0.00#",
                _ => "0.0e0",
            },
            CultureInfo.InvariantCulture
        );
}
