using SocketLab.Core.Capture.Writing;
using SocketLab.Core.Dissecting;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Payloads;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Decoding;

/// <summary>What Wireshark's list of packets says of rows in sight. Used on one page's dispatcher.</summary>
/// <remarks>
/// Rows are asked for together, at most twice a second, so that a feed that runs costs no more than one that stands. Those that got no
/// answer since Wireshark's dissectors failed are asked for again three times, apart from others, since one of them may be what they fail
/// on. Overflow policy: of more than 5,000 rows all is forgotten and asked for again.
/// </remarks>
public sealed class DecodedRows(Dissector dissector, EndpointSupervisor supervisor, TimeProvider time)
{
    /// <summary>The shortest time from one question to the next.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    /// <summary>How long after a failure rows are asked for again; twice as long after each further one.</summary>
    public static readonly TimeSpan RetryTime = TimeSpan.FromSeconds(2);

    private const int MaxRows = 5_000;
    private const int MaxFailures = 3;

    private readonly Dictionary<EntryRef, DissectedSummary?> _known = [];

    // Rows that got no answer, how often, and until when they are left alone.
    private readonly Dictionary<EntryRef, (int Failures, DateTimeOffset Until)> _failed = [];

    // What the rows of a journal were decoded as.
    private readonly Dictionary<string, string> _protocols = [];

    /// <summary>Whether Wireshark's dissectors are installed.</summary>
    public bool CanDecode { get; } = dissector.IsInstalled;

    /// <summary>Counts up with each answer.</summary>
    public int Version { get; private set; }

    /// <summary>What is said of an entry; null where nothing is known, or yet.</summary>
    public DissectedSummary? Find(EntryRef entry) => _known.GetValueOrDefault(entry);

    /// <summary>Whether there is anything to ask for among these rows.</summary>
    public bool Lacks(IReadOnlyList<FeedRow> rows)
    {
        ForgetRedefined();
        return rows.Any(IsUnknown);
    }

    /// <summary>How long until some of these rows, which got no answer, are to be asked for again; null where there are none.</summary>
    public TimeSpan? RetryIn(IReadOnlyList<FeedRow> rows)
    {
        DateTimeOffset[] until = [.. rows.Where(row => _failed.ContainsKey(row.Entry)).Select(row => _failed[row.Entry].Until)];
        return until.Length == 0 ? null : TimeSpan.FromTicks(Math.Max(0, (until.Min() - time.GetUtcNow()).Ticks));
    }

    /// <summary>Asks for those of the rows that are not known.</summary>
    public async Task AskAsync(IReadOnlyList<FeedRow> rows, CancellationToken cancellation)
    {
        foreach (var group in rows.Where(IsUnknown).GroupBy(row => (row.Entry.JournalId, _failed.ContainsKey(row.Entry))).ToList())
        {
            var journal = group.Key.JournalId;
            IReadOnlyDictionary<long, DissectedSummary>? found = new Dictionary<long, DissectedSummary>();
            if (supervisor.List().FirstOrDefault(endpoint => endpoint.Journal.Id == journal) is { } endpoint)
            {
                var (source, protocol) = (supervisor.ToCaptureSource(endpoint), endpoint.Definition.DecodeAs);
                _protocols[journal] = protocol;
                long[] sequences = [.. group.Select(row => row.Sequence).Order()];
                found = await TryAsync(source, sequences, protocol is "" ? null : protocol, cancellation);
            }

            if (_known.Count + _failed.Count > MaxRows)
            {
                _known.Clear();
                _failed.Clear();
            }

            foreach (var row in group)
            {
                Remember(row, found);
            }
        }

        Version++;
    }

    /// <summary>Forgets what was said of endpoints that somebody has decoded as another protocol since.</summary>
    private void ForgetRedefined()
    {
        foreach (var endpoint in supervisor.List())
        {
            var journal = endpoint.Journal.Id;
            if (_protocols.TryGetValue(journal, out var before) && before != endpoint.Definition.DecodeAs)
            {
                _protocols.Remove(journal);
                foreach (var entry in _known.Keys.Concat(_failed.Keys).Where(entry => entry.JournalId == journal).ToList())
                {
                    _known.Remove(entry);
                    _failed.Remove(entry);
                }
            }
        }
    }

    /// <param name="row">A row that was asked for.</param>
    /// <param name="found">The answers; null where there was none to any of the rows.</param>
    private void Remember(FeedRow row, IReadOnlyDictionary<long, DissectedSummary>? found)
    {
        var failures = _failed.GetValueOrDefault(row.Entry).Failures + 1;
        if (found is null && failures <= MaxFailures)
        {
            _failed[row.Entry] = (failures, time.GetUtcNow() + (RetryTime * (1 << (failures - 1))));
            return;
        }

        _failed.Remove(row.Entry);
        _known[row.Entry] = found?.GetValueOrDefault(row.Sequence) is { } summary ? Visible(summary) : null;
    }

    /// <returns>Null where the dissectors failed, which may pass.</returns>
    private async Task<IReadOnlyDictionary<long, DissectedSummary>?> TryAsync(
        CaptureSource source,
        long[] sequences,
        string? protocol,
        CancellationToken cancellation
    )
    {
        try
        {
            return await Task.Run(() => dissector.SummarizeAsync(source, sequences, protocol, cancellation), cancellation);
        }
        catch (DissectorException error)
        {
            // The rows show their bytes, and the inspector says what is wrong with one of them.
            var lasts = error.Fault is DissectorFault.Missing or DissectorFault.UnknownProtocol;
            return lasts ? new Dictionary<long, DissectedSummary>() : null;
        }
    }

    private bool IsUnknown(FeedRow row) =>
        row is { IsEvent: false, IsGap: false }
        && !_known.ContainsKey(row.Entry)
        && (!_failed.TryGetValue(row.Entry, out var failed) || time.GetUtcNow() >= failed.Until);

    private static DissectedSummary? Visible(DissectedSummary summary) =>
        summary.Protocol.Length == 0 ? null : new(VisibleText.Sentence(summary.Protocol), VisibleText.Sentence(summary.Info));
}
