using System.Globalization;
using SocketLab.Core.Numbers;

namespace SocketLab.Core.Payloads.Templates;

/// <summary>What stands between <c>{{</c> and <c>}}</c>: a name and, behind colons, its arguments.</summary>
internal sealed class Placeholder
{
    private readonly List<(string Text, int Position)> _arguments = [];
    private int _next;

    /// <param name="body">The text between the braces.</param>
    /// <param name="position">Where it begins in what was written.</param>
    /// <param name="format">The payload's format.</param>
    /// <param name="encoding">The encoding of what is text.</param>
    /// <param name="answer">What it is filled in from, beside the message itself; null where that is nothing.</param>
    public Placeholder(string body, int position, PayloadFormat format, PayloadEncoding encoding, AnswerFields? answer)
    {
        (Position, IsHex, Encoding, Answer) = (
            position,
            format == PayloadFormat.Hex,
            format == PayloadFormat.Hex ? PayloadEncoding.Utf8 : encoding,
            answer
        );
        var colon = body.IndexOf(':', StringComparison.Ordinal);
        Name = colon < 0 ? body : body[..colon];
        var start = colon + 1;
        while (start > 0)
        {
            colon = body.IndexOf(':', start);
            _arguments.Add((colon < 0 ? body[start..] : body[start..colon], position + start));
            start = colon + 1;
        }

        End = position + body.Length;
    }

    /// <summary>Where the name begins.</summary>
    public int Position { get; }

    /// <summary>The name in front of the arguments: what is to be filled in.</summary>
    public string Name { get; }

    /// <summary>Whether it stands among bytes: a number is bytes then, too, unless its format says otherwise.</summary>
    public bool IsHex { get; }

    /// <summary>The encoding of what is text.</summary>
    public PayloadEncoding Encoding { get; }

    /// <summary>What it is filled in from, beside the message itself: null but in the answer of a rule.</summary>
    public AnswerFields? Answer { get; }

    private int End { get; }

    private bool HasNext => _next < _arguments.Count;

    /// <summary>All arguments as they were written, colons and all; null when there are none.</summary>
    public (string Text, int Position)? ReadRest()
    {
        if (_arguments.Count == 0)
        {
            return null;
        }

        _next = _arguments.Count;
        return (string.Join(':', _arguments.Select(argument => argument.Text)), _arguments[0].Position);
    }

    /// <summary>The next argument, if it is one of these words.</summary>
    public string? ReadWord(params ReadOnlySpan<string> words) =>
        HasNext && words.Contains(_arguments[_next].Text) ? _arguments[_next++].Text : null;

    /// <summary>The next argument, if it begins like a number.</summary>
    /// <exception cref="PayloadException">It is none, or too large.</exception>
    public long? ReadNumber(long min = long.MinValue, long max = long.MaxValue)
    {
        if (!HasNext || _arguments[_next].Text is not [(>= '0' and <= '9') or '-' or '+', ..])
        {
            return null;
        }

        var (text, position) = _arguments[_next++];
        return WholeNumber.TryReadSigned<long>(text, out var number) && number >= min && number <= max
            ? number
            : throw new PayloadException(
                string.Create(CultureInfo.InvariantCulture, $"'{text}' is no whole number from {min} to {max}."),
                position
            );
    }

    /// <summary>The next argument, if it begins like a number: from the least of signed 64 bits to the greatest of unsigned ones.</summary>
    /// <param name="isNegative">Whether it is below zero.</param>
    /// <exception cref="PayloadException">It is none, or too large.</exception>
    public long? ReadNumber64(out bool isNegative)
    {
        isNegative = HasNext && _arguments[_next].Text.StartsWith('-');
        if (!HasNext || !char.IsAsciiDigit(_arguments[_next].Text.FirstOrDefault()))
        {
            return ReadNumber();
        }

        var (text, position) = _arguments[_next++];
        return WholeNumber.TryRead<ulong>(text, out var number)
            ? (long)number
            : throw new PayloadException($"'{text}' is no whole number from {long.MinValue} to {ulong.MaxValue}.", position);
    }

    /// <summary>The next argument, which must be a number.</summary>
    /// <exception cref="PayloadException">It is none.</exception>
    public long NeedNumber(string what, long min = long.MinValue, long max = long.MaxValue) =>
        ReadNumber(min, max) ?? throw Fault($"{what} belongs here.");

    /// <summary>The next argument as a format, or the default.</summary>
    /// <param name="inText">The format where none is given, in text.</param>
    /// <param name="inHex">The format where none is given, among bytes.</param>
    /// <param name="position">Where the format stands.</param>
    /// <exception cref="PayloadException">It is none.</exception>
    public NumberFormat ReadFormat(string inText, string inHex, out int position)
    {
        position = HasNext ? _arguments[_next].Position : Position;
        return NumberFormat.TryParse(
            HasNext ? _arguments[_next++].Text
                : IsHex ? inHex
                : inText,
            Encoding,
            out var format
        )
            ? format
            : throw new PayloadException($"This is no format of a number. Known are {NumberFormat.Known}.", position);
    }

    /// <summary>The next argument as the name of what is covered, or the default.</summary>
    public Coverage ReadCoverage(Coverage otherwise) =>
        ReadWord("before", "after", "all") switch
        {
            "before" => Coverage.Before,
            "after" => Coverage.After,
            "all" => Coverage.All,
            _ => otherwise,
        };

    /// <summary>Refuses arguments that nobody has read.</summary>
    /// <exception cref="PayloadException">There is something.</exception>
    public void RefuseMore()
    {
        if (HasNext)
        {
            throw Fault($"{{{{{Name}}}}} takes no more than what stands before this.");
        }
    }

    /// <summary>The next argument is at fault, or there is none.</summary>
    public PayloadException Fault(string message) => new(message, HasNext ? _arguments[_next].Position : End);
}
