using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Filtering;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Connections;

/// <summary>
/// A person's window over a conversation, of a connection or of datagrams: a bounded run of blocks that follows the tail, or stays where
/// they scrolled to.
/// </summary>
/// <remarks>
/// Bounded in blocks and in bytes, so that a flood costs the browser no more than a trickle. Blocks have any height, so the browser
/// scrolls by itself; here the place is the first block of the run. A page uses it on its dispatcher.
/// </remarks>
public sealed class StreamWindow
{
    /// <summary>Blocks in the window at most.</summary>
    public const int MaxBlocks = 200;

    /// <summary>Payload bytes in the window at most, but that one block is always whole as far as it was asked for.</summary>
    public const int MaxBytes = 64 << 10;

    /// <summary>Bytes that a block shows until somebody asks for all.</summary>
    public const int FirstBytes = 4096;

    /// <summary>Reads of headers that one update takes, some 4,000 entries each: some ten milliseconds.</summary>
    internal const int MaxReads = 24;

    private readonly Func<bool> _isBeginningGone;
    private readonly ScrollWindow<EntryRef> _scroll;
    private readonly EntryReader _entries;
    private readonly EntryRef[] _run = new EntryRef[MaxBlocks];
    private readonly HashSet<long> _whole = [];
    private Dictionary<long, (StreamBlock Block, int Bytes)> _blocks = [];
    private IRowSource<EntryRef> _rows;
    private bool _isWhole = true;
    private EntryRef? _anchor;
    private int _jumpId;
    private StreamFormat _format;
    private RowColours? _colours;
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private long _top;
    private bool _isFollowing = true;

    /// <summary>Opens a window over a connection's stream that follows the tail.</summary>
    public StreamWindow(EntryJournal journal, ConnectionId connection)
        : this(new StreamRows(journal, connection), journal) { }

    /// <summary>Opens a window over entries of a journal that follows the tail.</summary>
    /// <param name="rows">The entries.</param>
    /// <param name="isBeginningGone">Whether some were before the first that are not there any more.</param>
    /// <param name="journal">The journal that they are in.</param>
    public StreamWindow(IRowSource<EntryRef> rows, Func<bool> isBeginningGone, EntryJournal journal)
    {
        (_rows, _isBeginningGone, _entries) = (rows, isBeginningGone, new(journal));
        _scroll = new(_rows, overscan: 0);
    }

    private StreamWindow(StreamRows rows, EntryJournal journal)
        : this(rows, () => rows.BeginningGone, journal) { }

    /// <summary>How bytes are written.</summary>
    public StreamFormat Format
    {
        get => _format;
        set => (_format, _blocks) = (value, []);
    }

    /// <summary>What colours blocks; null for nothing.</summary>
    public RowColours? Colours
    {
        get => _colours;
        set => (_colours, _blocks) = (value, []);
    }

    /// <summary>The viewer's time zone.</summary>
    public TimeZoneInfo Zone
    {
        get => _zone;
        set => (_zone, _blocks) = (value, []);
    }

    /// <summary>Shows other entries of the journal. Who looks back goes on at the entry that was first, or the first behind it.</summary>
    /// <param name="rows">The entries.</param>
    /// <param name="isWhole">Whether they are all of the conversation: of a part nobody can say what stood between.</param>
    public void Use(IRowSource<EntryRef> rows, bool isWhole)
    {
        var first = new EntryRef[1];
        if (!_isFollowing && _anchor is null && _rows.Read(Math.Max(_top, _rows.First), first) > 0)
        {
            _anchor = first[0];
        }

        (_rows, _isWhole, _blocks) = (rows, isWhole, []);
        _scroll.Use(rows);
    }

    /// <summary>The person scrolled up, or back to the end.</summary>
    public void Follow(bool following)
    {
        if (following)
        {
            _anchor = null;
            _scroll.Follow();
        }
        else
        {
            BeginAt(_top);
        }
    }

    /// <summary>Moves the window up, by half of it.</summary>
    public void Earlier() => BeginAt(Math.Max(_rows.First, _top - (MaxBlocks / 2)));

    /// <summary>Moves the window down, by half of it.</summary>
    public void Later() => BeginAt(_top + (MaxBlocks / 2));

    /// <summary>Goes to the oldest block that is kept.</summary>
    public void GoToFirst() => BeginAt(_rows.First);

    /// <summary>Shows all bytes of a block.</summary>
    public void ShowWhole(long sequence)
    {
        _whole.Add(sequence);
        _blocks.Remove(sequence);
    }

    /// <summary>Pulls the blocks of the window.</summary>
    public StreamPage Read()
    {
        Settle();
        var position = _scroll.Update(MaxReads);
        _isFollowing = position.Following;
        var blocks = position.Following ? ReadBack() : ReadOn(Math.Max(position.Top, _rows.First));
        if (_isWhole)
        {
            AddTurns(blocks);
        }

        _blocks = blocks.ToDictionary(one => one.Block.Sequence);
        _top = blocks.Count > 0 ? blocks[0].Block.Ordinal : _rows.First;
        return new()
        {
            Blocks = [.. blocks.Select(one => one.Block)],
            Following = position.Following,
            Above = blocks.Count > 0 ? _top - _rows.First : 0,
            Below = blocks.Count > 0 ? End - 1 - blocks[^1].Block.Ordinal : 0,
            New = position.NewBelow,
            BeginningGone = _isWhole && _isBeginningGone(),
            Searching = !position.IsComplete,
            JumpId = _jumpId,
        };
    }

    private long End => _rows.First + _rows.Count;

    /// <summary>Says of each message that answers the one before it how long that took. A block that was told keeps it.</summary>
    private static void AddTurns(List<(StreamBlock Block, int Bytes)> blocks)
    {
        StreamBlock? before = null;
        for (var i = 0; i < blocks.Count; i++)
        {
            var (block, bytes) = blocks[i];
            if (before is not null && block.IsMessage)
            {
                blocks[i] = (block.After(before), bytes);
            }

            before = block.IsMessage ? block : before;
        }
    }

    /// <summary>One row is in sight for certain, the first, so no other counts as seen.</summary>
    private void BeginAt(long ordinal)
    {
        _anchor = null;
        _scroll.ScrollTo(ordinal, visibleRows: 1, atEnd: false);
    }

    /// <summary>Puts the window where it is to be as soon as it is known where that is.</summary>
    private void Settle()
    {
        if (_anchor is not { } entry)
        {
            return;
        }

        _rows.Advance(MaxReads);
        if (_rows.FindFrom(entry) is { } place)
        {
            BeginAt(place);
            _jumpId++;
        }
    }

    /// <summary>From the newest on upwards, as much as fits.</summary>
    private List<(StreamBlock Block, int Bytes)> ReadBack()
    {
        var from = Math.Max(_rows.First, End - MaxBlocks);
        var run = _run.AsSpan(0, _rows.Read(from, _run));
        var (blocks, bytes) = (new List<(StreamBlock, int)>(), 0);
        for (var i = run.Length - 1; i >= 0 && Add(from + i, run[i], blocks, ref bytes); i--) { }

        blocks.Reverse();
        return blocks;
    }

    /// <summary>From the place in sight on downwards, as much as fits.</summary>
    private List<(StreamBlock Block, int Bytes)> ReadOn(long from)
    {
        var run = _run.AsSpan(0, _rows.Read(from, _run));
        var (blocks, bytes) = (new List<(StreamBlock, int)>(), 0);
        for (var i = 0; i < run.Length && Add(from + i, run[i], blocks, ref bytes); i++) { }

        return blocks;
    }

    private bool Add(long ordinal, EntryRef entry, List<(StreamBlock Block, int Bytes)> blocks, ref int bytes)
    {
        if (BlockOf(ordinal, entry) is not { } one || (blocks.Count > 0 && bytes + one.Bytes > MaxBytes))
        {
            return false;
        }

        blocks.Add(one);
        bytes += one.Bytes;
        return true;
    }

    private (StreamBlock Block, int Bytes)? BlockOf(long ordinal, EntryRef entry)
    {
        // An undone clear can give entries other places, and what is folded may have become more.
        if (_blocks.TryGetValue(entry.Sequence, out var known) && known.Block.Ordinal == ordinal && known.Block.Kind != FeedRowKind.Gap)
        {
            return known;
        }

        if (_rows is IFoldingRows folds && folds.FoldedAt(entry) is > 0 and var count)
        {
            return (StreamBlock.Folded(ordinal, entry, count), 0);
        }

        if (_entries.ReadRun([entry], _whole.Contains(entry.Sequence) ? int.MaxValue : FirstBytes) is { } batch)
        {
            foreach (var view in batch)
            {
                var block = StreamBlock.Of(ordinal, view, Format, Zone) with { Colour = Colours?.Of(entry.Sequence) };
                return (block, view.Payload.Length);
            }
        }

        // Evicted since the source looked: the next update knows.
        return null;
    }
}
