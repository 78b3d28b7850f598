namespace SocketLab.Web.ViewState.Rows;

/// <summary>Some neighbouring rows of a merge: for each the number of its journal, two bytes, whatever the entry is.</summary>
/// <remarks>
/// The rows of one journal follow each other in it, so which row of its journal one is follows from how many of that journal stand before
/// it in the block. Where rows are gone, one row stands for all that were neighbours.
/// </remarks>
internal sealed class MergedBlock
{
    /// <summary>Rows of a block at most.</summary>
    public const int MaxRows = 1024;

    private const ushort Hole = ushort.MaxValue;

    private readonly List<Share> _shares = [];
    private readonly List<long> _holes = [];
    private ushort[] _rows = new ushort[64];

    /// <summary>Rows of the block.</summary>
    public int Count { get; private set; }

    /// <summary>The ordinal of its first row.</summary>
    public long First { get; set; }

    /// <summary>The ordinal behind its last row.</summary>
    public long End => First + Count;

    /// <summary>How many rows are gone in the block.</summary>
    public long Missing => _holes.Sum();

    /// <summary>Whether its first row stands for rows that are gone.</summary>
    public bool BeginsWithHole => Count > 0 && _rows[0] == Hole;

    /// <summary>Whether its last row stands for rows that are gone.</summary>
    public bool EndsWithHole => Count > 0 && _rows[Count - 1] == Hole;

    /// <summary>Adds a row; false where it has no place in this block.</summary>
    public bool TryAdd(ushort lane, long ordinal)
    {
        var share = ShareOf(lane);
        if (Count == MaxRows || (share >= 0 && _shares[share].Next != ordinal))
        {
            return false;
        }

        if (share < 0)
        {
            _shares.Add(new(lane, ordinal, ordinal + 1));
        }
        else
        {
            _shares[share] = _shares[share] with { Next = ordinal + 1 };
        }

        Add(lane);
        return true;
    }

    /// <summary>Adds rows that are gone; false where there is no room in this block.</summary>
    public bool TryAddHole(long missing)
    {
        if (EndsWithHole)
        {
            _holes[^1] += missing;
            return true;
        }

        if (Count == MaxRows)
        {
            return false;
        }

        _holes.Add(missing);
        Add(Hole);
        return true;
    }

    /// <summary>What a row is.</summary>
    /// <param name="index">Which row, from 0.</param>
    public MergedRow RowAt(int index)
    {
        var lane = _rows[index];
        var before = _rows.AsSpan(0, index).Count(lane);
        return lane == Hole ? new(lane, -1, _holes[before]) : new(lane, _shares[ShareOf(lane)].Start + before, 0);
    }

    /// <summary>Which row of the block a row of a journal is; null when it is none.</summary>
    public int? IndexOf(ushort lane, long ordinal)
    {
        var share = ShareOf(lane);
        if (share < 0 || ordinal < _shares[share].Start || ordinal >= _shares[share].Next)
        {
            return null;
        }

        var index = -1;
        for (var left = ordinal - _shares[share].Start; left >= 0; left--)
        {
            index += 1 + _rows.AsSpan(index + 1, Count - index - 1).IndexOf(lane);
        }

        return index;
    }

    /// <summary>Whether a row of it is gone that it still shows.</summary>
    public bool HasGone(List<MergedLane> lanes)
    {
        foreach (var share in _shares)
        {
            if (share.Start < lanes[share.Lane].First)
            {
                return true;
            }
        }

        return false;
    }

    private int ShareOf(ushort lane)
    {
        for (var i = 0; i < _shares.Count; i++)
        {
            if (_shares[i].Lane == lane)
            {
                return i;
            }
        }

        return -1;
    }

    private void Add(ushort lane)
    {
        if (Count == _rows.Length)
        {
            Array.Resize(ref _rows, Math.Min(MaxRows, 4 * _rows.Length));
        }

        _rows[Count++] = lane;
    }

    /// <summary>The rows of one journal in the block: those from <paramref name="Start"/> up to <paramref name="Next"/>.</summary>
    private readonly record struct Share(ushort Lane, long Start, long Next);
}

/// <summary>A row of a merge.</summary>
/// <param name="Lane">The number of its journal.</param>
/// <param name="Ordinal">Its ordinal there.</param>
/// <param name="Missing">How many rows it stands for that are gone; 0 for one that is there.</param>
internal readonly record struct MergedRow(ushort Lane, long Ordinal, long Missing);
