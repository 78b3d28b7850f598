using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using SocketLab.Core.Definitions;
using SocketLab.Web.ViewState.Sending;

namespace SocketLab.Web.Components.Sending;

/// <summary>Chooses a file. Only its name and size come here: the browser sends it by itself, straight to the API.</summary>
public partial class FileChoice
{
    /// <summary>Where the script finds the file.</summary>
    public const string InputId = "composer-file";

    /// <summary>What holds the choice.</summary>
    [Parameter, EditorRequired]
    public ComposerState State { get; set; } = default!;

    /// <summary>The endpoint's kind.</summary>
    [Parameter]
    public EndpointKind Kind { get; set; }

    /// <summary>It changed something in the state.</summary>
    [Parameter]
    public EventCallback OnChange { get; set; }

    /// <inheritdoc/>
    protected override void OnInitialized() => State.File = null; // what the browser shows now: nothing chosen

    private Task ChooseAsync(InputFileChangeEventArgs change)
    {
        State.File = change.FileCount == 0 ? null : new(change.File.Name, change.File.Size);
        return OnChange.InvokeAsync();
    }

    private string Hint =>
        Kind.IsUdp() ? "Goes out as one datagram: at most 65,507 bytes." : "Read by the browser and sent piece by piece, as it is.";
}
