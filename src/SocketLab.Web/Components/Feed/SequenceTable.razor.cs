using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Components.Feed;

/// <summary>Loss, reordering, duplicates and jitter of sequence-stamped messages, for each sender.</summary>
public partial class SequenceTable
{
    private const string Meaning =
        "Loss, reordering, duplicates and jitter of messages that carry a number: send the ready payload “Sequence-stamped”";

    /// <summary>The figures of each sender.</summary>
    [Parameter]
    public SequenceView View { get; set; } = SequenceView.Off;

    /// <summary>Whether the person may switch measuring on and off.</summary>
    [Parameter]
    public bool CanOperate { get; set; }

    /// <summary>Measuring is to be switched on or off.</summary>
    [Parameter]
    public EventCallback OnToggle { get; set; }

    /// <inheritdoc/>
    protected override object Shown => (View, CanOperate);
}
