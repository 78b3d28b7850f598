using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Connections;

namespace SocketLab.Web.Components.Connections;

/// <summary>What of a connection's options may change while it is open. Only to be read once it has ended.</summary>
public partial class ConnectionOptionsPanel
{
    /// <summary>The fields.</summary>
    [Parameter, EditorRequired]
    public ConnectionOptionsForm Form { get; set; } = default!;

    /// <summary>Whether the person may change them now.</summary>
    [Parameter]
    public bool CanChange { get; set; }

    /// <summary>Whether it is a Unix socket's, which has the time-out alone.</summary>
    [Parameter]
    public bool IsUnix { get; set; }

    /// <summary>Give the connection what was edited.</summary>
    [Parameter]
    public EventCallback OnApply { get; set; }

    private string Invalid(string field) => Form.Errors.ContainsKey(field) ? "true" : "false";

    private RenderFragment ErrorOf(string field) =>
        builder =>
        {
            if (Form.Errors.TryGetValue(field, out var error))
            {
                builder.OpenElement(0, "p");
                builder.AddAttribute(1, "class", "bad");
                builder.AddAttribute(2, "role", "alert");
                builder.AddContent(3, error);
                builder.CloseElement();
            }
        };
}
