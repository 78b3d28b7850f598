using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Components.Connections;

/// <summary>A padlock with its words.</summary>
public partial class TlsBadge
{
    /// <summary>The words.</summary>
    [Parameter, EditorRequired]
    public TlsMark Mark { get; set; } = default!;
}
