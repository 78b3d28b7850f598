using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Core.Statistics;
using SocketLab.Core.Summaries;

namespace SocketLab.Web.ViewState.Summaries;

/// <summary>What a person sees of an endpoint's sums: its plots and its statistics, of all entries or of some.</summary>
/// <remarks>Used on a page's dispatcher. Counting and drawing up happen on the thread pool, one bounded refresh at a time.</remarks>
public sealed class SummaryState : LiveState
{
    /// <summary>How long one refresh counts at most: a first look at a large journal takes several, and says how far it is.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(80);

    /// <summary>The last samples of a second are in by then; see <see cref="TrafficHistory"/>.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(500);

    private readonly Endpoint _endpoint;
    private readonly EntrySummaries _summaries;
    private readonly TimeProvider _time;
    private readonly ScanTurns _turns;
    private EntrySummary? _summary;

    /// <summary>A state that shows nothing before the first refresh.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="summaries">What was counted for whoever looked last.</param>
    /// <param name="time">The clock.</param>
    /// <param name="turns">Whose turn it is to count; nobody else's where it is null.</param>
    public SummaryState(Endpoint endpoint, EntrySummaries summaries, TimeProvider time, ScanTurns? turns = null) =>
        (_endpoint, _summaries, _time, _turns) = (endpoint, summaries, time, turns ?? new());

    /// <summary>Set when something else is to be shown, so that nobody waits for the next refresh.</summary>
    public ChangeSignal Asked { get; } = new();

    /// <summary>How far back the plots over time go.</summary>
    public PlotSpan Span { get; private set; } = PlotSpan.Minute;

    /// <summary>Whether tables are shown in place of plots.</summary>
    public bool ShowsTables { get; private set; }

    /// <summary>Which entries count; null for all.</summary>
    public Filter? Filter { get; private set; }

    /// <summary>What is followed over time, as it is written; empty for nothing.</summary>
    public PlottedValue Value { get; private set; } = PlottedValue.None;

    /// <summary>What was counted.</summary>
    public SummaryFigures Figures { get; private set; } = SummaryFigures.Empty;

    /// <summary>The journal's counts, of the moment of <see cref="Figures"/>.</summary>
    public JournalLedger Ledger { get; private set; }

    /// <summary>The plots; empty before the first refresh.</summary>
    public IReadOnlyList<Plot> Plots { get; private set; } = [];

    /// <summary>How the conversations are sorted.</summary>
    public ConversationOrder Order { get; private set; } = ConversationOrder.Default;

    /// <summary>How many conversations are shown at most.</summary>
    public int MaxConversations { get; private set; } = ConversationOrder.Page;

    /// <summary>Goes another way back.</summary>
    public void Use(PlotSpan span) => Ask(() => Span = span);

    /// <summary>Shows tables, or plots.</summary>
    public void ShowTables(bool shows) => Ask(() => ShowsTables = shows);

    /// <summary>Counts other entries.</summary>
    public void Use(Filter? filter) => Ask(() => Filter = filter);

    /// <summary>Follows another value.</summary>
    public void UseValue(string text) => Ask(() => Value = Value.With(text));

    /// <summary>Sorts the conversations by a column, or the other way round.</summary>
    public void SortBy(ConversationColumn column) => Change(() => Order = Order.Next(column));

    /// <summary>Shows more conversations.</summary>
    public void ShowMore() => Change(() => MaxConversations += ConversationOrder.Page * 5);

    /// <summary>Counts on for a while and draws up what is to be seen.</summary>
    /// <param name="zone">The viewer's time zone.</param>
    /// <param name="draws">Whether plots are looked at.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Whether all that is there is counted.</returns>
    public async Task<bool> RefreshAsync(TimeZoneInfo zone, bool draws, CancellationToken cancellation)
    {
        var (span, filter, value) = (Span, Filter, Value.Value);
        if (_summary is null || !Equals(_summary.Filter, filter) || !Equals(_summary.Value, value))
        {
            _summary = _summaries.Get(_endpoint.ToFilterSource(), filter, value);
        }

        var summary = _summary;
        var (isDone, figures, ledger, plots) = await _turns.RunAsync(
            () =>
            {
                var isDone = summary.Advance(Slice, cancellation);
                var figures = summary.Read();
                return (isDone, figures, _endpoint.Journal.Ledger, draws ? Draw(summary, figures, span, zone) : []);
            },
            cancellation
        );
        if (ReferenceEquals(summary, _summary) && span == Span)
        {
            Change(() => (Figures, Ledger, Plots) = (figures, ledger, draws ? plots : Plots));
        }

        return isDone;
    }

    private List<Plot> Draw(EntrySummary summary, SummaryFigures figures, PlotSpan span, TimeZoneInfo zone)
    {
        // What was captured elsewhere and then has no present.
        var isCapture = _endpoint.Captured is not null;
        var now = isCapture ? (figures.LastTime ?? DateTime.UnixEpoch).AddSeconds(1) : _time.GetUtcNow().UtcDateTime - Delay;
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
        var series = summary.Series(span.Length(), now);
        var over = series with { Totals = [.. series.Totals.SkipLast(1)], Values = [.. series.Values.SkipLast(1)] };
        var traffic =
            isCapture || summary.Filter is not null
                ? new TrafficSeries(over.Start, over.Step, over.Totals)
                : _endpoint.History.Last(span.Length(), now + Delay);
        var time = new TimePlots(span, now, zone);
        List<Plot> plots = [time.Messages(traffic, figures.Marks), time.Bytes(traffic)];
        if (summary.Value is { } value)
        {
            plots.Add(time.Value(value.Name, over));
        }

        plots.Add(DistributionPlot.Sizes(figures.ReceivedSizes, figures.SentSizes));
        plots.Add(DistributionPlot.Gaps(figures.Gaps));
        if (!_endpoint.Definition.Kind.IsUdp() && !isCapture)
        {
            plots.Add(ConnectionPlot.Of(_endpoint.Connections.List(), span, now, zone));
        }

        return plots;
    }

    private void Ask(Action change)
    {
        Change(change);
        Asked.Set();
    }
}
