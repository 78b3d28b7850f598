using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SocketLab.Core.Framing;

namespace SocketLab.Core.Tests.Framing;

/// <summary>HTTP, SIP and RTSP, read line by line from the whole of a stream.</summary>
internal static partial class HttpModel
{
    public static FoundFrame First(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Message(new Lines(Encoding.Latin1.GetString(bytes)));
        }
        catch (EndOfStreamException)
        {
            return FoundFrame.Endless;
        }
    }

    [GeneratedRegex(@"^(HTTP/1\.\d|RTSP/1\.\d|SIP/2\.0) ([1-9]\d\d)")]
    private static partial Regex Response { get; }

    [GeneratedRegex(@"(HTTP/1\.\d|RTSP/1\.\d|SIP/2\.0)\z")]
    private static partial Regex Request { get; }

    [GeneratedRegex(@"^[ \t\r]*(\d{1,17})[ \t\r]*\z")]
    private static partial Regex Length { get; }

    [GeneratedRegex(@"^([0-9a-fA-F]{1,14})([;\t \r].*)?\z", RegexOptions.Singleline)]
    private static partial Regex Size { get; }

    private static FoundFrame Message(Lines lines)
    {
        var line = lines.Next().Replace("\r", "", StringComparison.Ordinal);
        var (response, request) = (Response.Match(line), Request.Match(line));
        if (!response.Success && !request.Success)
        {
            return lines.Ends(FrameState.BetweenFrames);
        }

        var isHttp = (response.Success ? response : request).Groups[1].Value.StartsWith("HTTP", StringComparison.Ordinal);
        var status = response.Success ? int.Parse(response.Groups[2].Value, CultureInfo.InvariantCulture) : 0;
        var hasNoBody = isHttp && response.Success && status is < 200 or 204 or 304 && status > 0 && isHttp;
        var (length, isChunked) = ((long?)null, false);
        for (line = lines.Next().TrimStart('\r'); line.Length > 0; line = lines.Next().TrimStart('\r'))
        {
            var name = line[..(line.IndexOfAny([':', ' ', '\t']) is var end and >= 0 ? end : 0)].ToLowerInvariant();
            var rest = line[name.Length..].TrimStart(' ', '\t');
            if (!rest.StartsWith(':'))
            {
                continue;
            }

            if (name == "content-length" || (name == "l" && !isHttp))
            {
                var match = Length.Match(rest[1..]);
                var value = match.Success ? long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : -1;
                if (value < 0 || (length ?? value) != value)
                {
                    return lines.Ends(FrameState.Unsynchronized);
                }

                length = value;
            }
            else if (name == "transfer-encoding")
            {
                var codings = rest[1..].Where(c => c is not (' ' or '\t' or '\r')).ToArray();
                var last = new string(codings).ToLowerInvariant().Split(',')[^1];
                if (last != "chunked" && !(isHttp && response.Success))
                {
                    return lines.Ends(FrameState.Unsynchronized);
                }

                isChunked |= last == "chunked";
            }
        }

        return hasNoBody ? lines.Ends(FrameState.Complete)
            : isChunked ? Chunks(lines)
            : length is { } known ? lines.Ends(FrameState.Complete, known)
            : isHttp && response.Success ? FoundFrame.Endless
            : lines.Ends(FrameState.Complete);
    }

    private static FoundFrame Chunks(Lines lines)
    {
        while (true)
        {
            var size = Size.Match(lines.Next());
            if (!size.Success)
            {
                return lines.Ends(FrameState.Unsynchronized);
            }

            var length = long.Parse(size.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (length == 0)
            {
                while (lines.Next().TrimStart('\r').Length > 0) { }
                return lines.Ends(FrameState.Complete);
            }

            lines.Skip(length);
            if (lines.Next().TrimStart('\r').Length > 0)
            {
                return lines.Ends(FrameState.Unsynchronized);
            }
        }
    }

    private sealed class Lines(string text)
    {
        private int _at;

        public string Next()
        {
            var lf = text.IndexOf('\n', _at);
            if (lf < 0)
            {
                throw new EndOfStreamException();
            }

            var line = text[_at..lf];
            _at = lf + 1;
            return line;
        }

        public void Skip(long bytes)
        {
            if (bytes > text.Length - _at)
            {
                throw new EndOfStreamException();
            }

            _at += (int)bytes;
        }

        public FoundFrame Ends(FrameState state, long more = 0) => new((Int128)_at + more, 0, 0, state);
    }
}
