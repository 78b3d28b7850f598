using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Filtering;

/// <summary>
/// A search among the rows of a feed: what is looked for, the entries that have it, and where in the selected one it stands.
/// </summary>
/// <remarks>
/// It is a filter that hides nothing: its entries are found by a scan, together with what the feed's own filter takes, and merged as the
/// rows of the feed are where those are of several journals.
/// </remarks>
/// <param name="scans">What was found with the filters that were used last.</param>
/// <param name="isMerged">Whether the rows of all journals are merged.</param>
public sealed class FeedSearch(FilterScans scans, bool isMerged) : LiveState
{
    /// <summary>Reads of a journal that one update takes where what is found is merged: some ten milliseconds.</summary>
    private const int MaxReads = 24;

    private readonly FeedScan _scan = new(scans);
    private IReadOnlyList<FilterSource> _sources = [];
    private Filter? _filter;
    private EntryRef? _name;
    private Entry? _entry;
    private bool _isComplete;

    /// <summary>Raised when something else is looked for.</summary>
    public event Action? Applied;

    /// <summary>Whether the person searches.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>What is written.</summary>
    public string Text { get; private set; } = "";

    /// <summary>What that is.</summary>
    public SearchKind Kind { get; private set; }

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? Error { get; private set; }

    /// <summary>What is looked for; null for nothing.</summary>
    public PayloadSearch? Wanted { get; private set; }

    /// <summary>What was found until now, as rows; null while nothing is looked for.</summary>
    public IRowSource<EntryRef>? Hits { get; private set; }

    /// <summary>Where it stands in the selected entry.</summary>
    public IReadOnlyList<FoundBytes> Places { get; private set; } = [];

    /// <summary>Which of <see cref="Places"/> the person is at; -1 for none.</summary>
    public int Place { get; private set; } = -1;

    /// <summary>The bytes that the person is at; null where that is none, or no part of a message.</summary>
    public FoundBytes? Current => Place >= 0 && _entry is { Event: null } ? Places[Place] : null;

    /// <summary>How the search stands, in a few words.</summary>
    public string Words =>
        Error
        ?? (
            _scan.Status is not { } status ? ""
            : status.Found == 0
                ? status.IsComplete ? "Not found"
                    : $"Looking: {status.Percent} %"
            : $"{Position}{Number(status.Found)} {(status.Found == 1 ? "entry" : "entries")}{Inside}"
                + (status.IsComplete ? "" : $", {status.Percent} %")
        ) + (Error is null && _scan.Status is { Undecided: > 0 and var undecided } ? $"; {Number(undecided)} not judged in time" : "");

    /// <summary>The selected entry's place among those found; null when it is none of them.</summary>
    private long? Found => _name is { } name && Hits is { } hits && hits.Find(name) is { } at && at >= hits.First ? at - hits.First : null;

    private string Position => Found is { } place ? $"{Number(place + 1)} of " : "";

    private string Inside =>
        Found is null || Places.Count < 2 ? "" : $"; {(Place < 0 ? "" : $"{Place + 1} of ")}{Number(Places.Count)} in this one";

    /// <summary>Begins a search with what was looked for last.</summary>
    public void Open()
    {
        IsOpen = true;
        Apply();
    }

    /// <summary>Ends it. The feed stays where it is.</summary>
    public void Close()
    {
        IsOpen = false;
        Apply();
    }

    /// <summary>Looks for something else.</summary>
    public void Use(string text, SearchKind kind)
    {
        (Text, Kind) = (text, kind);
        Apply();
    }

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
        (_name, _entry, Place) = (name, entry, -1);
        Places = Wanted is null || entry is null ? [] : Wanted.Find(BytesOf(entry));
        OnChanged();
    }

    /// <summary>Goes to the next place in the selected entry.</summary>
    /// <param name="back">Whether to the one before.</param>
    /// <returns>Whether there is one.</returns>
    public bool StepInside(bool back)
    {
        var next = Place + (back ? -1 : 1);
        if (Found is null || next < 0 || next >= Places.Count)
        {
            return false;
        }

        Change(() => Place = next);
        return true;
    }

    /// <summary>Goes to the first place in the entry that was just selected, or to the last.</summary>
    public void Enter(bool back) =>
        Change(() =>
            Place =
                Places.Count == 0 ? -1
                : back ? Places.Count - 1
                : 0
        );

    /// <summary>The next entry that has what is looked for; after the last the first. Null where none is known yet.</summary>
    /// <param name="from">Where to begin; null for the beginning, or the end.</param>
    /// <param name="back">Whether the one before is wanted.</param>
    /// <param name="itself">Whether the entry to begin at may be the one.</param>
    public EntryRef? Next(EntryRef? from, bool back, bool itself = false)
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

    /// <summary>Goes on looking for a moment.</summary>
    /// <returns>Whether everything was looked at.</returns>
    public async Task<bool> AdvanceAsync(CancellationToken cancellation)
    {
        _isComplete = await _scan.AdvanceAsync(cancellation);
        return _isComplete &= Hits?.Advance(MaxReads) ?? true;
    }

    private static ReadOnlySpan<byte> BytesOf(Entry entry) =>
        entry.Event is { } what ? System.Text.Encoding.UTF8.GetBytes(what.Message) : entry.Payload.Span;

    private void Apply()
    {
        (Wanted, Error) = (null, null);
        try
        {
            Wanted = _sources.Count > 0 && IsOpen && Text.Length > 0 ? PayloadSearch.Parse(Kind, Text) : null;
        }
        catch (FilterException error)
        {
            Error = error.Message;
        }

        _isComplete = false;
        if (_sources.Count > 0)
        {
            var condition = Wanted?.Condition;
            var filter = condition is null ? null : Filter.Parse(_filter is null ? condition : FilterText.And(_filter.Text, condition));
            var hits = _scan.Use(filter, hidden: null, _sources, isMerged);
            Hits = filter is null ? null : hits;
        }

        Use(_name, _entry);
        Applied?.Invoke();
    }
}
