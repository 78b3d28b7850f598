using SocketLab.Core.Journal;

namespace SocketLab.Web.ViewState.Connections;

/// <summary>
/// A person's window over one connection's stream: a bounded run of blocks that follows the tail, or stays where they scrolled to.
/// </summary>
/// <remarks>
/// Bounded in blocks and in bytes, so that a flood costs the browser no more than a trickle. A page uses it on its dispatcher.
/// </remarks>
public sealed class StreamWindow(EntryJournal journal, ConnectionId connection)
{
    /// <summary>Blocks in the window at most.</summary>
    public const int MostBlocks = 200;

    /// <summary>Payload bytes in the window at most, but that one block is always whole as far as it was asked for.</summary>
    public const int MostBytes = 64 << 10;

    /// <summary>Bytes that a block shows until somebody asks for all.</summary>
    public const int FirstBytes = 4096;

    /// <summary>Entries looked through at a time: some ten milliseconds.</summary>
    private const int Slice = 100_000;

    private readonly StreamIndex _index = new(journal, connection);
    private readonly EntryBatch _batch = new();
    private readonly HashSet<long> _whole = [];
    private Dictionary<long, (StreamBlock Block, int Bytes)> _blocks = [];
    private StreamFormat _format;
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private long _from;
    private long _seenEnd;

    /// <summary>Whether the view sticks to the newest block.</summary>
    public bool Following { get; private set; } = true;

    /// <summary>How bytes are written.</summary>
    public StreamFormat Format
    {
        get => _format;
        set => (_format, _blocks) = (value, []);
    }

    /// <summary>The viewer's time zone.</summary>
    public TimeZoneInfo Zone
    {
        get => _zone;
        set => (_zone, _blocks) = (value, []);
    }

    /// <summary>The person scrolled up, or back to the end.</summary>
    public void Follow(bool following)
    {
        (Following, _seenEnd) = (following, _index.End);
    }

    /// <summary>Moves the window up, by half of it.</summary>
    public void Earlier()
    {
        Follow(false);
        _from = Math.Max(_index.First, _from - (MostBlocks / 2));
    }

    /// <summary>Moves the window down, by half of it.</summary>
    public void Later() => _from = Math.Min(_from + (MostBlocks / 2), Math.Max(_index.First, _index.End - 1));

    /// <summary>To the oldest block that is kept.</summary>
    public void GoToFirst()
    {
        Follow(false);
        _from = _index.First;
    }

    /// <summary>Shows all bytes of a block.</summary>
    public void ShowWhole(long sequence)
    {
        _whole.Add(sequence);
        _blocks.Remove(sequence);
    }

    /// <summary>Pulls the blocks of the window.</summary>
    public StreamPage Read()
    {
        var isWhole = _index.Advance(Slice);
        var read = new Dictionary<long, (StreamBlock Block, int Bytes)>();
        var blocks = Following ? ReadBack(read) : ReadOn(read);
        _blocks = read;
        return new()
        {
            Blocks = blocks,
            Following = Following,
            Above = blocks.Count > 0 ? blocks[0].Ordinal - _index.First : 0,
            Below = blocks.Count > 0 ? _index.End - 1 - blocks[^1].Ordinal : 0,
            New = Following ? 0 : Math.Max(0, _index.End - _seenEnd),
            BeginningGone = _index.BeginningGone,
            Searching = !isWhole,
        };
    }

    /// <summary>From the newest on upwards, as much as fits.</summary>
    private List<StreamBlock> ReadBack(Dictionary<long, (StreamBlock Block, int Bytes)> read)
    {
        var blocks = new List<StreamBlock>();
        var bytes = 0;
        for (var ordinal = _index.End - 1; ordinal >= _index.First && Take(ordinal, read, blocks, ref bytes); ordinal--)
        {
            _from = ordinal;
        }

        blocks.Reverse();
        return blocks;
    }

    /// <summary>From the place in sight on downwards, as much as fits.</summary>
    private List<StreamBlock> ReadOn(Dictionary<long, (StreamBlock Block, int Bytes)> read)
    {
        var blocks = new List<StreamBlock>();
        var bytes = 0;
        _from = Math.Max(_from, _index.First);
        for (var ordinal = _from; ordinal < _index.End && Take(ordinal, read, blocks, ref bytes); ordinal++) { }

        return blocks;
    }

    private bool Take(long ordinal, Dictionary<long, (StreamBlock Block, int Bytes)> read, List<StreamBlock> blocks, ref int bytes)
    {
        if (blocks.Count == MostBlocks || Block(ordinal) is not { } one || (blocks.Count > 0 && bytes + one.Bytes > MostBytes))
        {
            return false;
        }

        read[one.Block.Sequence] = one;
        blocks.Add(one.Block);
        bytes += one.Bytes;
        return true;
    }

    private (StreamBlock Block, int Bytes)? Block(long ordinal)
    {
        var sequence = _index[ordinal];
        if (_blocks.TryGetValue(sequence, out var known))
        {
            return known;
        }

        journal.Read(sequence - 1, _batch, maxCount: 1, _whole.Contains(sequence) ? int.MaxValue : FirstBytes);
        foreach (var entry in _batch)
        {
            // Evicted between the look at the index and now: the next look knows.
            return entry.Sequence == sequence ? (StreamBlock.Of(ordinal, entry, Format, Zone), entry.Payload.Length) : null;
        }

        return null;
    }
}
