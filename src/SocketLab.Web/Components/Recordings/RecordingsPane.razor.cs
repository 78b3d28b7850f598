using Microsoft.AspNetCore.Components;
using SocketLab.Core.Recordings;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState.Recordings;

namespace SocketLab.Web.Components.Recordings;

/// <summary>All recordings, the newest first: looked at again once a second while one goes on.</summary>
public sealed partial class RecordingsPane
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private IReadOnlyList<RecordingCard> _cards = [];

    /// <summary>The person who looks at it, and their right.</summary>
    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = default!;

    /// <summary>The viewer's time zone.</summary>
    [Parameter, EditorRequired]
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>The messages of a recording are to be sent again.</summary>
    [Parameter]
    public EventCallback<Recording> OnReplay { get; set; }

    [Inject]
    private RecordingLibrary Library { get; set; } = default!;

    [Inject]
    private RecordingCommands Commands { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private Prompts Prompts { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnInitialized() => Read();

    /// <inheritdoc/>
    protected override Task WatchAsync() => PullAsync(Library.Changed, Pace, Tick, Read);

    private void Read() => _cards = [.. Library.List().Select(one => RecordingCard.Of(one, Zone, Time.GetUtcNow().UtcDateTime))];

    private Task<bool> StopAsync(string id) => Prompts.TryAsync(() => Commands.StopAsync(Caller, id));

    private Task<bool> OpenAsync(string id) =>
        Prompts.TryAsync(async () =>
        {
            var endpoint = await Commands.OpenAsync(Caller, id, Closed);
            Navigation.NavigateTo($"?endpoint={endpoint.Id}");
        });

    private async Task ReplayAsync(string id)
    {
        if (Library.Find(id) is { } recording)
        {
            await OnReplay.InvokeAsync(recording);
        }
    }

    private async Task DeleteAsync(string id)
    {
        if (_cards.FirstOrDefault(card => card.Id == id) is not { } card)
        {
            return;
        }

        var ends = card.IsRecording ? "It is recording now, and stops. " : "";
        var question = $"{ends}“{card.Name}” ({card.Amount}) goes from the disk and cannot be brought back.";
        if (await Prompts.ConfirmAsync("Delete the recording?", question, $"Delete {card.Name}"))
        {
            await Prompts.TryAsync(() => Commands.DeleteAsync(Caller, id));
        }
    }
}
