using SocketLab.Core.Endpoints;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Core.Summaries;

namespace SocketLab.Web.ViewState.Summaries;

/// <summary>What a person sees of sums, of one endpoint or of several: plots and statistics, of all entries or of some.</summary>
/// <remarks>Used on a page's dispatcher. Counting and drawing up happen on the thread pool, one bounded refresh at a time.</remarks>
public sealed class SummaryState : LiveState
{
    /// <summary>How long one refresh counts at most: a first look at a large journal takes several, and says how far it is.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(80);

    private readonly EndpointSupervisor _supervisor;
    private readonly EntrySummaries _summaries;
    private readonly TimeProvider _time;
    private readonly ScanTurns _turns;
    private (IReadOnlyList<Endpoint> Endpoints, Filter? Filter, EntryValue? Value)? _counted;
    private SummarySet _set = new([]);

    /// <summary>A state that shows nothing before the first refresh.</summary>
    /// <param name="supervisor">Has the endpoints.</param>
    /// <param name="summaries">What was counted for whoever looked last.</param>
    /// <param name="time">The clock.</param>
    /// <param name="turns">Whose turn it is to count; nobody else's where it is null.</param>
    public SummaryState(EndpointSupervisor supervisor, EntrySummaries summaries, TimeProvider time, ScanTurns? turns = null) =>
        (_supervisor, _summaries, _time, _turns) = (supervisor, summaries, time, turns ?? new());

    /// <summary>The endpoints whose entries are summed up.</summary>
    public IReadOnlyList<Endpoint> Endpoints { get; private set; } = [];

    /// <summary>How many there would be; more than <see cref="SummarySet.MaxMembers"/> are not summed up.</summary>
    public int AllEndpoints { get; private set; }

    /// <summary>Whether they are those of a feed of several, so that their names stand in what is shown.</summary>
    public bool IsMerged { get; private set; }

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

    /// <summary>The journals' counts together, of the moment of <see cref="Figures"/>.</summary>
    public JournalLedger Ledger { get; private set; }

    /// <summary>The plots; empty before the first refresh.</summary>
    public IReadOnlyList<Plot> Plots { get; private set; } = [];

    /// <summary>The conversations that are shown.</summary>
    public ConversationPage Conversations { get; private set; } = ConversationPage.Empty;

    /// <summary>What each endpoint has of the traffic, where there are several.</summary>
    public IReadOnlyList<TopRow> Shares { get; private set; } = [];

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
    public void SortBy(ConversationColumn column) => Ask(() => Order = Order.Next(column));

    /// <summary>Shows more conversations.</summary>
    public void ShowMore() => Ask(() => MaxConversations += ConversationOrder.Page * 5);

    /// <summary>Sums up what an endpoint is selected with: its own entries, or those of the feed of several.</summary>
    public void Show(SelectedEndpoint selected)
    {
        var all = selected.Merged?.Endpoints ?? [selected.Endpoint];
        var endpoints = all.Take(SummarySet.MaxMembers);
        if (IsMerged != selected.Merged is not null || AllEndpoints != all.Count || !Endpoints.SequenceEqual(endpoints))
        {
            if (Endpoints.Except(endpoints).Any())
            {
                // Nothing of another feed stands below this one's name, also not for a moment.
                (Figures, Ledger, Plots, Shares, Conversations) = (SummaryFigures.Empty, default, [], [], ConversationPage.Empty);
            }

            (Endpoints, AllEndpoints, IsMerged) = ([.. endpoints], all.Count, selected.Merged is not null);
            OnChanged();
        }
    }

    /// <summary>Counts on for a while and draws up what is to be seen.</summary>
    /// <param name="selected">What the entries are of.</param>
    /// <param name="draws">Whether plots are looked at.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Whether all that is there is counted.</returns>
    public async Task<bool> RefreshAsync(SelectedEndpoint selected, bool draws, CancellationToken cancellation)
    {
        Show(selected);
        var (span, order, most) = (Span, Order, MaxConversations);
        var asked = (Endpoints, Filter, Value.Value);
        if (!asked.Equals(_counted))
        {
            _set = new([.. Endpoints.Select(endpoint => _summaries.Get(endpoint.ToFilterSource(), Filter, Value.Value))]);
            _counted = asked;
        }

        var (set, endpoints) = (_set, SummedEndpoint.Of(Endpoints, selected.Merged, _supervisor));
        var drawing = new SummaryPlots(set, Endpoints, span, selected.Zone);
        var (isDone, figures, ledger, plots, conversations, shares) = await _turns.RunAsync(
            () =>
            {
                var isDone = set.Advance(Slice, cancellation);
                var (each, all) = set.Read();
                return (
                    isDone,
                    all,
                    Sum(endpoints),
                    draws ? drawing.Draw(all, _time.GetUtcNow().UtcDateTime) : [],
                    draws ? ConversationPage.Empty : ConversationPage.Of(endpoints, each, order, most, _supervisor),
                    TopRow.Endpoints(endpoints, each)
                );
            },
            cancellation
        );
        if (ReferenceEquals(set, _set) && span == Span)
        {
            Change(() =>
            {
                (Figures, Ledger, Plots, Shares) = (figures, ledger, draws ? plots : Plots, shares);
                Conversations = draws || conversations.IsLike(Conversations) ? Conversations : conversations;
            });
        }

        return isDone;
    }

    private static JournalLedger Sum(IReadOnlyList<SummedEndpoint> endpoints)
    {
        var all = endpoints.Select(one => one.Endpoint.Journal.Ledger).ToList();
        return all is [var only] ? only : all.Aggregate(default(JournalLedger), Together);
    }

    /// <summary>But for sequences, which mean nothing together.</summary>
    private static JournalLedger Together(JournalLedger one, JournalLedger other) =>
        new()
        {
            ReceivedMessages = one.ReceivedMessages + other.ReceivedMessages,
            ReceivedBytes = one.ReceivedBytes + other.ReceivedBytes,
            SentMessages = one.SentMessages + other.SentMessages,
            SentBytes = one.SentBytes + other.SentBytes,
            Events = one.Events + other.Events,
            Truncated = one.Truncated + other.Truncated,
            Evicted = one.Evicted + other.Evicted,
            Cleared = one.Cleared + other.Cleared,
        };

    private void Ask(Action change)
    {
        Change(change);
        Asked.Set();
    }
}
