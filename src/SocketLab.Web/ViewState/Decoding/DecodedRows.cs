using SocketLab.Core.Capture.Writing;
using SocketLab.Core.Dissecting;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Payloads;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Decoding;

/// <summary>What Wireshark's list of packets says of rows in sight. Used on one page's dispatcher.</summary>
/// <remarks>
/// Rows are asked for together, at most twice a second, so that a feed that runs costs no more than one that stands. Overflow policy: of
/// more than 5,000 rows all is forgotten and asked for again.
/// </remarks>
public sealed class DecodedRows(Dissector dissector, EndpointSupervisor supervisor)
{
    /// <summary>The shortest time from one question to the next.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    private const int MaxRows = 5_000;

    private readonly Dictionary<EntryRef, DissectedSummary?> _known = [];

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

    /// <summary>Asks for those of the rows that are not known.</summary>
    public async Task AskAsync(IReadOnlyList<FeedRow> rows, CancellationToken cancellation)
    {
        foreach (var journal in rows.Where(IsUnknown).GroupBy(row => row.Entry.JournalId).ToList())
        {
            IReadOnlyDictionary<long, DissectedSummary> found = new Dictionary<long, DissectedSummary>();
            if (supervisor.List().FirstOrDefault(endpoint => endpoint.Journal.Id == journal.Key) is { } endpoint)
            {
                var (source, protocol) = (supervisor.ToCaptureSource(endpoint), endpoint.Definition.DecodeAs);
                _protocols[journal.Key] = protocol;
                long[] sequences = [.. journal.Select(row => row.Sequence).Order()];
                found = await TryAsync(source, sequences, protocol is "" ? null : protocol, cancellation);
            }

            if (_known.Count > MaxRows)
            {
                _known.Clear();
            }

            foreach (var row in journal)
            {
                _known[row.Entry] = found.TryGetValue(row.Sequence, out var summary) ? Visible(summary) : null;
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
                foreach (var entry in _known.Keys.Where(entry => entry.JournalId == journal).ToList())
                {
                    _known.Remove(entry);
                }
            }
        }
    }

    private async Task<IReadOnlyDictionary<long, DissectedSummary>> TryAsync(
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
        catch (DissectorException)
        {
            // The rows show their bytes, and the inspector says what is wrong with one of them.
            return new Dictionary<long, DissectedSummary>();
        }
    }

    private bool IsUnknown(FeedRow row) => row is { IsEvent: false, IsGap: false } && !_known.ContainsKey(row.Entry);

    private static DissectedSummary? Visible(DissectedSummary summary) =>
        summary.Protocol.Length == 0 ? null : new(VisibleText.Sentence(summary.Protocol), VisibleText.Sentence(summary.Info));
}
