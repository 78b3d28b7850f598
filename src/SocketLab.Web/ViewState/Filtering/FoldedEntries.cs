using SocketLab.Core.Filtering;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.ViewState.Filtering;

/// <summary>What the saved filters fold away together.</summary>
public static class FoldedEntries
{
    /// <summary>The filter of all that is folded; null for nothing. One that cannot be read any more folds nothing.</summary>
    public static Filter? Of(IEnumerable<StoredFilter> filters)
    {
        var text = "";
        foreach (var filter in filters.Where(filter => filter.Content.Hide))
        {
            var longer = text.Length == 0 ? $"({filter.Content.Filter})" : $"{text} or ({filter.Content.Filter})";
            text = FilterSyntax.Read(longer).Filter is null ? text : longer;
        }

        return text.Length == 0 ? null : Filter.Parse(text);
    }
}
