using Microsoft.AspNetCore.Components;
using SocketLab.Core.Payloads;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Components.Sending;

/// <summary>What was sent before, newest first; a click brings it back.</summary>
public partial class HistoryMenu
{
    private const string MenuId = "history-menu";

    /// <summary>What was sent.</summary>
    [Parameter]
    public IReadOnlyList<SentPayload> Sent { get; set; } = [];

    /// <summary>Bring one back.</summary>
    [Parameter]
    public EventCallback<PayloadText> OnLoad { get; set; }

    /// <summary>Forget them all.</summary>
    [Parameter]
    public EventCallback OnForget { get; set; }
}
