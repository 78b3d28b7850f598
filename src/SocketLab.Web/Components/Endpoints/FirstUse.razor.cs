using Microsoft.AspNetCore.Components;
using SocketLab.Core.Definitions;

namespace SocketLab.Web.Components.Endpoints;

/// <summary>The empty workbench: a few large choices, each one click from something real.</summary>
public partial class FirstUse
{
    /// <summary>The port that the choices offer.</summary>
    [Parameter]
    public int Port { get; set; }

    /// <summary>Whether the person may change things.</summary>
    [Parameter]
    public bool CanOperate { get; set; }

    /// <summary>A listener of this kind is wanted.</summary>
    [Parameter]
    public EventCallback<EndpointKind> OnListen { get; set; }

    /// <summary>Something is to be sent.</summary>
    [Parameter]
    public EventCallback OnSend { get; set; }
}
