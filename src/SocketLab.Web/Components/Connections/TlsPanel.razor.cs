using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Connections;

namespace SocketLab.Web.Components.Connections;

/// <summary>
/// What a connection's TLS handshake agreed on, and what the peer's certificate says. A danger stands above, across the page.
/// </summary>
public partial class TlsPanel
{
    /// <summary>The facts.</summary>
    [Parameter, EditorRequired]
    public TlsFacts Facts { get; set; } = default!;
}
