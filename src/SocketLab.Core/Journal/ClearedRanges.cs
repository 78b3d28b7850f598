namespace SocketLab.Core.Journal;

/// <summary>The sequences that somebody cleared on purpose, so that a reader does not count them as missed.</summary>
internal sealed class ClearedRanges
{
    /// <summary>Clears that are told apart from eviction; older ones become one.</summary>
    private const int MaxRanges = 64;

    private readonly List<(long First, long Last)> _ranges = [];

    /// <summary>Adds a range that lies behind all earlier ones.</summary>
    public void Add(long first, long last)
    {
        if (_ranges is [.., var newest] && newest.Last == first - 1)
        {
            _ranges[^1] = (newest.First, last);
        }
        else
        {
            _ranges.Add((first, last));
        }

        if (_ranges.Count > MaxRanges)
        {
            _ranges[1] = (_ranges[0].First, _ranges[1].Last);
            _ranges.RemoveAt(0);
        }
    }

    /// <summary>Forgets that this sequence and all behind it were cleared.</summary>
    public void RemoveFrom(long first)
    {
        _ranges.RemoveAll(range => range.First >= first);
        if (_ranges is [.., var newest] && newest.Last >= first)
        {
            _ranges[^1] = (newest.First, first - 1);
        }
    }

    /// <summary>How many of these sequences were cleared.</summary>
    public long CountBetween(long first, long last)
    {
        var cleared = 0L;
        for (var i = _ranges.Count - 1; i >= 0 && _ranges[i].Last >= first; i--)
        {
            cleared += Math.Max(0, Math.Min(last, _ranges[i].Last) - Math.Max(first, _ranges[i].First) + 1);
        }

        return cleared;
    }
}
