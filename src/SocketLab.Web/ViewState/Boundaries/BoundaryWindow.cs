namespace SocketLab.Web.ViewState.Boundaries;

/// <summary>Which part of an axis is in sight: it follows the end until somebody zooms or moves, and never leaves what is there.</summary>
public sealed class BoundaryWindow
{
    /// <summary>Sends that are in sight at first.</summary>
    public const int FirstSends = 40;

    /// <summary>Bytes that are in sight at least, where there are so many.</summary>
    public const long LeastBytes = 8;

    private (long First, long End) _all = (0, 1);

    /// <summary>The first byte in sight.</summary>
    public double From { get; private set; }

    /// <summary>How many bytes are in sight.</summary>
    public double Span { get; private set; } = LeastBytes;

    /// <summary>Whether it follows the end.</summary>
    public bool IsFollowing { get; private set; } = true;

    /// <summary>Takes in what the axis has now.</summary>
    public void Update(BoundaryAxis axis)
    {
        _all = axis.IsEmpty ? (0, 1) : (axis.First, Math.Max(axis.First + 1, axis.End));
        if (IsFollowing)
        {
            var first = axis.Sends.Count > FirstSends ? axis.Sends[^FirstSends].Start : _all.First;
            (From, Span) = (first, _all.End - first);
        }

        Settle();
    }

    /// <summary>Zooms; what is at a place stays there.</summary>
    /// <param name="factor">Above 1 shows more bytes, below 1 fewer.</param>
    /// <param name="at">The place, from 0 (left) to 1.</param>
    public void Zoom(double factor, double at)
    {
        IsFollowing = false;
        var (place, span) = (From + (Span * at), Math.Clamp(Span * factor, Least, _all.End - _all.First));
        (From, Span) = (place - (span * at), span);
        Settle();
    }

    /// <summary>Moves by a part of what is in sight.</summary>
    public void Move(double parts)
    {
        IsFollowing = false;
        From += Span * parts;
        Settle();
    }

    /// <summary>Brings a piece into sight.</summary>
    public void Reveal(BoundaryPiece piece)
    {
        if (piece.Start < From || piece.End > From + Span)
        {
            IsFollowing = false;
            Span = Math.Max(Span, piece.Length);
            From = piece.Start + (piece.Length / 2.0) - (Span / 2);
            Settle();
        }
    }

    /// <summary>Shows all of it.</summary>
    public void ShowAll() => (IsFollowing, From, Span) = (false, _all.First, _all.End - _all.First);

    /// <summary>Goes to the beginning.</summary>
    public void GoToFirst() => (IsFollowing, From) = (false, _all.First);

    /// <summary>Goes to the end, and on with it.</summary>
    public void Follow() => IsFollowing = true;

    private double Least => Math.Min(LeastBytes, _all.End - _all.First);

    private void Settle()
    {
        Span = Math.Clamp(Span, Least, _all.End - _all.First);
        From = Math.Max(_all.First, Math.Min(From, _all.End - Span));
    }
}
