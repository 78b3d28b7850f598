namespace SocketLab.Web.ViewState;

/// <summary>What of the workbench stands in the address, so that a reload brings it back.</summary>
/// <param name="EndpointId">The selected endpoint's id; null when none is selected.</param>
/// <param name="View">The view of it that is shown.</param>
public readonly record struct WorkbenchPlace(string? EndpointId, EndpointView View)
{
    /// <summary>The place where the state is.</summary>
    public static WorkbenchPlace Of(WorkbenchState state) => new(state.Selected?.Id, state.View);

    /// <summary>The view that an address names; the feed where it names none.</summary>
    public static EndpointView ViewOf(string? text) =>
        Enum.TryParse<EndpointView>(text, ignoreCase: true, out var view) ? view : EndpointView.Feed;

    /// <summary>The place as query parameters. The entry that a link named is looked at once, and stays out.</summary>
    public IReadOnlyDictionary<string, object?> ToQuery() =>
        new Dictionary<string, object?>
        {
            ["endpoint"] = EndpointId,
            ["view"] = View == EndpointView.Feed ? null : View.ToString().ToLowerInvariant(),
            ["entry"] = null,
        };
}
