using System.Text;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;

namespace SocketLab.Web.ViewState.Connections;

/// <summary>Marks what a search has found in the blocks of a conversation, in whichever way their bytes are written.</summary>
internal static class StreamMarks
{
    /// <summary>The block with what is looked for marked.</summary>
    /// <param name="block">The block.</param>
    /// <param name="entry">Its entry, with the bytes that the block shows.</param>
    /// <param name="search">What is looked for.</param>
    /// <param name="format">How bytes are written.</param>
    /// <param name="place">Which of the places in the entry the search is at; null when it is at another entry.</param>
    public static StreamBlock On(StreamBlock block, in EntryView entry, PayloadSearch search, StreamFormat format, int? place)
    {
        var isEvent = entry.Kind == EntryKind.Event;
        var bytes = isEvent ? Encoding.UTF8.GetBytes(block.Content) : entry.Payload;
        var found = search.Find(bytes);
        IEnumerable<FoundText> marks =
            found.Count == 0 ? []
            : isEvent ? InMessage(bytes, found, place)
            : format switch
            {
                StreamFormat.Hex => InDump(bytes.Length, PrefixLength(block), found, place),
                StreamFormat.Raw => found.Index().Select(one => new FoundText(one.Item.Start * 2, one.Item.Length * 2, one.Index == place)),
                _ => InText(bytes, found, place),
            };
        return block with { Found = [.. marks], IsCurrent = place is not null };
    }

    /// <summary>Takes a block's content apart: found or not, and whether the search is there.</summary>
    public static IEnumerable<(string Text, FoundText? Mark)> Runs(StreamBlock block)
    {
        var at = 0;
        foreach (var mark in block.Found)
        {
            if (mark.Start > at)
            {
                yield return (block.Content[at..mark.Start], null);
            }

            at = mark.Start + mark.Length;
            yield return (block.Content[mark.Start..at], mark);
        }

        if (at < block.Content.Length)
        {
            yield return (block.Content[at..], null);
        }
    }

    private static List<FoundText> InText(ReadOnlySpan<byte> bytes, IReadOnlyList<FoundBytes> found, int? place)
    {
        var marks = new List<FoundText>(found.Count);
        foreach (var (i, (from, to)) in WrittenBytes.InText(bytes, found, keepsLines: true).Index())
        {
            // Bytes of one character that are found one by one are one mark.
            if (marks is [.., var last] && from < last.Start + last.Length)
            {
                marks[^1] = new(last.Start, Math.Max(to - last.Start, last.Length), last.IsCurrent || i == place);
            }
            else
            {
                marks.Add(new(from, to - from, i == place));
            }
        }

        return marks;
    }

    private static List<FoundText> InMessage(ReadOnlySpan<byte> text, IReadOnlyList<FoundBytes> found, int? place)
    {
        var marks = new List<FoundText>(found.Count);
        foreach (var (i, one) in found.Index())
        {
            var start = Encoding.UTF8.GetCharCount(text[..one.Start]);
            marks.Add(new(start, Encoding.UTF8.GetCharCount(text.Slice(one.Start, one.Length)), i == place));
        }

        return marks;
    }

    /// <summary>In each row of a dump first its digits, then its characters.</summary>
    private static IEnumerable<FoundText> InDump(int length, int prefix, IReadOnlyList<FoundBytes> found, int? place)
    {
        const int width = StreamBlock.HexWidth;
        const int digits = (width * 3) - 1;
        var (first, line) = (0, 0);
        for (var start = 0; start < length; start += width)
        {
            var here = new List<(int From, int To, bool IsCurrent)>();
            for (var i = first; i < found.Count && found[i].Start < start + width; i++)
            {
                var (from, to) = (Math.Max(found[i].Start - start, 0), Math.Min(found[i].Start + found[i].Length - start, width));
                here.Add((from, to, i == place));
                first = found[i].Start + found[i].Length <= start + width ? i + 1 : i;
            }

            foreach (var (from, to, isCurrent) in here)
            {
                yield return new(line + prefix + (from * 3), ((to - from) * 3) - 1, isCurrent);
            }

            foreach (var (from, to, isCurrent) in here)
            {
                yield return new(line + prefix + digits + 2 + from, to - from, isCurrent);
            }

            line += prefix + digits + 2 + Math.Min(width, length - start) + 1;
        }
    }

    /// <summary>How long the place in the stream is before each row: eight digits and more.</summary>
    private static int PrefixLength(StreamBlock block) => block.Content.IndexOf(' ', StringComparison.Ordinal) + 2;
}
