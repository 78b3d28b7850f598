namespace SocketLab.Web.ViewState;

/// <summary>What a person of this tab is told in passing: the newest sentence, for a while. Used on the page's dispatcher.</summary>
public sealed class NoticeList(TimeProvider time) : LiveState
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(5);

    /// <summary>What went wrong is longer, and perhaps to be acted on.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(15);

    /// <summary>What is told now; null for nothing.</summary>
    public Notice? Newest { get; private set; }

    /// <summary>Tells something, in the place of what was told before.</summary>
    /// <param name="text">A sentence or two.</param>
    /// <param name="isError">Whether something went wrong.</param>
    public void Tell(string text, bool isError) => Change(() => Newest = new(text, isError, time.GetTimestamp()));

    /// <summary>Puts it away.</summary>
    public void Dismiss() => Change(() => Newest = null);

    /// <summary>Puts away what was told long enough.</summary>
    public void Refresh()
    {
        if (Newest is { } notice && time.GetElapsedTime(notice.At) >= (notice.IsError ? Long : Short))
        {
            Dismiss();
        }
    }
}

/// <summary>Something that is told in passing.</summary>
/// <param name="Text">A sentence or two.</param>
/// <param name="IsError">Whether something went wrong.</param>
/// <param name="At">Since when, as the clock's timestamp.</param>
public sealed record Notice(string Text, bool IsError, long At);
