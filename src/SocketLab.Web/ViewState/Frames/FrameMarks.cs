using System.Globalization;
using SocketLab.Core.Filtering;
using SocketLab.Core.Framing;
using SocketLab.Web.ViewState.Connections;

namespace SocketLab.Web.ViewState.Frames;

/// <summary>
/// Which characters of a frame's row stand for what a search has found, which may reach from one part of the frame into the next.
/// </summary>
internal static class FrameMarks
{
    /// <summary>The row with what is looked for marked.</summary>
    /// <param name="row">The row.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="payload">Its first bytes; null when some are not kept any more.</param>
    /// <param name="request">What is looked for, and how bytes are written.</param>
    public static FrameRow On(FrameRow row, in Frame frame, byte[]? payload, FrameRequest request)
    {
        if (payload is null || request.Search is not { } search)
        {
            return row;
        }

        var length = Math.Min(payload.Length, FrameRow.PreviewBytes);
        if (search.Find(payload.AsSpan(0, length)) is not { Count: > 0 } found)
        {
            return row;
        }

        var header = Math.Min(frame.HeaderLength, length);
        var trailer = header + Math.Min(frame.ContentLength, length - header);
        return row with { HeaderMarks = Part(0, header), ContentMarks = Part(header, trailer), TrailerMarks = Part(trailer, length) };

        string Part(int start, int end) => Marks(payload.AsSpan(start, end - start), found, start, request.Format);
    }

    /// <summary>The marks of a part of the frame.</summary>
    private static string Marks(ReadOnlySpan<byte> part, IReadOnlyList<FoundBytes> found, int start, StreamFormat format)
    {
        var inside = new List<FoundBytes>();
        foreach (var one in found)
        {
            var (from, to) = (Math.Max(one.Start - start, 0), Math.Min(one.Start + one.Length - start, part.Length));
            if (to > from)
            {
                inside.Add(new(from, to - from));
            }
        }

        var spans = format switch
        {
            StreamFormat.Hex => inside.Select(one => (From: one.Start * 3, To: ((one.Start + one.Length) * 3) - 1)),
            StreamFormat.Raw => inside.Select(one => (From: one.Start * 2, To: (one.Start + one.Length) * 2)),
            _ => WrittenBytes.InText(part, inside, keepsLines: false),
        };
        return string.Join(' ', spans.Select(span => string.Create(CultureInfo.InvariantCulture, $"{span.From}+{span.To - span.From}")));
    }
}
