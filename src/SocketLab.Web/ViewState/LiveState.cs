namespace SocketLab.Web.ViewState;

/// <summary>State that panes show. It tells them when it has changed; they pull what they show. Used on one page's dispatcher.</summary>
public abstract class LiveState
{
    /// <summary>Raised when something that is shown may be another now.</summary>
    public event Action? Changed;

    /// <summary>Whether anybody shows it.</summary>
    internal bool IsFollowed => Changed is not null;

    /// <summary>Changes the state, and tells who shows it.</summary>
    public void Change(Action change)
    {
        change();
        OnChanged();
    }

    /// <summary>Tells who shows it.</summary>
    protected void OnChanged() => Changed?.Invoke();
}
