using Microsoft.AspNetCore.Components;

namespace SocketLab.Web.Components.Endpoints.Fields;

/// <summary>A port, where the address has one.</summary>
public partial class PortField
{
    /// <summary>Whether the address has none. The number is kept for when it has one again.</summary>
    [Parameter]
    public bool HasNone { get; set; }
}
