using Microsoft.AspNetCore.Components;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Connections;

namespace SocketLab.Web.Components.Connections;

/// <summary>One row of the table of connections.</summary>
public partial class ConnectionLine
{
    /// <summary>The id of the element of the row that the keys act on.</summary>
    public const string CurrentId = "current-connection";

    /// <summary>The connection.</summary>
    [Parameter, EditorRequired]
    public ConnectionRow Row { get; set; } = default!;

    /// <summary>Whether there is a column for the encryption.</summary>
    [Parameter]
    public bool ShowsTls { get; set; }

    /// <summary>The row was clicked.</summary>
    [Parameter]
    public EventCallback<ConnectionId> OnCurrent { get; set; }

    /// <summary>The connection is to be opened.</summary>
    [Parameter]
    public EventCallback<ConnectionId> OnOpen { get; set; }

    /// <summary>The connection is to be ticked, or not.</summary>
    [Parameter]
    public EventCallback<ConnectionId> OnToggle { get; set; }

    private string Colour => ConnectionText.Colour(Row.State, Row.CloseReason);

    /// <inheritdoc/>
    protected override object Shown => (Row, ShowsTls);
}
