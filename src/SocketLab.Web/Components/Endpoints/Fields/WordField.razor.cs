using Microsoft.AspNetCore.Components;

namespace SocketLab.Web.Components.Endpoints.Fields;

/// <summary>A line of text.</summary>
public partial class WordField
{
    /// <summary>What stands there while there is no text.</summary>
    [Parameter]
    public string? Placeholder { get; set; }
}
