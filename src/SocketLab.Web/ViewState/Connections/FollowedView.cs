using SocketLab.Core.Filtering;
using SocketLab.Web.ViewState.Boundaries;

namespace SocketLab.Web.ViewState.Connections;

/// <summary>A conversation that somebody follows: the window over it, and what that shows. One for each open page.</summary>
/// <remarks>Pulls from Core when told to; the page decides when. Used on the page's dispatcher only.</remarks>
public abstract class FollowedView(Endpoint endpoint, StreamWindow window) : LiveState
{
    /// <summary>The endpoint that it belongs to.</summary>
    public Endpoint Endpoint { get; } = endpoint;

    /// <summary>The window over it.</summary>
    public StreamWindow Window { get; } = window;

    /// <summary>Counts up when the browser is to go to where the window was put.</summary>
    public int JumpId { get; private set; }

    /// <summary>How bytes are written.</summary>
    public StreamFormat Format => Window.Format;

    /// <summary>What is shown of it now.</summary>
    public StreamPage Page { get; private set; } = StreamPage.Empty;

    /// <summary>Sends and receives on one axis, while those are shown in the place of the conversation; null otherwise.</summary>
    public BoundaryView? Boundaries { get; private set; }

    /// <summary>Both ends, our own first, where the other one is SocketLab's own, too; null where it is not known to be.</summary>
    protected virtual (BoundarySide Ours, BoundarySide Theirs)? Ends => null;

    /// <summary>Whether sends and receives can be shown on one axis.</summary>
    public bool HasBoundaries => Boundaries is not null || Ends is not null;

    /// <summary>Shows sends and receives on one axis, or the conversation.</summary>
    public void ShowBoundaries(bool boundaries, FilterScans scans)
    {
        if (boundaries != Boundaries is not null)
        {
            Boundaries = boundaries && Ends is { } ends ? new(scans, ends.Ours, ends.Theirs) : null;
            OnChanged();
        }
    }

    /// <summary>Pulls the conversation. What others do on the same endpoint leaves the page as it is.</summary>
    public void RefreshStream()
    {
        var page = Window.Read();
        Page = page.IsSameAs(Page) ? Page : page;
        OnChanged();
    }

    /// <summary>Writes bytes in another way.</summary>
    public virtual void Use(StreamFormat format) => Move(() => Window.Format = format);

    /// <summary>Uses the browser's time zone.</summary>
    public virtual void Use(TimeZoneInfo zone) => Move(() => Window.Zone = zone);

    /// <summary>Moves the window, or changes what it shows.</summary>
    public void Move(Action move)
    {
        move();
        RefreshStream();
    }

    /// <summary>To the beginning.</summary>
    public void GoToFirst()
    {
        JumpId++;
        Move(Window.GoToFirst);
    }

    /// <summary>To the end, and on with it.</summary>
    public virtual void FollowTail()
    {
        JumpId++;
        Move(() => Window.Follow(true));
    }
}
