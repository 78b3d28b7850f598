using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Filtering;

/// <summary>
/// A search among entries, of a feed or of a conversation: which have what is looked for, and where in the one that the person is at it is.
/// </summary>
/// <remarks>
/// It is a filter that hides nothing: its entries are found by a scan, together with what the feed's own filter takes, and merged as the
/// rows of the feed are where those are of several journals.
/// </remarks>
/// <param name="scans">What was found with the filters that were used last.</param>
/// <param name="isMerged">Whether the rows of all journals are merged.</param>
public sealed class FeedSearch(FilterScans scans, bool isMerged) : RowSearch
{
    /// <summary>Reads of a journal that one update takes where what is found is merged: some ten milliseconds.</summary>
    private const int MaxReads = 24;

    private readonly FeedScan _scan = new(scans);
    private IReadOnlyList<FilterSource> _sources = [];
    private Filter? _filter;
    private EntryRef? _name;
    private Entry? _entry;
    private bool _isComplete;
    private bool? _waiting;

    /// <summary>Raised when a step that <see cref="Next"/> could not tell yet may be taken, with whether it leads back.</summary>
    public event Action<bool>? StepDue;

    /// <summary>What was found until now, as rows; null while nothing is looked for.</summary>
    public IRowSource<EntryRef>? Hits { get; private set; }

    /// <inheritdoc/>
    public override FoundBytes? Current => _entry is { Event: null } ? base.Current : null;

    /// <inheritdoc/>
    protected override ScanStatus? Status => _scan.Status;

    /// <inheritdoc/>
    protected override long? Found =>
        _name is { } name && Hits is { } hits && hits.Find(name) is { } at && at >= hits.First ? at - hits.First : null;

    /// <inheritdoc/>
    protected override bool CanLook => _sources.Count > 0;

    /// <summary>Looks in other journals.</summary>
    public void Show(IReadOnlyList<FilterSource> sources)
    {
        _sources = sources;
        if (Wanted is not null)
        {
            Apply();
        }
    }

    /// <summary>Looks only among what the feed's filter takes.</summary>
    public void Among(Filter? filter)
    {
        _filter = filter;
        if (Wanted is not null)
        {
            Apply();
        }
    }

    /// <summary>The person looks at another entry.</summary>
    /// <param name="name">Its name; null for none.</param>
    /// <param name="entry">The entry, whole; null for none.</param>
    public void Use(EntryRef? name, Entry? entry)
    {
        (_name, _entry, Place, _waiting) = (name, entry, -1, null);
        Places = Wanted is null || entry is null ? [] : Wanted.Find(BytesOf(entry));
        OnChanged();
    }

    /// <summary>
    /// The next entry that has what is looked for; after the last the first. Null where none is known yet: <see cref="StepDue"/> then tells
    /// when to ask again, so that no key is lost.
    /// </summary>
    /// <param name="from">Where to begin; null for the beginning, or the end.</param>
    /// <param name="back">Whether the one before is wanted.</param>
    /// <param name="itself">Whether the entry to begin at may be the one.</param>
    public EntryRef? Next(EntryRef? from, bool back, bool itself = false)
    {
        var next = Known(from, back, itself);
        _waiting = next is null && Hits is not null && !_isComplete ? back : null;
        return next;
    }

    /// <summary>Goes on looking for a moment.</summary>
    /// <returns>Whether everything was looked at.</returns>
    public async Task<bool> AdvanceAsync(CancellationToken cancellation)
    {
        _isComplete = await _scan.AdvanceAsync(cancellation);
        _isComplete &= Hits?.Advance(MaxReads) ?? true;
        if (_waiting is { } back)
        {
            _waiting = null;
            StepDue?.Invoke(back);
        }

        return _isComplete;
    }

    private EntryRef? Known(EntryRef? from, bool back, bool itself)
    {
        if (Hits is not { Count: > 0 } hits)
        {
            return null;
        }

        var (first, last) = (hits.First, hits.First + hits.Count - 1);
        if ((from is { } entry ? hits.FindFrom(entry) : first) is not { } at)
        {
            // It was not looked at yet what stands there.
            return null;
        }

        var isHit = from is { } hit && !itself && hits.Find(hit) == at;
        var ordinal =
            back ? (from is null ? last : at - 1)
            : isHit ? at + 1
            : at;
        if (ordinal < first && !_isComplete)
        {
            return null;
        }

        var found = new EntryRef[1];
        return
            hits.Read(
                ordinal < first ? last
                    : ordinal > last ? first
                    : ordinal,
                found
            ) > 0
            ? found[0]
            : null;
    }

    /// <inheritdoc/>
    protected override void Look()
    {
        _isComplete = false;
        if (_sources.Count > 0)
        {
            var filter = Wanted?.Among(_filter);
            var hits = _scan.Use(filter, hidden: null, _sources, isMerged);
            Hits = filter is null ? null : hits;
        }

        Use(_name, _entry);
    }

    private static ReadOnlySpan<byte> BytesOf(Entry entry) =>
        entry.Event is { } what ? System.Text.Encoding.UTF8.GetBytes(what.Message) : entry.Payload.Span;
}
