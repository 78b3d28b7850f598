using Microsoft.AspNetCore.Components;

namespace SocketLab.Web.Components.Endpoints.Fields;

/// <summary>What is wrong with the field above. There from the start, so that screen readers say what comes into it.</summary>
public partial class FieldNote
{
    /// <summary>Its id, which the field names.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>What is wrong; null for nothing.</summary>
    [Parameter]
    public string? Error { get; set; }
}
