using System.Globalization;
using SocketLab.Core.Numbers;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Filtering;

namespace SocketLab.Web.ViewState;

/// <summary>What of the workbench stands in the address: a link to it opens the same, and a reload brings it back.</summary>
/// <param name="EndpointId">The selected endpoint's id; null when none is selected.</param>
/// <param name="View">The view of it that is shown.</param>
/// <param name="Entry">The entry of its feed that is looked at; null for none.</param>
/// <param name="Filter">The filter of its feed, frames, plots and statistics; null for none.</param>
public readonly record struct WorkbenchPlace(
    string? EndpointId,
    EndpointView View,
    WorkbenchPlace.EntryPlace? Entry = null,
    FilterPlace? Filter = null
)
{
    /// <summary>Which endpoints a merged feed shows; null for the selected one alone.</summary>
    public MergedChoice? Merged { get; init; }

    /// <summary>The place where the state is.</summary>
    public static WorkbenchPlace Of(WorkbenchState state) =>
        new(
            state.Selected?.Id ?? state.Missing,
            state.View,
            state is { View: EndpointView.Feed, Selected.Feed: { Selection.Sequence: { } sequence } feed } ? new(sequence, feed.Run) : null,
            HasFilter(state.View) && state.Selected?.Feed.Filter.Place is { Text.Length: > 0 } filter ? filter : null
        )
        {
            Merged = state.Merged?.Choice,
        };

    /// <summary>The place that an address names; the feed where it names no view.</summary>
    public static WorkbenchPlace Parse(string? endpoint, string? view, string? entry, string? run, FilterPlace? filter = null) =>
        new(
            string.IsNullOrEmpty(endpoint) ? null : endpoint,
            Enum.TryParse<EndpointView>(view, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : EndpointView.Feed,
            WholeNumber.TryRead<long>(entry, out var sequence) ? new(sequence, string.IsNullOrEmpty(run) ? null : run) : null,
            filter
        );

    /// <summary>Whether a view shows what a filter takes.</summary>
    public static bool HasFilter(EndpointView view) => view != EndpointView.Connections;

    /// <summary>Whether it is another page to a person, so that Back is to lead from one to the other.</summary>
    public bool IsOtherPageThan(WorkbenchPlace other) =>
        !Equals(Merged, other.Merged) || View != other.View || (Merged is null && EndpointId != other.EndpointId);

    /// <summary>The place as query parameters.</summary>
    public IReadOnlyDictionary<string, object?> ToQuery() =>
        new Dictionary<string, object?>
        {
            ["endpoint"] = EndpointId,
            ["feed"] = Merged?.ToString(),
            ["view"] = View == EndpointView.Feed ? null : View.ToString().ToLowerInvariant(),
            ["entry"] = Entry?.Sequence.ToString(CultureInfo.InvariantCulture),
            ["run"] = Entry?.Run,
            ["filter"] = Filter?.Text,
            ["off"] = Filter is { OffText.Length: > 0 } filter ? filter.OffText : null,
        };

    /// <summary>An entry, as an address names it.</summary>
    /// <param name="Sequence">Its sequence.</param>
    /// <param name="Run">The journal that it is in, another one after a start of the server; null for the one that is there.</param>
    public readonly record struct EntryPlace(long Sequence, string? Run);
}
