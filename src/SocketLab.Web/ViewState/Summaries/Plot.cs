using SocketLab.Core.Summaries;

namespace SocketLab.Web.ViewState.Summaries;

/// <summary>One plot, and the same as a table. Never changes.</summary>
public sealed record Plot
{
    /// <summary>Names it on its page.</summary>
    public required string Id { get; init; }

    /// <summary>What it shows.</summary>
    public required string Title { get; init; }

    /// <summary>The most important figures of it in a sentence, for who does not see it.</summary>
    public required string Summary { get; init; }

    /// <summary>What the script draws; null where there is nothing to draw.</summary>
    public PlotData? Data { get; init; }

    /// <summary><see cref="Data"/> as text: what the browser gets, and what tells whether two look alike.</summary>
    public string Json { get; init; } = "";

    /// <summary>What is said where there is nothing to draw.</summary>
    public string WhyEmpty { get; init; } = "";

    /// <summary>The colours and what they stand for.</summary>
    public IReadOnlyList<PlotKey> Keys { get; init; } = [];

    /// <summary>The heads of the table's columns.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The same figures as a table, the newest first.</summary>
    public IReadOnlyList<PlotRow> Rows { get; init; } = [];

    /// <summary>How many rows there would be.</summary>
    public int AllRows { get; init; }

    /// <summary>What lies along the bottom.</summary>
    public PlotAxis Axis { get; init; }

    /// <summary>The ranges that the bars stand for, where the axis has lengths.</summary>
    public IReadOnlyList<RangeCount> Ranges { get; init; } = [];

    /// <summary>The filter that takes what a part of the plot is about; null where none can.</summary>
    /// <param name="from">Where the part begins: seconds since 1970, or the number of a bar.</param>
    /// <param name="to">Where it ends.</param>
    public string? FilterFor(double from, double to)
    {
        switch (Axis)
        {
            case PlotAxis.Time when double.IsFinite(from) && double.IsFinite(to) && from < to:
                return SummaryFilters.Between(PlotTime.At(from), PlotTime.At(to));
            case PlotAxis.Lengths when Ranges.Count > 0:
                var (first, last) = ((int)Math.Clamp(from, 0, Ranges.Count - 1), (int)Math.Clamp(to, 0, Ranges.Count - 1));
                return SummaryFilters.Lengths(Ranges[first].From, Ranges[last].To);
            default:
                return null;
        }
    }
}

/// <summary>What lies along the bottom of a plot.</summary>
public enum PlotAxis
{
    /// <summary>Time.</summary>
    Time,

    /// <summary>Lengths of messages.</summary>
    Lengths,

    /// <summary>Something that no filter asks for.</summary>
    Other,
}

/// <summary>A colour of a plot and what it stands for.</summary>
/// <param name="Colour">The colour's name in the style sheet.</param>
/// <param name="Text">What it stands for.</param>
public sealed record PlotKey(string Colour, string Text);

/// <summary>A row of the table.</summary>
/// <param name="Cells">What stands in it, the first cell being what the row is about.</param>
/// <param name="From">The part of the plot that it is about: as <see cref="Plot.FilterFor"/> takes it.</param>
/// <param name="To">The end of the part.</param>
/// <param name="Link">Where the first cell leads instead; null for nowhere else.</param>
public sealed record PlotRow(IReadOnlyList<string> Cells, double From, double To, string? Link = null);
