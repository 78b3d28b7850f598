using Microsoft.AspNetCore.Components;

namespace SocketLab.Web.Components.Feed;

/// <summary>What an endpoint shows until something comes or goes: how to be its other side, ready to copy.</summary>
public partial class ReachHint
{
    /// <summary>What the person could do, in one sentence.</summary>
    [Parameter]
    public string Message { get; set; } = "";

    /// <summary>Commands to try.</summary>
    [Parameter]
    public IReadOnlyList<string> Commands { get; set; } = [];

    /// <summary>A command is to be copied.</summary>
    [Parameter]
    public EventCallback<string> OnCopy { get; set; }
}
