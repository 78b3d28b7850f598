using Microsoft.AspNetCore.Components;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Connections;

namespace SocketLab.Web.Components.Panes;

/// <summary>Leads from a connection to the one before and the one behind it in the list of its endpoint.</summary>
public sealed partial class ConnectionSiblingsPane
{
    /// <summary>The connection.</summary>
    [Parameter, EditorRequired]
    public ConnectionView View { get; set; } = default!;

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [View];

    /// <inheritdoc/>
    protected override object Shown => (View, View.Siblings, View.Frames is not null);

    /// <summary>The other connection, shown as this one is.</summary>
    private string Address(ConnectionId id) => $"connections/{id}{(View.Frames is null ? "" : "?show=frames")}";
}
