namespace SocketLab.Web.ViewState.Palette;

/// <summary>Something that can be found and done.</summary>
/// <param name="Id">Names it, the same after a restart: what was used last is remembered by it.</param>
/// <param name="Kind">What sort of thing it is, in a word.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Detail">More to tell it by; empty for nothing.</param>
/// <param name="Key">The key that does the same; null where none does.</param>
/// <param name="RunAsync">Does it.</param>
public sealed record PaletteItem(string Id, string Kind, string Title, string Detail, string? Key, Func<Task> RunAsync);

/// <summary>An item that was found.</summary>
/// <param name="Item">The item.</param>
/// <param name="Marks">Which letters of its title were found.</param>
public sealed record PaletteHit(PaletteItem Item, IReadOnlyList<bool> Marks)
{
    /// <summary>The title in pieces, each found or not.</summary>
    public IEnumerable<(string Text, bool IsFound)> Pieces
    {
        get
        {
            for (int from = 0, to; from < Item.Title.Length; from = to)
            {
                for (to = from + 1; to < Item.Title.Length && Marks[to] == Marks[from]; to++)
                {
                    // As far as it is the same.
                }

                yield return (Item.Title[from..to], Marks[from]);
            }
        }
    }
}

/// <summary>Finds items.</summary>
public static class PaletteSearch
{
    /// <summary>How many are shown at most.</summary>
    public const int Most = 60;

    /// <summary>
    /// The items that have what is typed, best first, and among equals those that were used last. Without anything typed all of them, those
    /// that were used last first.
    /// </summary>
    /// <param name="items">All items, in their usual order.</param>
    /// <param name="typed">What is typed.</param>
    /// <param name="recent">What was used, the last first.</param>
    public static IReadOnlyList<PaletteHit> Find(IReadOnlyList<PaletteItem> items, string typed, IReadOnlyList<string> recent)
    {
        var places = recent.Index().DistinctBy(pair => pair.Item).ToDictionary(pair => pair.Item, pair => pair.Index);
        return
        [
            .. items
                .Select(item => (Hit: HitOf(item, typed, out var score), Score: score))
                .Where(found => found.Hit is not null)
                .OrderByDescending(found => found.Score)
                .ThenBy(found => places.GetValueOrDefault(found.Hit!.Item.Id, int.MaxValue))
                .Select(found => found.Hit!)
                .Take(Most),
        ];
    }

    private static PaletteHit? HitOf(PaletteItem item, string typed, out int score)
    {
        score = 0;
        if (string.IsNullOrWhiteSpace(typed))
        {
            return new(item, new bool[item.Title.Length]);
        }

        if (FuzzyMatch.Score(typed, item.Title, out var marks) is { } inTitle)
        {
            score = inTitle * 2;
            return new(item, marks);
        }

        // A port, or the kind of an endpoint, is no part of its name.
        if (FuzzyMatch.Score(typed, $"{item.Title} {item.Detail} {item.Kind}", out var all) is { } inAll)
        {
            score = inAll;
            return new(item, all[..item.Title.Length]);
        }

        return null;
    }
}
