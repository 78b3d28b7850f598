using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.Tests.ViewState.Rows;

/// <summary>What the script in a browser does with what it is told: the arithmetic of feed.js, in whole rows.</summary>
internal sealed class Browser
{
    private long _origin;
    private long _total;
    private int _jumpId;

    /// <summary>Rows that fit.</summary>
    public int Visible { get; set; } = 40;

    /// <summary>The row at the top, counted from the origin.</summary>
    public long Top { get; private set; }

    /// <summary>Whether it sticks to the end.</summary>
    public bool Following { get; private set; } = true;

    /// <summary>Ordinal of the row at the top.</summary>
    public long TopOrdinal => _origin + Top;

    private long LastTop => Math.Max(0, _total - Visible);

    /// <summary>Takes what the server says.</summary>
    public void Show(in ScrollPosition position)
    {
        Top -= position.Origin - _origin;
        (_origin, _total) = (position.Origin, position.TotalRows);
        if (position.JumpId != _jumpId)
        {
            (_jumpId, Following, Top) = (position.JumpId, position.Following, position.JumpTo);
        }
        else if (position.Following)
        {
            Following = true;
        }

        Place();
    }

    /// <summary>Moves to a row, counted from the origin.</summary>
    public void MoveTo(long row)
    {
        Following = row >= LastTop;
        Top = row;
        Place();
    }

    /// <summary>Another size: the place is kept as far as it can be.</summary>
    public void Resize(int visible)
    {
        Visible = visible;
        Place();
    }

    private void Place() => Top = Following ? LastTop : Math.Clamp(Top, 0, LastTop);
}
