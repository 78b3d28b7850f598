using System.Text.Json;
using SocketLab.Core.Addresses;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Core.Statistics;
using SocketLab.Core.Summaries;
using SocketLab.Web.ViewState.Summaries;

namespace SocketLab.Web.Tests.ViewState.Summaries;

/// <summary>What is drawn, the table beside it and the filter of a part of it say the same.</summary>
public sealed class PlotTests
{
    private static readonly DateTime Now = new(2026, 11, 28, 12, 1, 0, DateTimeKind.Utc);
    private static readonly TimePlots Plots = new(PlotSpan.Minute, Now, TimeZoneInfo.Utc);

    [Fact]
    public void A_plot_of_rates_has_a_rate_for_each_span_and_marks_for_events()
    {
        var series = new TrafficSeries(Now.AddSeconds(-20), TimeSpan.FromSeconds(10), [new(100, 5000, 0, 0), new(30, 60, 20, 40)]);
        var plot = Plots.Messages(
            series,
            [
                new(1, Now.AddSeconds(-90), EventType.Started, PeerAddress.None),
                new(2, Now.AddSeconds(-3), EventType.Dropped, PeerAddress.None),
            ]
        );
        var data = plot.Data!;
        Assert.Equal([10, 3], data.Lines[0].Values);
        Assert.Equal([0, 2], data.Lines[1].Values);
        Assert.Equal([("dropped", "bad")], data.Marks!.Select(mark => (mark.Text, mark.Colour)));
        Assert.Equal((PlotTime.Seconds(Now.AddSeconds(-20)), 10), (data.Start, data.Step));
        Assert.Equal("Received 3/s, at most 10/s; sent 2/s, at most 2/s.", plot.Summary);
        Assert.Equal(
            [
                ["12:00:50", "3/s", "2/s"],
                ["12:00:40", "10/s", "0/s"],
            ],
            plot.Rows.Select(row => row.Cells)
        );
        Assert.Equal("time >= 2026-11-28T12:00:50Z and time <= 2026-11-28T12:01:00Z", plot.FilterFor(plot.Rows[0].From, plot.Rows[0].To));

        // The browser reads the same.
        using var json = JsonDocument.Parse(plot.Json);
        Assert.Equal("Rates", json.RootElement.GetProperty("form").GetString());
        Assert.Equal(10, json.RootElement.GetProperty("lines")[0].GetProperty("values")[0].GetDouble());
    }

    [Fact]
    public void A_value_s_plot_has_its_mean_between_its_least_and_its_greatest()
    {
        var series = new SeriesFigures(
            Now.AddSeconds(-3),
            TimeSpan.FromSeconds(1),
            [default, default, default],
            [ValueSum.Of(4), default, ValueSum.Of(1) + ValueSum.Of(2) + ValueSum.Of(7)]
        );
        var plot = Plots.Value("u8[0]", series);
        Assert.Equal([4, null, 1], plot.Data!.Lines[0].Values);
        Assert.Equal([4, null, 3.333333], plot.Data.Lines[1].Values);
        Assert.Equal([4, null, 7], plot.Data.Lines[2].Values);
        Assert.Equal(["12:00:59", "3.33333", "1", "7", "3"], plot.Rows[0].Cells);
        Assert.Equal(2, plot.AllRows);
        Assert.Null(Plots.Value("u8[0]", series with { Values = [default, default, default] }).Data);
    }

    [Fact]
    public void Bars_of_sizes_stand_side_by_side_without_a_hole_and_lead_to_their_lengths()
    {
        var received = new DistributionFigures(3, 2, 6, 3, 9, 9, 9, [new(2, 3, 2), new(4, 7, 0), new(8, 15, 1)]);
        var sent = new DistributionFigures(1, 40, 40, 40, 40, 40, 40, [new(32, 63, 1)]);
        var plot = DistributionPlot.Sizes(received, sent);
        Assert.Equal(["2–3", "4–7", "8–15", "16–31", "32–63"], plot.Data!.Labels);
        Assert.Equal([2, 0, 1, 0, 0], plot.Data.Lines[0].Values);
        Assert.Equal([0, 0, 0, 0, 1], plot.Data.Lines[1].Values);
        Assert.Equal("len >= 2 and len <= 15 and kind != event", plot.FilterFor(0, 2));
        Assert.Equal("len >= 16 and len <= 63 and kind != event", plot.FilterFor(3.4, 99));
        Assert.NotNull(Filter.Parse(plot.FilterFor(-5, 0)!));
        Assert.Null(DistributionPlot.Sizes(DistributionFigures.Empty, DistributionFigures.Empty).Data);
        Assert.Null(DistributionPlot.Gaps(received).FilterFor(0, 1));
    }

    [Theory]
    [InlineData(double.NaN, 5)]
    [InlineData(5, double.PositiveInfinity)]
    [InlineData(7, 7)]
    public void What_no_part_of_the_time_is_has_no_filter(double from, double to) =>
        Assert.Null(Plots.Bytes(new TrafficSeries(Now, TimeSpan.FromSeconds(1), [])).FilterFor(from, to));

    [Fact]
    public void Times_of_a_plot_are_exact_to_the_microsecond()
    {
        var time = new DateTime(2026, 11, 28, 12, 0, 0, DateTimeKind.Utc).AddTicks(1_234_560);
        Assert.Equal(time, PlotTime.At(PlotTime.Seconds(time)));
    }

    [Fact]
    public void What_is_written_wrong_leaves_what_was_right()
    {
        var written = PlottedValue.None.With("len");
        Assert.Equal("len", written.Value!.Name);
        var wrong = written.With("u16be[");
        Assert.Equal(("u16be[", written.Value), (wrong.Text, wrong.Value));
        Assert.NotNull(wrong.Error);
        Assert.Equal("dir is no number.", written.With("dir").Error);
        Assert.Equal(PlottedValue.None, wrong.With("  "));
    }

    [Fact]
    public void Conversations_are_sorted_by_any_column_and_back()
    {
        ConversationRow[] rows = [Row(1, 10, 2), Row(2, 5, 4), Row(3, 1, 8)];
        var order = ConversationOrder.Default;
        Assert.Equal(rows, order.Sort(rows));
        order = order.Next(ConversationColumn.SentBytes);
        Assert.Equal([3, 2, 1], order.Sort(rows).Select(PortOf));
        Assert.Equal([1, 2, 3], order.Next(ConversationColumn.SentBytes).Sort(rows).Select(PortOf));
        Assert.Equal([1, 2, 3], order.Next(ConversationColumn.Peer).Sort(rows).Select(PortOf));
        Assert.Equal([2, 1, 3], order.Next(ConversationColumn.Endpoint).Sort(rows).Select(PortOf));
    }

    private static int PortOf(ConversationRow row) => row.Counted.Key.Peer.Port;

    private static ConversationRow Row(int port, long received, long sent)
    {
        var key = new ConversationKey(default, PeerAddress.From(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, port)));
        var counted = new CountedRow<ConversationKey>(key, new(1, received, 1, sent), Now.AddSeconds(-1), Now);
        return new("id", new(port == 2 ? "a" : "b", 0), counted, null);
    }
}
