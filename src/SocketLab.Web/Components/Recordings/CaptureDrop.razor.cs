using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using SocketLab.Web.Components.Sending;
using SocketLab.Web.ViewState.Sending;

namespace SocketLab.Web.Components.Recordings;

/// <summary>Opens capture files: a browser takes what is dropped on the input as what was chosen with it.</summary>
public sealed partial class CaptureDrop : IDisposable
{
    /// <summary>Where the script finds the file.</summary>
    public const string InputId = "capture-file";

    private static readonly string[] Endings = [".pcapng", ".pcap", ".cap", ".ntar"];

    private FileUploads? _uploads;
    private string? _problem;
    private bool _isOpening;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    // Of its own: a file that a sender posts meanwhile goes on, and shows its own progress.
    private FileUploads Uploads => _uploads ??= new FileUploads(Script);

    /// <inheritdoc/>
    public void Dispose()
    {
        Uploads.Changed -= Refresh;
        Uploads.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => Uploads.Changed += Refresh;

    private void Refresh() => _ = InvokeAsync(StateHasChanged);

    private async Task OpenAsync(InputFileChangeEventArgs change)
    {
        if (change.FileCount == 0 || _isOpening)
        {
            return;
        }

        (_isOpening, _problem) = (true, null);
        try
        {
            var name = Uri.EscapeDataString(NameOf(change.File.Name));
            var line = new UploadLine("", change.File.Name, change.File.Size);
            var answer = await Uploads.SendAsync(line, InputId, $"api/captures?name={name}");
            if (answer.IsOk)
            {
                Navigation.NavigateTo($"?endpoint={answer["id"]}");
            }
            else if (!answer.Cancelled)
            {
                _problem = answer.Explanation;
            }
        }
        finally
        {
            _isOpening = false;
            Uploads.Dismiss();
        }
    }

    /// <summary>The file's name as an endpoint's: without its ending, without what a name may not have, and not too long.</summary>
    private static string NameOf(string file)
    {
        var ending = Path.GetExtension(file);
        var name = Endings.Contains(ending, StringComparer.OrdinalIgnoreCase) ? file[..^ending.Length] : file;
        return new string([.. name.Where(letter => !char.IsControl(letter)).Take(100)]);
    }
}
