using SocketLab.Core.Definitions;

namespace SocketLab.Web.ViewState.Endpoints;

/// <summary>What came on each endpoint since a tab last showed it: messages, and connections to it.</summary>
/// <remarks>What SocketLab did or says by itself is no news. Used on the page's dispatcher only.</remarks>
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
    public void See(Endpoint endpoint) => _seen[endpoint.Id] = new(endpoint.Journal.Id, CameTo(endpoint));

    /// <summary>How many messages and connections nobody has seen on this tab.</summary>
    public long CountOf(Endpoint endpoint)
    {
        var seen = _seen.GetValueOrDefault(endpoint.Id);
        return CameTo(endpoint) - (seen?.JournalId == endpoint.Journal.Id ? seen.Entries : 0);
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

    private static long CameTo(Endpoint endpoint) =>
        endpoint.Journal.Ledger.ReceivedMessages + (endpoint.Definition.Kind.Traits().AcceptsConnections ? endpoint.Connections.Total : 0);
}

/// <summary>How far somebody has seen an endpoint's entries.</summary>
/// <param name="JournalId">The journal's life: after a restart of the server everything is new.</param>
/// <param name="Entries">How many messages and connections had come by then.</param>
public sealed record SeenEntries(string JournalId, long Entries);
