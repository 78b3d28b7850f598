using System.Globalization;
using System.Text;

namespace SocketLab.Benchmarks.Peers;

/// <summary>Bars of medians with their ends, drawn by gnuplot.</summary>
internal static class PeerPlot
{
    private const int Width = 900;
    private const int RowHeight = 26;
    private const int Frame = 90;

    public static async Task DrawAsync(ScenarioResult result, string file)
    {
        var plots = result.Plots.Select(metric => (Metric: metric, Rows: Rows(result, metric))).Where(plot => plot.Rows.Count > 0).ToList();
        var height = plots.Sum(plot => Frame + (plot.Rows.Count * RowHeight));
        var script = new StringBuilder();
        script.Append(
            CultureInfo.InvariantCulture,
            $"set terminal svg size {Width},{height} font 'sans-serif,13' background '#ffffff'\nset output '{file}'\n"
        );
        script.Append(
            CultureInfo.InvariantCulture,
            $"set multiplot layout {plots.Count},1\nset lmargin 30\nset border 1\nset tics nomirror\nset grid x lc '#dddddd'\n"
        );
        script.Append("set style fill solid noborder\nunset key\n");
        foreach (var (metric, rows) in plots)
        {
            // A row: name, median, least, most, color. Names are quoted, and gnuplot is not to read markup in them.
            script.Append("$data << EOD\n");
            rows.ForEach(row =>
                script.Append(
                    CultureInfo.InvariantCulture,
                    $"\"{row.Name}\" {row.Spread.Median} {row.Spread.Min} {row.Spread.Max} "
                        + $"{(row.Name.StartsWith(Scenario.Ours, StringComparison.Ordinal) ? 0x3b6fd4 : 0xa9b4c4)}\n"
                )
            );
            script.Append("EOD\n");
            script.Append(
                CultureInfo.InvariantCulture,
                $"set title \"{metric.Name}, {metric.Unit}\" noenhanced\nset ytics noenhanced scale 0\nset xrange [0:*]\nset yrange "
                    + $"[{rows.Count - 0.4}:-0.6]\nset format x '%.6g'\n"
            );
            script.Append(
                "plot $data using 2:0:(0):2:($0-0.36):($0+0.36):5:ytic(1) with boxxyerror lc rgb variable, '' using 2:0:3:4 with "
                    + "xerrorbars pt 0 lw 1.5 lc '#222222'\n"
            );
        }

        await using var gnuplot = PeerProcess.Start("gnuplot");
        await gnuplot.WriteAsync(script.ToString());
        await gnuplot.EndAsync();
    }

    private static List<(string Name, Spread Spread)> Rows(ScenarioResult result, Metric metric) =>
        [
            .. result
                .Contestants.Select(contestant =>
                    (
                        contestant.Name,
                        contestant.Metrics.FirstOrDefault(found => (found.Name, found.Unit) == (metric.Name, metric.Unit))?.Values
                    )
                )
                .Where(row => row.Values is { Count: > 0 })
                .Select(row => (row.Name, Spread.Of(row.Values!))),
        ];
}
