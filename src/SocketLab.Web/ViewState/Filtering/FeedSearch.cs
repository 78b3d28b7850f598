using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;

namespace SocketLab.Web.ViewState.Filtering;

/// <summary>
/// A search among the rows of a feed: what is looked for, the entries that have it, and where in the selected one it stands.
/// </summary>
/// <remarks>It is a filter that hides nothing: its entries are found by a scan, together with what the feed's own filter takes.</remarks>
public sealed class FeedSearch(FilterSource? source, FilterScans scans) : LiveState
{
    private readonly FeedScan _scan = new(scans);
    private Filter? _filter;
    private Entry? _entry;

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

    /// <summary>What was found until now; null while nothing is looked for.</summary>
    public FilterHits? Hits => _scan.Hits;

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
        );

    /// <summary>The selected entry's place among those found; null when it is none of them.</summary>
    private long? Found => _entry is { } entry && Hits is { } hits ? hits.Find(entry.Sequence) - hits.First : null;

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
    public void Use(Entry? entry)
    {
        (_entry, Place) = (entry, -1);
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
    /// <param name="from">Where to begin.</param>
    /// <param name="back">Whether the one before is wanted.</param>
    public long? Next(long from, bool back)
    {
        if (Hits is not { Count: > 0 } hits)
        {
            return null;
        }

        var (first, last) = (hits.First, hits.First + hits.Count - 1);
        var ordinal = back ? hits.OrdinalFrom(from) - 1 : hits.OrdinalFrom(from + 1);
        if (ordinal < first && !hits.IsComplete)
        {
            return null;
        }

        var sequence = new long[1];
        return
            hits.Read(
                ordinal < first ? last
                    : ordinal > last ? first
                    : ordinal,
                sequence
            ) > 0
            ? sequence[0]
            : null;
    }

    /// <summary>Goes on looking for a moment.</summary>
    /// <returns>Whether everything was looked at.</returns>
    public Task<bool> AdvanceAsync(CancellationToken cancellation) => _scan.AdvanceAsync(cancellation);

    private static ReadOnlySpan<byte> BytesOf(Entry entry) =>
        entry.Event is { } what ? System.Text.Encoding.UTF8.GetBytes(what.Message) : entry.Payload.Span;

    private void Apply()
    {
        (Wanted, Error) = (null, null);
        try
        {
            Wanted = source is not null && IsOpen && Text.Length > 0 ? PayloadSearch.Parse(Kind, Text) : null;
        }
        catch (FilterException error)
        {
            Error = error.Message;
        }

        if (source is not null)
        {
            var condition = Wanted?.Condition;
            var filter = condition is null ? null : Filter.Parse(_filter is null ? condition : FilterText.And(_filter.Text, condition));
            _scan.Use(filter, hidden: null, [source], isMerged: false);
        }

        Use(_entry);
        Applied?.Invoke();
    }
}
