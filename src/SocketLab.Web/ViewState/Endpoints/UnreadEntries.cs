using SocketLab.Core.Journal;

namespace SocketLab.Web.ViewState.Endpoints;

/// <summary>How many entries came on each endpoint since a tab last showed it. Used on the page's dispatcher only.</summary>
public sealed class UnreadEntries
{
    private const int MostGone = 20;

    private readonly Dictionary<string, SeenEntries> _seen = [];

    /// <summary>What was seen, by endpoint, for the tab to remember.</summary>
    public IReadOnlyDictionary<string, SeenEntries> Seen => _seen;

    /// <summary>A number as a badge has room for it: <c>999+</c> beyond three digits; null for none.</summary>
    public static string? Badge(long count) =>
        count switch
        {
            <= 0 => null,
            > 999 => "999+",
            _ => Number(count),
        };

    /// <summary>The endpoint is shown: all that it has is seen.</summary>
    public void See(Endpoint endpoint) => _seen[endpoint.Id] = new(endpoint.Journal.Id, endpoint.Journal.Ledger.Journaled);

    /// <summary>How many entries nobody has seen on this tab.</summary>
    public long CountOf(string id, EntryJournal journal)
    {
        var seen = _seen.GetValueOrDefault(id);
        return journal.Ledger.Journaled - (seen?.JournalId == journal.Id ? seen.Entries : 0);
    }

    /// <summary>Goes on with what the tab remembers.</summary>
    public void Recall(IReadOnlyDictionary<string, SeenEntries> seen)
    {
        foreach (var (id, entries) in seen)
        {
            _seen[id] = entries;
        }
    }

    /// <summary>Forgets endpoints that are gone, but for the last ones: they may be brought back.</summary>
    public void Forget(IReadOnlySet<string> present)
    {
        foreach (var gone in _seen.Keys.Where(id => !present.Contains(id)).SkipLast(MostGone).ToList())
        {
            _seen.Remove(gone);
        }
    }
}

/// <summary>How far somebody has seen an endpoint's entries.</summary>
/// <param name="JournalId">The journal's life: after a restart of the server everything is new.</param>
/// <param name="Entries">How many entries it had had by then.</param>
public sealed record SeenEntries(string JournalId, long Entries);
