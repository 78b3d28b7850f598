using Microsoft.AspNetCore.Components;
using SocketLab.Core.Payloads;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Components.Sending;

/// <summary>What was sent before, newest first; a click brings it back.</summary>
public partial class HistoryMenu
{
    private const string MenuId = "history-menu";

    /// <summary>The payloads that were sent, newest first.</summary>
    [Parameter]
    public IReadOnlyList<SentPayload> Sent { get; set; } = [];

    /// <summary>A payload is to be written in the composer again.</summary>
    [Parameter]
    public EventCallback<PayloadText> OnLoad { get; set; }

    /// <summary>The history is to be emptied.</summary>
    [Parameter]
    public EventCallback OnForget { get; set; }
}
