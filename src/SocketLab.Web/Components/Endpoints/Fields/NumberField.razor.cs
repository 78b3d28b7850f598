using Microsoft.AspNetCore.Components;

namespace SocketLab.Web.Components.Endpoints.Fields;

/// <summary>A whole number.</summary>
public partial class NumberField<T>
{
    /// <summary>What stands there while there is no number.</summary>
    [Parameter]
    public string? Placeholder { get; set; }

    /// <summary>
    /// Whether there is nothing to write here. Not disabled: that would take the focus from whoever is just coming to it.
    /// </summary>
    [Parameter]
    public bool ReadOnly { get; set; }
}
