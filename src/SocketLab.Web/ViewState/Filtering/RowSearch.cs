using SocketLab.Core.Filtering;

namespace SocketLab.Web.ViewState.Filtering;

/// <summary>
/// A search among rows of any sort: what is looked for, how many rows have it, and where it stands in the row that the person is at.
/// </summary>
/// <remarks>It hides nothing. Which rows have it, and which of them comes next, is told by those who know the rows.</remarks>
public abstract class RowSearch : LiveState
{
    /// <summary>Raised when something else is looked for.</summary>
    public event Action? Applied;

    /// <summary>What is searched, as a sentence names it.</summary>
    public string Where { get; init; } = "the feed";

    /// <summary>Whether the person searches.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>What is written.</summary>
    public string Text { get; private set; } = "";

    /// <summary>What that is.</summary>
    public SearchKind Kind { get; private set; }

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? Error { get; private set; }

    /// <summary>What is looked for; null for nothing.</summary>
    public PayloadSearch? Wanted { get; private set; }

    /// <summary>Where it stands in the row that the person is at.</summary>
    public IReadOnlyList<FoundBytes> Places { get; protected set; } = [];

    /// <summary>Which of <see cref="Places"/> the person is at; -1 for none.</summary>
    public int Place { get; protected set; } = -1;

    /// <summary>The bytes that the person is at; null where that is none, or no part of a message.</summary>
    public virtual FoundBytes? Current => Place >= 0 ? Places[Place] : null;

    /// <summary>How the search stands, in a few words.</summary>
    public string Words =>
        Error
        ?? (
            Status is not { } status ? ""
            : status.Found == 0
                ? status.IsComplete ? "Not found"
                    : $"Looking: {status.Percent} %"
            : $"{Position}{Number(status.Found)} {status.Things(status.Found)}{Inside}" + (status.IsComplete ? "" : $", {status.Percent} %")
        ) + (Error is null && Status is { Undecided: > 0 and var undecided } ? $"; {Number(undecided)} not judged in time" : "");

    /// <summary>How far looking for it has come; null while nothing is looked for.</summary>
    protected abstract ScanStatus? Status { get; }

    /// <summary>The place among the rows found, from 0, of the one that the person is at; null when it is none of them.</summary>
    protected abstract long? Found { get; }

    /// <summary>Whether there is anything to look in.</summary>
    protected virtual bool CanLook => true;

    private string Position => Found is { } place ? $"{Number(place + 1)} of " : "";

    private string Inside =>
        Found is null || Places.Count < 2 ? "" : $"; {(Place < 0 ? "" : $"{Place + 1} of ")}{Number(Places.Count)} in this one";

    /// <summary>Begins a search with what was looked for last.</summary>
    public void Open()
    {
        IsOpen = true;
        Apply();
    }

    /// <summary>Ends it. The rows stay where they are.</summary>
    public void Close()
    {
        IsOpen = false;
        Apply();
    }

    /// <summary>Looks for something else.</summary>
    public void Use(string text, SearchKind kind)
    {
        (Text, Kind) = (text, kind);
        Apply();
    }

    /// <summary>Goes on with what another search looked for, whose rows are shown no more.</summary>
    public void TakeOver(RowSearch other)
    {
        (IsOpen, Text, Kind) = (other.IsOpen, other.Text, other.Kind);
        Apply();
    }

    /// <summary>Goes to the next place in the row that the person is at.</summary>
    /// <param name="back">Whether to the one before.</param>
    /// <returns>Whether there is one.</returns>
    public bool StepInside(bool back)
    {
        var next = Place + (back ? -1 : 1);
        if (Found is null || next < 0 || next >= Places.Count)
        {
            return false;
        }

        Change(() => Place = next);
        return true;
    }

    /// <summary>Goes to the first place in the row that the person just came to, or to the last.</summary>
    public void Enter(bool back) =>
        Change(() =>
            Place =
                Places.Count == 0 ? -1
                : back ? Places.Count - 1
                : 0
        );

    /// <summary>Looks for what is written, wherever that is now.</summary>
    protected void Apply()
    {
        (Wanted, Error) = (null, null);
        try
        {
            Wanted = CanLook && IsOpen && Text.Length > 0 ? PayloadSearch.Parse(Kind, Text) : null;
        }
        catch (FilterException error)
        {
            Error = error.Message;
        }

        Look();
        Applied?.Invoke();
    }

    /// <summary>Begins to look for <see cref="Wanted"/>, and tells who shows it.</summary>
    protected abstract void Look();
}
