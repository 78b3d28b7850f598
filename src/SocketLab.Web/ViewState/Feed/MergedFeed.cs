using SocketLab.Core.Endpoints;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;
using SocketLab.Web.ViewState.Bytes;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Feed;

/// <summary>The feed of several endpoints together, in time order.</summary>
public sealed class MergedFeed
{
    /// <summary>What the columns of all of them are remembered by.</summary>
    public const string ColumnsKey = "merged";

    /// <summary>Sixteen pulls a second, however many journals change.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(60);

    private readonly Dictionary<string, (Endpoint Endpoint, FeedOrigin Origin)> _byJournal = [];
    private readonly ChangeSignal _changed = new();
    private readonly ChangeSignal _others = new();

    /// <summary>Merges what was chosen of the endpoints that there are.</summary>
    /// <param name="choice">Which endpoints.</param>
    /// <param name="endpoints">All endpoints, in their order.</param>
    /// <param name="scans">What was found with the filters that were used last.</param>
    /// <param name="zone">The viewer's time zone.</param>
    public MergedFeed(MergedChoice choice, IReadOnlyList<Endpoint> endpoints, FilterScans scans, TimeZoneInfo zone)
    {
        Choice = choice;
        Feed = new FeedState(_changed, OriginOf, scans, zone);
        Feed.Search.Changed += () => Reading.Mark(Feed.Selection.Entry is { Event: null } ? Feed.Search.Places : []);
        Refresh(endpoints);
    }

    /// <summary>Which endpoints.</summary>
    public MergedChoice Choice { get; }

    /// <summary>The feed.</summary>
    public FeedState Feed { get; }

    /// <summary>How the bytes of its messages are read, whichever endpoint sends.</summary>
    public ByteReading Reading { get; } = new();

    /// <summary>The endpoints that are shown, in the order of the list.</summary>
    public IReadOnlyList<Endpoint> Endpoints { get; private set; } = [];

    /// <summary>The counts of all of them together.</summary>
    public LedgerLine Ledger { get; private set; } = LedgerLine.Zero;

    /// <summary>What is shown, in two words.</summary>
    public string Title => Choice.IsAll ? "All endpoints" : $"{Number(Endpoints.Count)} endpoints";

    /// <summary>The names of the endpoints that were chosen.</summary>
    public string Names => string.Join(", ", Endpoints.Select(endpoint => VisibleText.Name(endpoint.Definition.Name)));

    /// <summary>The endpoint that an entry is of; null when it is of none of them.</summary>
    public Endpoint? EndpointOf(EntryRef? entry) =>
        entry is { } row && _byJournal.TryGetValue(row.JournalId, out var known) ? known.Endpoint : null;

    /// <summary>Takes in which endpoints there are now, and their counts.</summary>
    public void Refresh(IReadOnlyList<Endpoint> all)
    {
        var endpoints = all.Where(endpoint => Choice.Includes(endpoint.Id)).ToList();
        Ledger = endpoints
            .Select(endpoint => LedgerLine.Of(endpoint.Definition.Kind, endpoint.Statistics))
            .Aggregate(LedgerLine.Zero, (sum, line) => sum + line);
        var isSame = endpoints.SequenceEqual(Endpoints);
        Endpoints = isSame ? Endpoints : endpoints;
        foreach (var (index, endpoint) in endpoints.Index())
        {
            var name = VisibleText.Name(endpoint.Definition.Name);
            if (!_byJournal.TryGetValue(endpoint.Journal.Id, out var known) || known.Origin.Name != name)
            {
                _byJournal[endpoint.Journal.Id] = (endpoint, known.Origin is { } old ? old with { Name = name } : ColourOf(name, index));
            }
        }

        if (!isSame)
        {
            Forget(endpoints);
            Feed.Show([.. endpoints.Select(endpoint => endpoint.ToFilterSource())]);
            _changed.Set();
            _others.Set();
        }
    }

    /// <summary>Tells the feed of changes of any of its journals, until it is given up.</summary>
    public async Task RelayAsync(TimeProvider time, CancellationToken cancellation)
    {
        var (waits, others) = (new Dictionary<string, ChangeWait>(), new ChangeWait(_others, cancellation));
        while (true)
        {
            var same = _others.Version;
            var seen = Endpoints.Select(endpoint => (endpoint.Journal, endpoint.Journal.Changed.Version)).ToList();
            _changed.Set();
            await Task.Delay(Pace, time, cancellation);
            if (!Feed.Page.Searching)
            {
                var changes = seen.Select(one => WaitOf(one.Journal).ChangeAsync(one.Version));
                await Task.WhenAny(changes.Append(others.ChangeAsync(same)));
                cancellation.ThrowIfCancellationRequested();
            }
        }

        ChangeWait WaitOf(EntryJournal journal)
        {
            if (!waits.TryGetValue(journal.Id, out var wait))
            {
                waits.Add(journal.Id, wait = new ChangeWait(journal.Changed, cancellation));
            }

            return wait;
        }
    }

    /// <summary>Lets go of endpoints that are not shown any more, other than the one whose entry is looked at.</summary>
    private void Forget(IReadOnlyCollection<Endpoint> shown)
    {
        foreach (var (journalId, (endpoint, _)) in _byJournal)
        {
            if (!shown.Contains(endpoint) && journalId != Feed.Selection.Current?.JournalId)
            {
                _byJournal.Remove(journalId);
            }
        }
    }

    private static FeedOrigin ColourOf(string name, int index) => new(name, index % FeedOrigin.Colours);

    /// <summary>The name and colour of the endpoint that a journal is of; null where it is of none of them.</summary>
    public FeedOrigin? OriginOf(string journalId) => _byJournal.TryGetValue(journalId, out var known) ? known.Origin : null;
}
