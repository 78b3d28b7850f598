namespace SocketLab.Web.ViewState;

/// <summary>What a person did in this tab and can take back: the newest first, each for a while. Used on the page's dispatcher.</summary>
public sealed class UndoList(TimeProvider time) : LiveState
{
    private readonly List<Undoable> _acts = [];

    /// <summary>What is taken back next; null when there is nothing.</summary>
    public Undoable? Newest => _acts is [.., var newest] ? newest : null;

    /// <summary>Offers to take something back.</summary>
    /// <param name="text">What was done, as a sentence.</param>
    /// <param name="within">For how long.</param>
    /// <param name="undo">Takes it back.</param>
    public void Offer(string text, TimeSpan within, Func<Task> undo) =>
        Change(() => _acts.Add(new Undoable(text, time.GetTimestamp(), within, undo)));

    /// <summary>Takes the newest act back; does nothing when there is none.</summary>
    public Task UndoAsync()
    {
        Refresh();
        if (Newest is not { } newest)
        {
            return Task.CompletedTask;
        }

        Change(() => _acts.Remove(newest));
        return newest.Undo();
    }

    /// <summary>Offers it no longer: it stays done.</summary>
    public void Dismiss()
    {
        if (Newest is { } newest)
        {
            Change(() => _acts.Remove(newest));
        }
    }

    /// <summary>Forgets that of which the time is over.</summary>
    public void Refresh()
    {
        if (_acts.RemoveAll(act => time.GetElapsedTime(act.At) >= act.Within) > 0)
        {
            OnChanged();
        }
    }
}

/// <summary>Something that can be taken back.</summary>
/// <param name="Text">What was done, as a sentence.</param>
/// <param name="At">When, as the clock's timestamp.</param>
/// <param name="Within">For how long it can be taken back.</param>
/// <param name="Undo">Takes it back.</param>
public sealed record Undoable(string Text, long At, TimeSpan Within, Func<Task> Undo);
