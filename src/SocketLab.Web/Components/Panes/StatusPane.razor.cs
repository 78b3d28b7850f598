using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState;

namespace SocketLab.Web.Components.Panes;

/// <summary>The counts of the selected endpoint, under its view.</summary>
public sealed partial class StatusPane
{
    /// <summary>The selected endpoint.</summary>
    [Parameter, EditorRequired]
    public SelectedEndpoint Selected { get; set; } = default!;

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [Selected, Selected.Feed];

    /// <inheritdoc/>
    protected override object Shown => (Selected.Ledger, Selected.Feed.Selection.Text);
}
