namespace SocketLab.Web.ViewState.Frames;

/// <content>
/// The search among the frames. A frame that it goes to is read by the next update; steps that are asked for until then are taken from
/// there on.
/// </content>
public sealed partial class FramesView
{
    private readonly Queue<bool> _steps = [];
    private (FrameSelection To, bool Back)? _going;

    /// <summary>Whether the page shows the frame that was asked for last, by a click or by the search.</summary>
    private bool IsUpToDate => Page.Asked == Window.Selection;

    /// <inheritdoc/>
    public override void Find(bool back)
    {
        if (!IsUpToDate)
        {
            _steps.Enqueue(back);
        }
        else if (Search.StepInside(back))
        {
            ShowPlace();
        }
        else if (Search.Next(back) is { } next)
        {
            Request(() => Window.Select(next));
            if (Search.IsAt(next))
            {
                Enter(back);
            }
            else
            {
                _going = (next, back);
            }
        }
    }

    /// <summary>Shows a page of the window.</summary>
    internal void Show(FrameTablePage page)
    {
        (Page, Scan) = (page, StatusOf(page));
        Search.Use(page);
        Reading.Mark(Search.Places);
    }

    /// <summary>Goes on with the search where the frame that was asked for last is there.</summary>
    internal void Arrive()
    {
        if (IsUpToDate && _going is var (to, back))
        {
            _going = null;
            if (Search.IsAt(to))
            {
                Enter(back);
            }
        }

        while (IsUpToDate && _steps.TryDequeue(out var step))
        {
            Find(step);
        }
    }

    private void Enter(bool back)
    {
        Search.Enter(back);
        ShowPlace();
    }

    private void ShowPlace()
    {
        if (Search.Current is { } found)
        {
            Reading.Select(found.Start, found.Length);
        }
    }
}
