using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState;

namespace SocketLab.Web.Components.Panes;

/// <summary>Shows nothing: it has the browser keep what the tab is to remember, and gives it back to a page that begins anew.</summary>
public sealed class TabMemoryPane : LivePane
{
    /// <summary>What is typed is kept when there is a moment's rest.</summary>
    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(400);

    private string? _kept;
    private bool _isDue;

    /// <summary>The workbench.</summary>
    [Parameter, EditorRequired]
    public WorkbenchState State { get; set; } = default!;

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States =>
        State.Selected is { } selected
            ? [State, State.List, State.RecentFilters, selected.Feed, selected.Feed.Filter, selected.Composing, selected.Reading]
            : [State, State.List, State.RecentFilters];

    /// <inheritdoc/>
    protected override object Shown =>
        (
            (State.Selected, State.List.Shown, State.InspectorTab, State.Selected?.Composing.Draft),
            (State.RecentFilters.List, State.Selected?.Feed.Filter.Place, State.Selected?.Feed.Columns),
            (State.Selected?.Feed.TimeStyle, ContentStyle, State.Selected?.Feed.Place, State.Selected?.Reading.Encoding)
        );

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    private object? ContentStyle => State.Selected?.Feed.ContentStyle;

    /// <inheritdoc/>
    protected override async Task WatchAsync()
    {
        try
        {
            var kept = await Script.InvokeAsync<string?>("socketLab.recall", Closed);
            State.Recall(TabMemory.Parse(kept));
            (_kept, _isDue) = (kept ?? "", true);
        }
        catch (Exception error) when (error.IsBrowserGone())
        {
            // There is nobody left to remember anything.
            return;
        }

        await KeepAsync();
    }

    /// <inheritdoc/>
    protected override void OnAfterRender(bool firstRender)
    {
        base.OnAfterRender(firstRender);
        // Another endpoint has other states to follow.
        OnParametersSet();
        // Before the browser has said what it remembers there is nothing to put in its place.
        if (_kept is not null && !_isDue)
        {
            _isDue = true;
            _ = GuardAsync(KeepAsync());
        }
    }

    private async Task KeepAsync()
    {
        await Task.Delay(Debounce, Time, Closed);
        _isDue = false;
        var text = State.Remember().ToText();
        if (text != _kept)
        {
            _kept = text;
            try
            {
                await Script.InvokeVoidAsync("socketLab.remember", Closed, text);
            }
            catch (Exception error) when (error.IsBrowserGone())
            {
                // The tab is gone, and what it remembered with it.
            }
        }
    }
}
