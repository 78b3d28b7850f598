using Microsoft.AspNetCore.Components;
using SocketLab.Core.Payloads;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Feed;

namespace SocketLab.Web.Components.Panes;

/// <summary>Chooses which of the endpoints that are shown together sends what is in the composer.</summary>
public sealed partial class SenderPane
{
    /// <summary>The workbench.</summary>
    [Parameter, EditorRequired]
    public WorkbenchState State { get; set; } = default!;

    /// <summary>The endpoints.</summary>
    [Parameter, EditorRequired]
    public MergedFeed Merged { get; set; } = default!;

    /// <summary>The one that sends.</summary>
    [Parameter, EditorRequired]
    public SelectedEndpoint Selected { get; set; } = default!;

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [State];

    /// <inheritdoc/>
    protected override object Shown => (Merged.Endpoints, Merged.Names, Selected.Id);

    private static string NameOf(Endpoint endpoint) => VisibleText.Name(endpoint.Definition.Name);
}
