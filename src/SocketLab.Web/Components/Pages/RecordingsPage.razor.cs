using SocketLab.Core.Recordings;
using SocketLab.Web.Components.Layout;
using SocketLab.Web.Components.Recordings;

namespace SocketLab.Web.Components.Pages;

/// <summary>What is kept on disk: looked into, sent again, taken away; and files of other tools opened.</summary>
public sealed partial class RecordingsPage
{
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;

    /// <inheritdoc/>
    protected override string[] Keys => ["?", "Escape"];

    /// <inheritdoc/>
    protected override object Shown => (IsWatching, CanOperate, _zone);

    /// <inheritdoc/>
    protected override void UseZone(TimeZoneInfo zone) => _zone = zone;

    /// <inheritdoc/>
    protected override async Task PressAsync(string key)
    {
        if (key == "?")
        {
            await KeysDialog.ShowAsync(Dialogs);
        }
        else
        {
            Navigation.NavigateTo("");
        }
    }

    private Task RecordAsync() => RecordDialog.ShowAsync(Dialogs, Caller);

    private Task ReplayAsync(Recording recording) =>
        ReplayDialog.ShowAsync(
            Dialogs,
            new()
            {
                { d => d.Title, recording.Name },
                { d => d.RecordingId, recording.Id },
                { d => d.Caller, Caller },
            }
        );
}
