using Microsoft.AspNetCore.Components;
using SocketLab.Core.Endpoints;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Components.Panes;

/// <summary>The tab's title: the selected endpoint, and how many entries came on all endpoints while nobody saw the tab.</summary>
public sealed partial class TitlePane
{
    /// <summary>The one thing that is asked for while the tab is hidden: a number of each journal.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private UnreadEntries? _seen;

    /// <summary>The workbench.</summary>
    [Parameter, EditorRequired]
    public WorkbenchState State { get; set; } = default!;

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [State];

    /// <inheritdoc/>
    protected override object Shown => Title;

    [Inject]
    private EndpointSupervisor Supervisor { get; set; } = default!;

    private string Title
    {
        get
        {
            var unseen = UnreadEntries.Badge(_seen is { } seen ? Supervisor.List().Sum(seen.CountOf) : 0);
            return (unseen is null ? "" : $"({unseen}) ")
                + (State.Selected is null ? "SocketLab" : $"{State.Selected.Figures.Name} · SocketLab");
        }
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (Visibility is not null)
        {
            Visibility.Changed += OnVisibility;
        }
    }

    /// <inheritdoc/>
    protected override void OnDisposed()
    {
        if (Visibility is not null)
        {
            Visibility.Changed -= OnVisibility;
        }
    }

    /// <inheritdoc/>
    protected override async Task WatchAsync()
    {
        while (true)
        {
            await Task.Delay(Pace, Time, Closed);
            if (_seen is not null)
            {
                StateHasChanged();
            }
        }
    }

    private void OnVisibility()
    {
        _seen = null;
        if (!Visibility!.IsVisible)
        {
            _seen = new UnreadEntries();
            foreach (var endpoint in Supervisor.List())
            {
                _seen.See(endpoint);
            }
        }

        StateHasChanged();
    }
}
