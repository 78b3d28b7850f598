using System.Globalization;
using Microsoft.AspNetCore.Components;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState.Connections;

namespace SocketLab.Web.Components.Connections;

/// <summary>What stands above the table of connections: how many are ticked, and what can be done with them or with all.</summary>
public partial class ConnectionBar
{
    /// <summary>The table's counts.</summary>
    [Parameter, EditorRequired]
    public ConnectionTablePage Page { get; set; } = ConnectionTablePage.Empty;

    /// <summary>Whether the person may change things.</summary>
    [Parameter]
    public bool CanOperate { get; set; }

    /// <summary>The endpoint's option, which a close depends on.</summary>
    [Parameter]
    public int? LingerSeconds { get; set; }

    /// <summary>Whether it is about Unix sockets.</summary>
    [Parameter]
    public bool IsUnix { get; set; }

    /// <summary>All open ones are to be ticked, or none.</summary>
    [Parameter]
    public EventCallback OnToggleAll { get; set; }

    /// <summary>Write to the ticked ones.</summary>
    [Parameter]
    public EventCallback OnSendTo { get; set; }

    /// <summary>End the ticked ones.</summary>
    [Parameter]
    public EventCallback<ConnectionEnding> OnSelected { get; set; }

    /// <summary>End all open ones.</summary>
    [Parameter]
    public EventCallback<ConnectionEnding> OnAll { get; set; }

    private IReadOnlyList<MenuAction> OnAllOpen =>
        [
            .. ConnectionActions.All.Select(action => new MenuAction(
                $"{action.Verb()} all",
                () => OnAll.InvokeAsync(action),
                action.PeerSees(LingerSeconds, IsUnix),
                IsDestructive: action == ConnectionEnding.Reset
            )),
        ];

    private bool AllSelected => Page.Open > 0 && Page.SelectedOpen == Page.Open;

    private string Words =>
        Page.Selected == 0 ? "Select all open" : string.Create(CultureInfo.InvariantCulture, $"{Page.Selected:N0} selected");
}
