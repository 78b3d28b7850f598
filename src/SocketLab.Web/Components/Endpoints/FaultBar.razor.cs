using Microsoft.AspNetCore.Components;

namespace SocketLab.Web.Components.Endpoints;

/// <summary>Why the endpoint could not start and what to do about it, above its feed where its card is out of sight.</summary>
public partial class FaultBar
{
    /// <summary>What is wrong, and the remedy.</summary>
    [Parameter]
    public string Text { get; set; } = "";

    /// <summary>A port that is free instead; null where that is not the remedy.</summary>
    [Parameter]
    public int? FreePort { get; set; }

    /// <summary>That port is to be used.</summary>
    [Parameter]
    public EventCallback<int> OnUsePort { get; set; }
}
