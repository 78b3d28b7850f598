using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Connections;

namespace SocketLab.Web.Components.Connections;

/// <summary>The figures of one connection, in a line.</summary>
public partial class ConnectionFacts
{
    /// <summary>The figures.</summary>
    [Parameter, EditorRequired]
    public ConnectionRow Row { get; set; } = default!;

    /// <summary>Our own address.</summary>
    [Parameter]
    public string Local { get; set; } = "";

    private string State => Row.CloseReason is null ? ConnectionText.State(Row.State) : Row.Reason;
}
