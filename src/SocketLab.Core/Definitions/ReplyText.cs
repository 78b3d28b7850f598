using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SocketLab.Core.Numbers;
using SocketLab.Core.Payloads;

namespace SocketLab.Core.Definitions;

/// <summary>The bytes of an answer, with places that captures of a regular expression fill. It never changes.</summary>
/// <remarks>The one place where a rule's payload becomes bytes: what is filled in at send time belongs here.</remarks>
internal sealed class ReplyText
{
    private readonly List<Part> _parts = [];
    private readonly PayloadTemplate? _template;

    private ReplyText(PayloadTemplate? template = null) => _template = template;

    /// <summary>Bytes at most before captures are filled in.</summary>
    public int FixedLength => _template?.MaxLength ?? _parts.Sum(part => part.Bytes?.Length ?? 0);

    /// <summary>Reads the payload of a rule.</summary>
    /// <param name="payload">What was written.</param>
    /// <param name="regex">The expression whose captures it may name; null for a rule without one, where a dollar is a dollar.</param>
    /// <param name="time">The clock of a template.</param>
    /// <exception cref="PayloadException">It stands for no bytes, or names a group that there is not.</exception>
    public static ReplyText Parse(ReplyPayload payload, Regex? regex, TimeProvider time)
    {
        if (payload.Template)
        {
            return new ReplyText(
                PayloadTemplate.Parse(
                    new()
                    {
                        Format = payload.Format,
                        Data = payload.Data,
                        Encoding = payload.Encoding,
                        Template = true,
                    },
                    time
                )
            );
        }

        var text = new ReplyText();
        if (regex is null || payload.Format != PayloadFormat.Text)
        {
            text._parts.Add(new Part(PayloadParser.Parse(payload.Format, payload.Data, payload.Encoding), 0));
            return text;
        }

        var (data, start) = (payload.Data, 0);
        for (var dollar = data.IndexOf('$', StringComparison.Ordinal); dollar >= 0; dollar = data.IndexOf('$', start))
        {
            text.AddLiteral(payload, start, dollar);
            start = text.AddReference(payload, dollar, regex);
        }

        text.AddLiteral(payload, start, data.Length);
        return text;
    }

    /// <summary>The bytes of one answer.</summary>
    /// <param name="match">What the rule's expression found; null for the other rules.</param>
    /// <param name="number">What a template's counter says.</param>
    public ReadOnlyMemory<byte> Fill(Match? match, long number)
    {
        if (_template is not null)
        {
            return _template.Render(number);
        }

        if (_parts is [{ Bytes: { } only }])
        {
            return only;
        }

        var filled = new byte[_parts.Sum(part => part.Bytes?.Length ?? match!.Groups[part.Group].Length)];
        var at = 0;
        foreach (var part in _parts)
        {
            // A group's characters are the message's bytes (Latin-1).
            at += part.Bytes is { } bytes
                ? Copy(bytes, filled.AsSpan(at))
                : Encoding.Latin1.GetBytes(match!.Groups[part.Group].ValueSpan, filled.AsSpan(at));
        }

        return filled;
    }

    private static int Copy(byte[] bytes, Span<byte> destination)
    {
        bytes.CopyTo(destination);
        return bytes.Length;
    }

    private void AddLiteral(ReplyPayload payload, int start, int end)
    {
        if (start == end)
        {
            return;
        }

        try
        {
            _parts.Add(new Part(PayloadParser.Parse(PayloadFormat.Text, payload.Data[start..end], payload.Encoding), 0));
        }
        catch (PayloadException error)
        {
            throw new PayloadException(error.Message, start + error.Position);
        }
    }

    /// <returns>Where the text goes on.</returns>
    private int AddReference(ReplyPayload payload, int dollar, Regex regex)
    {
        var data = payload.Data;
        var next = dollar + 1 < data.Length ? data[dollar + 1] : '\0';
        var (name, end) = next switch
        {
            '{' => data.IndexOf('}', dollar) is var close and > 0
                ? (data[(dollar + 2)..close], close + 1)
                : throw new PayloadException("'${' needs its '}'.", dollar),
            _ when char.IsAsciiDigit(next) => Digits(data, dollar + 1),
            _ => ("", dollar + 1),
        };
        if (end == dollar + 1)
        {
            // A dollar before anything else is one; two are one as well.
            _parts.Add(new Part(PayloadParser.Parse(PayloadFormat.Text, "$", payload.Encoding), 0));
            return next == '$' ? dollar + 2 : end;
        }

        var group = regex.GroupNumberFromName(name);
        _parts.Add(
            group >= 0
                ? new Part(null, group)
                : throw new PayloadException($"The expression has no group '{name}'. Write $$ for a dollar.", dollar)
        );
        return end;
    }

    private static (string Digits, int End) Digits(string data, int start)
    {
        var end = start;
        while (end < data.Length && char.IsAsciiDigit(data[end]))
        {
            end++;
        }

        // Leading zeros name the same group.
        return (
            WholeNumber.TryRead<int>(data.AsSpan(start, end - start), out var number)
                ? number.ToString(CultureInfo.InvariantCulture)
                : data[start..end],
            end
        );
    }

    private readonly record struct Part(byte[]? Bytes, int Group);
}
