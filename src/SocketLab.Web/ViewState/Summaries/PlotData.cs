using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocketLab.Web.ViewState.Summaries;

/// <summary>What <c>wwwroot/js/plots.js</c> draws.</summary>
public sealed record PlotData
{
    /// <summary>How it is drawn.</summary>
    public required PlotForm Form { get; init; }

    /// <summary>Where the axis begins, and of lines the first value: seconds since 1970.</summary>
    public double From { get; init; }

    /// <summary>Where the axis ends.</summary>
    public double To { get; init; }

    /// <summary>Where the first value of each line stands.</summary>
    public double Start { get; init; }

    /// <summary>From one value to the next, in seconds.</summary>
    public double Step { get; init; }

    /// <summary>What the values are: <c>msg/s</c>, <c>B/s</c>, or nothing that has a name.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Lines, or the bars of one colour.</summary>
    public IReadOnlyList<PlotLine> Lines { get; init; } = [];

    /// <summary>What stands below the bars.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>What happened when.</summary>
    public IReadOnlyList<PlotMark>? Marks { get; init; }

    /// <summary>What lasted how long, in lanes above each other.</summary>
    public IReadOnlyList<PlotStretch>? Stretches { get; init; }

    /// <summary>The data as text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, PlotJson.Default.PlotData);
}

/// <summary>How a plot is drawn.</summary>
public enum PlotForm
{
    /// <summary>Lines over time, filled down to zero.</summary>
    Rates,

    /// <summary>The mean of a value over time, within its least and greatest.</summary>
    Range,

    /// <summary>Bars side by side.</summary>
    Bars,

    /// <summary>What lasted how long.</summary>
    Timeline,
}

/// <summary>A line, or the bars of one colour.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Colour">The colour's name in the style sheet.</param>
/// <param name="Values">The values; null where there is none.</param>
public sealed record PlotLine(string Label, string Colour, IReadOnlyList<double?> Values);

/// <summary>What happened at a moment.</summary>
/// <param name="Time">When, in seconds since 1970.</param>
/// <param name="Text">What.</param>
/// <param name="Colour">The colour's name in the style sheet.</param>
public sealed record PlotMark(double Time, string Text, string Colour);

/// <summary>What lasted from one moment to another.</summary>
/// <param name="From">When it began, in seconds since 1970.</param>
/// <param name="To">When it ended, or now.</param>
/// <param name="Lane">In which lane it lies, from the bottom.</param>
/// <param name="Text">What it is.</param>
/// <param name="Colour">The colour's name in the style sheet.</param>
/// <param name="Link">Where a click leads.</param>
public sealed record PlotStretch(double From, double To, int Lane, string Text, string Colour, string Link);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(PlotData))]
internal sealed partial class PlotJson : JsonSerializerContext;
