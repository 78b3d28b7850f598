using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Connections;

/// <content>Marks what a search has found in the blocks, and brings the one that it goes to into the window.</content>
public sealed partial class StreamWindow
{
    private PayloadSearch? _search;
    private (EntryRef Entry, int Place)? _current;
    private EntryRef? _wanted;
    private bool _isLonger;
    private int _revealId;

    /// <summary>The ordinal of the first block that the browser shows, as it told last.</summary>
    public long InSight { get; set; } = long.MinValue;

    /// <summary>Marks something else in the blocks.</summary>
    /// <param name="search">What is looked for; null for nothing.</param>
    public void Mark(PayloadSearch? search) => (_search, _current, _wanted, _blocks) = (search, null, null, []);

    /// <summary>Goes to a place of what is looked for, as soon as it is known where its block is.</summary>
    /// <param name="entry">The block's entry.</param>
    /// <param name="place">Which of the places in it; -1 for none of them.</param>
    /// <param name="bytes">Where that is; null where it is in no message.</param>
    public void GoTo(EntryRef entry, int place, FoundBytes? bytes)
    {
        if (_current is { } before)
        {
            _blocks.Remove(before.Entry.Sequence);
        }

        _isLonger = bytes is { } found && found.Start + found.Length > FirstBytes && _whole.Add(entry.Sequence);
        _blocks.Remove(entry.Sequence);
        (_current, _wanted) = ((entry, place), entry);
    }

    /// <summary>Puts the window where it has the block that is wanted. One that is in it already leaves it as it is.</summary>
    private void SettleWanted()
    {
        if (_wanted is not { } entry)
        {
            return;
        }

        var isComplete = _rows.Advance(MaxReads);
        if (_rows.Find(entry) is { } place && place >= _rows.First)
        {
            var isThere = !_isLonger && place >= _top && place <= _bottom;
            BeginAt(isThere ? _top : BeginningFor(place));
            _revealId++;
        }
        else if (isComplete)
        {
            // It is not among the blocks: evicted, or older than those that are remembered.
            _wanted = null;
        }
    }

    /// <summary>Where the window begins so that a block is in it, with as much before it as is there behind it.</summary>
    private long BeginningFor(long place)
    {
        var from = Math.Max(_rows.First, place + 1 - (MaxBlocks / 2));
        var run = _run.AsSpan(0, _rows.Read(from, _run.AsSpan(0, (int)(place + 1 - from))));
        var (start, bytes) = (place, 0);
        for (var i = run.Length - 1; i >= 0 && BlockOf(from + i, run[i]) is { } one; i--)
        {
            bytes += one.Bytes;
            if (i < run.Length - 1 && bytes > MaxBytes / 2)
            {
                break;
            }

            start = from + i;
        }

        return start;
    }

    private StreamBlock Marked(StreamBlock block, in EntryView entry) =>
        _search is { } search
            ? StreamMarks.On(block, entry, search, Format, _current is var (at, place) && at.Sequence == entry.Sequence ? place : null)
            : block;
}
