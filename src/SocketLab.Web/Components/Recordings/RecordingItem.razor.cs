using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Recordings;

namespace SocketLab.Web.Components.Recordings;

/// <summary>One recording: what is in it, and what can be done with it.</summary>
public sealed partial class RecordingItem
{
    /// <summary>The recording.</summary>
    [Parameter, EditorRequired]
    public RecordingCard Card { get; set; } = default!;

    /// <summary>Whether the person may change things.</summary>
    [Parameter]
    public bool CanOperate { get; set; }

    /// <summary>It is to end.</summary>
    [Parameter]
    public EventCallback<string> OnStop { get; set; }

    /// <summary>It is to be looked into.</summary>
    [Parameter]
    public EventCallback<string> OnOpen { get; set; }

    /// <summary>Its messages are to be sent again.</summary>
    [Parameter]
    public EventCallback<string> OnReplay { get; set; }

    /// <summary>It is to be deleted.</summary>
    [Parameter]
    public EventCallback<string> OnDelete { get; set; }

    /// <inheritdoc/>
    protected override object Shown => (Card with { Rate = [] }, Card.Rate.Count, Card.Rate.Sum(), CanOperate);
}
