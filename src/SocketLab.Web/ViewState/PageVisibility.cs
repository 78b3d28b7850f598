namespace SocketLab.Web.ViewState;

/// <summary>Whether somebody sees a page. Nothing is pulled for a hidden tab.</summary>
public sealed class PageVisibility
{
    private TaskCompletionSource _visible = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A page that is seen.</summary>
    public PageVisibility() => _visible.SetResult();

    /// <summary>Raised when the tab was hidden, or shown again.</summary>
    public event Action? Changed;

    /// <summary>Whether somebody sees it now.</summary>
    public bool IsVisible => _visible.Task.IsCompleted;

    /// <summary>The tab was hidden, or shown again.</summary>
    public void Set(bool visible)
    {
        var before = IsVisible;
        if (visible)
        {
            _visible.TrySetResult();
        }
        else if (_visible.Task.IsCompleted)
        {
            _visible = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        if (visible != before)
        {
            Changed?.Invoke();
        }
    }

    /// <summary>Waits while nobody sees the page.</summary>
    public Task WaitAsync(CancellationToken cancellation) => _visible.Task.WaitAsync(cancellation);
}
