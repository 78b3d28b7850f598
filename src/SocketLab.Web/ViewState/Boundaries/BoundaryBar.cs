namespace SocketLab.Web.ViewState.Boundaries;

/// <summary>A piece, or several that are too narrow to be told apart, as it is drawn.</summary>
/// <param name="Index">The index of the first piece.</param>
/// <param name="Count">How many pieces it stands for.</param>
/// <param name="Left">Where it begins, in percent of the width.</param>
/// <param name="Width">How wide it is, in percent.</param>
/// <param name="Label">What is written in it, where there is room.</param>
/// <param name="IsLost">Whether it did not arrive.</param>
/// <param name="IsSelected">Whether it is looked at.</param>
public readonly record struct BoundaryBar(int Index, int Count, double Left, double Width, string Label, bool IsLost, bool IsSelected)
{
    /// <summary>Bars in a lane at most: more are not told apart on any screen.</summary>
    public const int MaxBars = 240;

    /// <summary>What is written takes so much of the width.</summary>
    private const double LabelWidth = 2;

    /// <summary>The bars of one lane.</summary>
    /// <param name="axis">What is drawn.</param>
    /// <param name="isSend">Whether the lane is that of the sends.</param>
    /// <param name="window">What is in sight.</param>
    /// <param name="selected">The index of the piece of this lane that is looked at; -1 for none.</param>
    public static IReadOnlyList<BoundaryBar> Lane(BoundaryAxis axis, bool isSend, BoundaryWindow window, int selected)
    {
        var pieces = isSend ? axis.Sends : axis.Receives;
        var (index, count) = BoundaryAxis.Within(pieces, (long)Math.Floor(window.From), (long)Math.Ceiling(window.From + window.Span));
        var bars = new List<BoundaryBar>();
        var each = Math.Max(1, (int)Math.Ceiling(count / (double)MaxBars));
        for (var at = index; at < index + count; at += each)
        {
            var last = Math.Min(at + each, index + count) - 1;
            var left = Percent(pieces[at].Start, window);
            var width = Percent(pieces[last].End, window) - left;
            var (from, to) = (Math.Max(0, left), Math.Min(100, left + width));
            var many = last - at + 1;
            bars.Add(
                new(
                    at,
                    many,
                    from,
                    Math.Round(Math.Max(0, to - from), 4),
                    to - from < LabelWidth ? ""
                        : many > 1 ? $"{Number(many)} {(isSend ? "sends" : "reads")}"
                        : Number(pieces[at].Length),
                    isSend && Enumerable.Range(at, many).Any(axis.Lost.Contains),
                    selected >= at && selected <= last
                )
            );
        }

        return bars;
    }

    private static double Percent(long place, BoundaryWindow window) => Math.Round((place - window.From) / window.Span * 100, 4);
}
