using Microsoft.AspNetCore.Components;
using SocketLab.Core.Payloads;
using SocketLab.Web.ViewState.Sending;

namespace SocketLab.Web.Components.Sending;

/// <summary>How what is written becomes bytes. What makes no difference is not shown.</summary>
public partial class PayloadOptions
{
    /// <summary>What is being written.</summary>
    [Parameter, EditorRequired]
    public ComposerState State { get; set; } = default!;

    /// <summary>Whether a file can be sent.</summary>
    [Parameter]
    public bool AllowFile { get; set; }

    /// <summary>It changed something in the state.</summary>
    [Parameter]
    public EventCallback OnChange { get; set; }

    private bool IsOn(PayloadFormat format) => !State.UsesFile && State.Format == format;

    private Task InsertAsync(string placeholder) =>
        ChangeAsync(() =>
        {
            State.UseTemplate(true);
            State.Append(placeholder);
        });

    private Task ChangeAsync(Action change)
    {
        change();
        return OnChange.InvokeAsync();
    }
}
