using Microsoft.AspNetCore.Components;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Components.Layout;

/// <summary>What people must know about the saved workspace, on every page, as long as it is so.</summary>
public sealed partial class WorkspaceNotice
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private string? _notice;

    [Inject]
    private WorkspaceStatus Workspace { get; set; } = default!;

    /// <inheritdoc/>
    protected override object Shown => _notice ?? "";

    /// <inheritdoc/>
    protected override void OnInitialized() => _notice = Workspace.Notice;

    /// <inheritdoc/>
    protected override Task WatchAsync() => PullAsync(Workspace.Changed, Pace, Timeout.InfiniteTimeSpan, () => _notice = Workspace.Notice);
}
