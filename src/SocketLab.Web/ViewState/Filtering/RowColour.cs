using SocketLab.Contracts;
using SocketLab.Core.Filtering;
using SocketLab.Core.Payloads;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.ViewState.Filtering;

/// <summary>What a saved filter colours a row with.</summary>
/// <param name="Colour">The colour.</param>
/// <param name="FilterName">The name of the filter.</param>
public sealed record RowColour(FilterColour Colour, string FilterName)
{
    /// <summary>Where it comes from, in words.</summary>
    public string Title => $"Marked by the filter “{VisibleText.Name(FilterName)}”";

    /// <summary>The saved filters that colour rows, as they can be asked. One that cannot be read any more colours nothing.</summary>
    internal static IEnumerable<(Filter Filter, RowColour Colour)> Read(IEnumerable<StoredFilter> filters) =>
        filters
            .Where(filter => filter.Content.Colour != FilterColour.None)
            .Select(filter => (FilterSyntax.Read(filter.Content.Filter).Filter!, new RowColour(filter.Content.Colour, filter.Content.Name)))
            .Where(pair => pair.Item1 is not null);
}
