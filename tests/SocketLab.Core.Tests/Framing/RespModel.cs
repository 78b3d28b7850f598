using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SocketLab.Core.Framing;

namespace SocketLab.Core.Tests.Framing;

/// <summary>The Redis protocol, read by descending into what is nested.</summary>
internal static partial class RespModel
{
    private const string Counted = "*$!=%~>|";
    private const string Simple = "+-:_#,(";

    public static FoundFrame First(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        if (!Counted.Contains(text[0], StringComparison.Ordinal) && !Simple.Contains(text[0], StringComparison.Ordinal))
        {
            var state = char.IsAsciiLetter(text[0]) ? FrameState.Complete : FrameState.BetweenFrames;
            var lf = text.IndexOf('\n', StringComparison.Ordinal);
            return (lf < 0 ? FoundFrame.Endless : new(lf + 1)) with { State = state };
        }

        try
        {
            return new(Value(text, 0));
        }
        catch (WrongException wrong)
        {
            var lf = text.IndexOf('\n', wrong.From);
            return lf < 0 ? FoundFrame.Endless : new(lf + 1, 0, 0, FrameState.Unsynchronized);
        }
        catch (EndOfStreamException)
        {
            return FoundFrame.Endless;
        }
    }

    [GeneratedRegex(@"^(-?)([0-9]{1,12})\r?$")]
    private static partial Regex Count { get; }

    private static int Value(string text, int at)
    {
        if (at >= text.Length)
        {
            throw new EndOfStreamException();
        }

        var type = text[at];
        if (!Counted.Contains(type, StringComparison.Ordinal) && !Simple.Contains(type, StringComparison.Ordinal))
        {
            throw new WrongException(at);
        }

        var lf = text.IndexOf('\n', at);
        if (lf < 0)
        {
            throw new EndOfStreamException();
        }

        if (Simple.Contains(type, StringComparison.Ordinal))
        {
            return lf + 1;
        }

        var match = Count.Match(text[(at + 1)..lf]);
        var isNull = match.Success && match.Groups[1].Length > 0;
        if (!match.Success)
        {
            throw new WrongException(at);
        }

        var count = long.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
        if (isNull)
        {
            return count == 1 && type is '*' or '$' ? lf + 1 : throw new WrongException(at);
        }

        at = lf + 1;
        if (type is '$' or '!' or '=')
        {
            return Bulk(text, at + count);
        }

        for (var i = 0L; i < count * (type is '%' or '|' ? 2 : 1) + (type == '|' ? 1 : 0); i++)
        {
            at = Value(text, at);
        }

        return at;
    }

    private static int Bulk(string text, long end) =>
        end >= text.Length ? throw new EndOfStreamException()
        : text[(int)end] != '\r' ? throw new WrongException((int)end)
        : end + 1 >= text.Length ? throw new EndOfStreamException()
        : text[(int)end + 1] != '\n' ? throw new WrongException((int)end)
        : (int)end + 2;

    private sealed class WrongException(int from) : Exception
    {
        public int From => from;
    }
}
