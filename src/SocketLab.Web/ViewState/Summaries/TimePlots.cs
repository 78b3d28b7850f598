using System.Globalization;
using SocketLab.Core.Statistics;
using SocketLab.Core.Summaries;

namespace SocketLab.Web.ViewState.Summaries;

/// <summary>Makes the plots whose axis is time: messages and bytes a second, with events as marks, and any value.</summary>
internal sealed class TimePlots(PlotSpan span, DateTime now, TimeZoneInfo zone)
{
    /// <summary>Rows of a table at most: more is what a file is for.</summary>
    public const int MaxRows = 200;

    private readonly DateTime _from = now - span.Length();

    /// <summary>Messages a second.</summary>
    public Plot Messages(TrafficSeries series, IReadOnlyList<EventMark> marks) =>
        Rates(
            "messages",
            "Messages a second",
            "msg/s",
            series,
            total => total.ReceivedMessages,
            total => total.SentMessages,
            rate => rate.ToString("#,0.##", CultureInfo.InvariantCulture) + "/s",
            marks
        );

    /// <summary>Bytes a second.</summary>
    public Plot Bytes(TrafficSeries series) =>
        Rates(
            "bytes",
            "Bytes a second",
            "B/s",
            series,
            total => total.ReceivedBytes,
            total => total.SentBytes,
            rate => ByteSize.Format(rate) + "/s",
            []
        );

    /// <summary>A value: its mean in each span, within its least and greatest.</summary>
    public Plot Value(string name, SeriesFigures series)
    {
        var values = series.Values;
        var known = values.Index().Where(pair => pair.Item.Count > 0).ToList();
        var data = new PlotData
        {
            Form = PlotForm.Range,
            From = PlotTime.Seconds(_from),
            To = PlotTime.Seconds(now),
            Start = PlotTime.Seconds(series.Start),
            Step = series.Step.TotalSeconds,
            Lines =
            [
                new("least", "event", [.. values.Select(value => value.Count > 0 ? value.Min : (double?)null)]),
                new("mean", "event", [.. values.Select(value => value.Mean is { } mean ? Math.Round(mean, 6) : (double?)null)]),
                new("greatest", "event", [.. values.Select(value => value.Count > 0 ? value.Max : (double?)null)]),
            ],
        };
        return new()
        {
            Id = "value",
            Title = name,
            Summary =
                known.Count == 0
                    ? "No entry of this time has it."
                    : $"Last {Number(known[^1].Item.Mean!.Value)}, from {Number(known.Min(pair => pair.Item.Min))} to "
                        + $"{Number(known.Max(pair => pair.Item.Max))}.",
            WhyEmpty = "No entry of this time has this value.",
            Data = known.Count == 0 ? null : data,
            Json = known.Count == 0 ? "" : data.ToJson(),
            Keys = [new("event", "mean, within the least and the greatest")],
            Columns = ["Time", "Mean", "Least", "Greatest", "Entries"],
            Rows =
            [
                .. known
                    .AsEnumerable()
                    .Reverse()
                    .Take(MaxRows)
                    .Select(pair =>
                        Row(
                            series.Start + (series.Step * pair.Index),
                            series.Step,
                            Number(pair.Item.Mean!.Value),
                            Number(pair.Item.Min),
                            Number(pair.Item.Max),
                            Figures.Number(pair.Item.Count)
                        )
                    ),
            ],
            AllRows = known.Count,
        };
    }

    private Plot Rates(
        string id,
        string title,
        string unit,
        TrafficSeries series,
        Func<TrafficTotals, long> received,
        Func<TrafficTotals, long> sent,
        Func<double, string> write,
        IReadOnlyList<EventMark> marks
    )
    {
        var seconds = series.Step.TotalSeconds;
        var (ins, outs) = (Rate(series, received, seconds), Rate(series, sent, seconds));
        var seen = marks.Where(mark => mark.Time >= _from && mark.Time <= now).ToList();
        var any = series.Totals.Index().Where(pair => received(pair.Item) + sent(pair.Item) > 0).ToList();
        var data = new PlotData
        {
            Form = PlotForm.Rates,
            From = PlotTime.Seconds(_from),
            To = PlotTime.Seconds(now),
            Start = PlotTime.Seconds(series.Start),
            Step = seconds,
            Unit = unit,
            Lines = [new("received", "in", ins), new("sent", "out", outs)],
            Marks = seen.Count == 0 ? null : [.. EventMarks.Of(seen)],
        };
        return new()
        {
            Id = id,
            Title = title,
            Summary =
                any.Count == 0
                    ? "Nothing came or went in this time."
                    : $"Received {write(ins.LastOrDefault() ?? 0)}, at most {write(ins.Max() ?? 0)}; "
                        + $"sent {write(outs.LastOrDefault() ?? 0)}, at most {write(outs.Max() ?? 0)}.",
            Data = data,
            Json = data.ToJson(),
            Keys =
            [
                new("in", "received"),
                new("out", "sent"),
                .. seen.Exists(mark => !EventMarks.IsTrouble(mark.Type)) ? [new PlotKey("event", "an event")] : Array.Empty<PlotKey>(),
                .. seen.Exists(mark => EventMarks.IsTrouble(mark.Type)) ? [new PlotKey("bad", "trouble")] : Array.Empty<PlotKey>(),
            ],
            Columns = ["Time", "Received", "Sent"],
            Rows =
            [
                .. any.AsEnumerable()
                    .Reverse()
                    .Take(MaxRows)
                    .Select(pair =>
                        Row(
                            series.Start + (series.Step * pair.Index),
                            series.Step,
                            write(ins[pair.Index] ?? 0),
                            write(outs[pair.Index] ?? 0)
                        )
                    ),
            ],
            AllRows = any.Count,
        };
    }

    private static List<double?> Rate(TrafficSeries series, Func<TrafficTotals, long> of, double seconds) =>
        [.. series.Totals.Select(total => (double?)Math.Round(of(total) / seconds, 2))];

    private PlotRow Row(DateTime from, TimeSpan step, params string[] cells) =>
        new([PlotTime.Text(from, zone), .. cells], PlotTime.Seconds(from), PlotTime.Seconds(from + step));

    /// <summary>Whole numbers as they are, others to six digits.</summary>
    private static string Number(double value) =>
        Math.Abs(value) < 1e15 && Math.Floor(value) == value
            ? value.ToString("#,0", CultureInfo.InvariantCulture)
            : value.ToString("G6", CultureInfo.InvariantCulture);
}
