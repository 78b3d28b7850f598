using System.Collections.Immutable;

namespace SocketLab.Web.ViewState.Endpoints;

/// <summary>How a tab looks at the list of endpoints: what it filters for, which groups are folded away, how the rest is drawn.</summary>
public sealed class EndpointListView : LiveState
{
    /// <summary>More than this are drawn as rows, unless somebody chose otherwise.</summary>
    public const int MostCards = 8;

    private ImmutableHashSet<string> _folded = [];

    /// <summary>What the list is filtered for: words that all have to occur in name, address, kind, state or group.</summary>
    public string Filter { get; private set; } = "";

    /// <summary>How the list is drawn.</summary>
    public CardShape Shape { get; private set; }

    /// <summary>The id of the endpoint whose name is being edited in its place; null for none.</summary>
    public string? Renaming { get; private set; }

    /// <summary>All that decides what is shown, as one value that equals another where the list looks alike.</summary>
    public object Shown => (Filter, Shape, Renaming, _folded);

    /// <summary>Whether each endpoint has one line.</summary>
    /// <param name="count">How many endpoints there are.</param>
    public bool IsCompact(int count) => Shape == CardShape.Rows || (Shape == CardShape.Auto && count > MostCards);

    /// <summary>Filters the list; empty text shows everything.</summary>
    public void FilterBy(string text) => Change(() => Filter = text);

    /// <summary>Draws the list in another way.</summary>
    public void Use(CardShape shape) => Change(() => Shape = shape);

    /// <summary>Begins editing a name, or ends it.</summary>
    public void Rename(string? id) => Change(() => Renaming = id);

    /// <summary>Folds a group away, or unfolds it.</summary>
    public void Fold(string group)
    {
        var others = _folded.Remove(group);
        Change(() => _folded = others == _folded ? _folded.Add(group) : others);
    }

    /// <summary>
    /// The endpoints that match the filter: those without a group, then each group where its first endpoint is in the order.
    /// </summary>
    public IReadOnlyList<EndpointSection> Sections(IReadOnlyList<EndpointCard> cards)
    {
        var words = Filter.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return
        [
            .. cards
                .Where(card => words.All(word => card.Matches(word)))
                .GroupBy(card => card.Group)
                .OrderBy(group => group.Key.Length > 0)
                // What is being looked for is not hidden by a fold.
                .Select(group => new EndpointSection(group.Key, [.. group], words.Length > 0 || !_folded.Contains(group.Key))),
        ];
    }

    /// <summary>What the tab is to remember of it.</summary>
    internal TabMemory Remember(TabMemory memory) => memory with { CardShape = Shape, Folded = [.. _folded] };

    /// <summary>Goes on with what the tab remembers.</summary>
    internal void Recall(TabMemory memory) => Change(() => (Shape, _folded) = (memory.CardShape, [.. memory.Folded]));
}

/// <summary>How endpoints are drawn.</summary>
public enum CardShape
{
    /// <summary>Cards while there are few, rows when there are many.</summary>
    Auto,

    /// <summary>A card each.</summary>
    Cards,

    /// <summary>A line each.</summary>
    Rows,
}

/// <summary>The endpoints of one group.</summary>
/// <param name="Group">Its name; empty for those that are in none.</param>
/// <param name="Cards">Its endpoints that match the filter.</param>
/// <param name="IsOpen">Whether they are shown.</param>
public sealed record EndpointSection(string Group, IReadOnlyList<EndpointCard> Cards, bool IsOpen);
