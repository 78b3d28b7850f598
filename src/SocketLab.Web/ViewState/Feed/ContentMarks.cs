using System.Globalization;
using System.Text;
using SocketLab.Core.Filtering;
using SocketLab.Core.Numbers;
using SocketLab.Core.Payloads;

namespace SocketLab.Web.ViewState.Feed;

/// <summary>Which characters of a row's content stand for what a search has found.</summary>
public static class ContentMarks
{
    /// <summary>The marks of a message's line.</summary>
    /// <param name="search">What is looked for.</param>
    /// <param name="style">How the line is written.</param>
    /// <param name="payload">The bytes that it is made of.</param>
    /// <returns>Start and length of each, such as <c>0+3 17+3</c>; empty for none.</returns>
    public static string OfMessage(PayloadSearch search, ContentStyle style, ReadOnlySpan<byte> payload)
    {
        var bytes = payload[..Math.Min(payload.Length, ContentColumn.PreviewBytes)];
        var isHex = ContentColumn.IsHex(style, bytes);
        var marks = new StringBuilder();
        foreach (var (start, length) in search.Find(bytes))
        {
            // Characters stand alone in the line, so what stands before a byte is as long as the line of that alone.
            var (from, to) = isHex
                ? (start * 3, ((start + length) * 3) - 1)
                : (VisibleText.Line(bytes[..start]).Length, VisibleText.Line(bytes[..(start + length)]).Length);
            Add(marks, from, to);
        }

        return marks.ToString();
    }

    /// <summary>The marks of an event's message.</summary>
    public static string OfEvent(PayloadSearch search, string message)
    {
        var (bytes, marks) = (Encoding.UTF8.GetBytes(message), new StringBuilder());
        foreach (var (start, length) in search.Find(bytes))
        {
            Add(marks, Encoding.UTF8.GetCharCount(bytes, 0, start), Encoding.UTF8.GetCharCount(bytes, 0, start + length));
        }

        return marks.ToString();
    }

    /// <summary>Takes a line apart: characters and escapes, found or not.</summary>
    /// <param name="content">The line.</param>
    /// <param name="marks">What is found in it.</param>
    public static IEnumerable<(string Text, bool IsEscape, bool IsFound)> Runs(string content, string marks)
    {
        if (marks.Length == 0)
        {
            foreach (var (text, isEscape) in EscapeRuns.Of(content))
            {
                yield return (text, isEscape, false);
            }

            yield break;
        }

        var at = 0;
        foreach (var mark in marks.Split(' '))
        {
            var plus = mark.IndexOf('+', StringComparison.Ordinal);
            _ = WholeNumber.TryRead<int>(mark.AsSpan(0, plus), out var start);
            _ = WholeNumber.TryRead<int>(mark.AsSpan(plus + 1), out var length);
            var from = Math.Min(start, content.Length);
            var to = Math.Min(from + length, content.Length);
            foreach (var (text, isEscape) in EscapeRuns.Of(content[at..Math.Max(at, from)]))
            {
                yield return (text, isEscape, false);
            }

            if (to > from)
            {
                yield return (content[from..to], false, true);
            }

            at = Math.Max(at, to);
        }

        foreach (var (text, isEscape) in EscapeRuns.Of(content[at..]))
        {
            yield return (text, isEscape, false);
        }
    }

    private static void Add(StringBuilder marks, int from, int to)
    {
        if (to > from)
        {
            marks.Append(marks.Length > 0 ? " " : "").Append(CultureInfo.InvariantCulture, $"{from}+{to - from}");
        }
    }
}
