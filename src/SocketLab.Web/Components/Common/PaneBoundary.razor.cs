using Microsoft.AspNetCore.Components;

namespace SocketLab.Web.Components.Common;

/// <summary>Stands around a pane: a fault in it is logged and shown in its place, and the rest of the page lives.</summary>
public sealed partial class PaneBoundary
{
    [Inject]
    private ILogger<PaneBoundary> Log { get; set; } = default!;

    /// <inheritdoc/>
    protected override Task OnErrorAsync(Exception exception)
    {
        PaneFailed(Log, exception);
        return Task.CompletedTask;
    }

    [LoggerMessage(4001, LogLevel.Error, "A pane of a page failed and was replaced by a notice")]
    private static partial void PaneFailed(ILogger log, Exception exception);
}
