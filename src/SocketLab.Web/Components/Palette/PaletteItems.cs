using Microsoft.AspNetCore.Components;
using MudBlazor;
using SocketLab.Core.Payloads;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Certificates;
using SocketLab.Web.Components.Common;
using SocketLab.Web.Components.Endpoints;
using SocketLab.Web.Components.Layout;
using SocketLab.Web.Components.Panes;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Palette;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Components.Palette;

/// <summary>
/// Everything that the palette finds at one moment: what the keys and buttons do, endpoints, what can be done to them, filters, and pages.
/// </summary>
/// <remarks>
/// What has a key is not written here again: the list of keys says what it does, and choosing it presses the key.
/// A button that has none says itself what it does (<c>data-palette</c>).
/// </remarks>
internal sealed class PaletteItems(
    WorkbenchState state,
    EndpointActions actions,
    EndpointListActions listActions,
    NavigationManager navigation,
    FilterLibrary filters,
    IDialogService dialogs,
    Prompts prompts
)
{
    private static readonly (EndpointAction Action, string Verb, bool Changes)[] Verbs =
    [
        (EndpointAction.Edit, "Edit", true),
        (EndpointAction.Duplicate, "Duplicate", true),
        (EndpointAction.Clear, "Clear", true),
        (EndpointAction.Delete, "Delete", true),
        (EndpointAction.CopyAddress, "Copy the address of", false),
        (EndpointAction.CopyCommand, "Copy a command that reaches", false),
    ];

    /// <summary>All items.</summary>
    /// <param name="caller">Who asks; what they may not do is left out.</param>
    /// <param name="keys">The keys that the page knows now.</param>
    /// <param name="buttons">What those buttons of the page do that have no key.</param>
    public IReadOnlyList<PaletteItem> List(Caller caller, IReadOnlyList<string> keys, IReadOnlyList<string> buttons)
    {
        state.Endpoints.Refresh();
        return [.. OfKeys(keys), .. OfButtons(buttons), .. OfEndpoints(caller), .. OfSelected(caller), .. OfFilters(), .. OfPages(caller)];
    }

    private IEnumerable<PaletteItem> OfKeys(IReadOnlyList<string> keys) =>
        from place in KeyGroup.All
        from line in place.Actions
        where keys.Contains(line.Key)
        select new PaletteItem($"key {line.Key} {line.What}", "Action", line.What, "", line.Shown, () => prompts.PressAsync(line.Key));

    private IEnumerable<PaletteItem> OfButtons(IReadOnlyList<string> buttons) =>
        buttons.Select(what => new PaletteItem($"button {what}", "Action", what, "", null, () => prompts.PressButtonAsync(what)));

    private IEnumerable<PaletteItem> OfEndpoints(Caller caller)
    {
        foreach (var card in state.Endpoints.Cards)
        {
            yield return new(
                $"endpoint {card.Id}",
                "Endpoint",
                VisibleText.Name(card.Name),
                $"{card.Address} {card.Kind} {card.Group}".Trim(),
                null,
                () => GoAsync($"?endpoint={Uri.EscapeDataString(card.Id)}")
            );
        }

        if (state.Endpoints.Cards.Count > 1)
        {
            yield return new("all feed", "Action", "Show all endpoints in one feed", "merged", null, () => GoAsync("?feed=all"));
        }

        if (caller.CanOperate && state.Endpoints.Cards.Count > 1)
        {
            yield return All("Start all endpoints", run: true);
            yield return All("Stop all endpoints", run: false);
        }

        PaletteItem All(string title, bool run) =>
            new(title, "Action", title, "", null, () => listActions.RunAllAsync(caller, state.Endpoints.Cards, run));
    }

    private IEnumerable<PaletteItem> OfSelected(Caller caller) =>
        state.Selected is not { } selected
            ? []
            : Verbs
                .Where(verb => caller.CanOperate || !verb.Changes)
                .Select(verb => new PaletteItem(
                    verb.Verb,
                    "Action",
                    $"{verb.Verb} “{VisibleText.Name(selected.Figures.Name)}”",
                    "",
                    null,
                    () => actions.RunAsync(caller, new(selected.Id, verb.Action))
                ));

    private IEnumerable<PaletteItem> OfFilters() =>
        state.Selected is not { } selected
            ? []
            :
            [
                .. filters
                    .List()
                    .Select(filter => new PaletteItem(
                        $"saved filter {filter.Id}",
                        "Filter",
                        VisibleText.Name(filter.Content.Name),
                        VisibleText.Name(filter.Content.Filter),
                        null,
                        () => FilterAsync(selected, filter.Content.Filter)
                    )),
                .. state.RecentFilters.List.Select(filter => new PaletteItem(
                    $"filter {filter}",
                    "Filter",
                    VisibleText.Name(filter),
                    "used before",
                    null,
                    () => FilterAsync(selected, filter)
                )),
            ];

    private IEnumerable<PaletteItem> OfPages(Caller caller) =>
        [
            new("page workbench", "Page", "Workbench", "endpoints and what happens on them", null, () => GoAsync("")),
            new("page recordings", "Page", "Recordings", "what is kept on disk, and files of Wireshark's", null, () =>
                GoAsync("recordings")
            ),
            new("page workspace", "Page", "Workspace", "all that is saved as one file", null, () =>
                WorkspaceDialog.ShowAsync(dialogs, caller)
            ),
            new("page certificates", "Page", "Certificates", "TLS", null, () => CertificatesDialog.ShowAsync(dialogs, caller)),
            new("page reading", "Page", "Where to read on", "the standards behind what is shown", null, () => GoAsync("reading")),
        ];

    private Task FilterAsync(SelectedEndpoint selected, string filter)
    {
        selected.Feed.Filter.Use(filter);
        state.RecentFilters.Add(filter);
        state.Show(WorkbenchTab.Feed);
        state.Show(EndpointView.Feed);
        return GoAsync("");
    }

    /// <summary>Goes to a page, unless it is the one that is shown.</summary>
    private Task GoAsync(string address)
    {
        var isThere = address.Length == 0 && navigation.ToBaseRelativePath(navigation.Uri) is "" or ['?', ..];
        if (!isThere)
        {
            navigation.NavigateTo(address);
        }

        return Task.CompletedTask;
    }
}
