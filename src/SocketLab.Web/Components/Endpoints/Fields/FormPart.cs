using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Components.Endpoints.Fields;

/// <summary>A part of the endpoint form. The form reaches all of them, however deep, and they are rendered anew after each edit.</summary>
public abstract class FormPart : ComponentBase
{
    /// <summary>The form.</summary>
    [CascadingParameter]
    public EndpointForm Form { get; set; } = default!;
}
