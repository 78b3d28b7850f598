using System.Buffers;

namespace SocketLab.Core.Payloads.Templates;

/// <summary>Cuts what was written into literals, placeholders and captures.</summary>
internal static class TemplateParser
{
    private const int MaxPlaceholders = 256;
    private const int MaxPlaceholderLength = 200;
    private const long MaxGenerated = 16 << 20;

    /// <summary>The parts in order, with the line ending as the last.</summary>
    /// <param name="payload">What was written; unless it is a template, braces in it are braces.</param>
    /// <param name="answer">What the answer of a rule is filled in from; null for what is no answer.</param>
    /// <exception cref="PayloadException">Something is wrong with it; the position says where.</exception>
    public static TemplatePart[] Parse(PayloadText payload, AnswerFields? answer = null)
    {
        var (data, parts, placeholders, generated) = (payload.Data, new List<TemplatePart>(), 0, 0L);
        var at = 0;
        while (true)
        {
            var open = NextReference(payload, at, answer);
            AddLiteral(parts, payload, at, open);
            if (open == data.Length)
            {
                break;
            }

            if (data[open] == '$')
            {
                (var reference, at) = DollarReference.Read(payload, open, answer!);
                parts.Add(reference);
                continue;
            }

            var close = data.IndexOf("}}", open, Math.Min(data.Length - open, MaxPlaceholderLength), StringComparison.Ordinal);
            if (close < 0)
            {
                throw new PayloadException("This placeholder has no end: }} is missing.", open);
            }

            var part = Create(payload, open + 2, close, answer);
            generated += part.MaxSize;
            if (++placeholders > MaxPlaceholders || generated > MaxGenerated)
            {
                throw new PayloadException(
                    $"A template has at most {MaxPlaceholders} placeholders, which make at most {MaxGenerated >> 20} MiB.",
                    open
                );
            }

            parts.Add(part);
            at = close + 2;
        }

        if (payload.LineEnding != LineEnding.None)
        {
            parts.Add(new LiteralPart(payload.LineEnding.ToBytes(payload.Format, payload.Encoding).ToArray()));
        }

        return [.. parts];
    }

    /// <summary>
    /// Where the next <c>{{</c> begins, or the next dollar where it can name a capture, or the end. In text a backslash takes the
    /// character behind it along: <c>\{{</c> is none.
    /// </summary>
    private static int NextReference(PayloadText payload, int from, AnswerFields? answer)
    {
        var data = payload.Data.AsSpan();
        if (payload.Format != PayloadFormat.Text)
        {
            var open = data[from..].IndexOf("{{");
            return open < 0 ? data.Length : from + open;
        }

        var hasDollars = answer?.Expression is not null;
        var at = from;
        while (at < data.Length)
        {
            var step = hasDollars ? data[at..].IndexOfAny('\\', '{', '$') : data[at..].IndexOfAny('\\', '{');
            if (step < 0)
            {
                break;
            }

            at += step;
            if (data[at] == '$' || (data[at] == '{' && payload.Template && at + 1 < data.Length && data[at + 1] == '{'))
            {
                return at;
            }

            at += data[at] == '\\' ? 2 : 1;
        }

        return data.Length;
    }

    private static void AddLiteral(List<TemplatePart> parts, PayloadText payload, int start, int end)
    {
        if (start == end)
        {
            return;
        }

        var bytes = new ArrayBufferWriter<byte>(Math.Max(16, end - start));
        var text = payload.Data.AsSpan(start, end - start);
        switch (payload.Format)
        {
            case PayloadFormat.Hex:
                HexPayload.Write(text, start, bytes);
                break;
            case PayloadFormat.Base64:
                Base64Payload.Write(text, bytes);
                break;
            default:
                TextPayload.Write(text, start, payload.Encoding, payload.Template, bytes);
                break;
        }

        parts.Add(new LiteralPart(bytes.WrittenSpan.ToArray()));
    }

    private static TemplatePart Create(PayloadText payload, int start, int end, AnswerFields? answer) =>
        payload.Format == PayloadFormat.Base64
            ? throw new PayloadException("Base64 has no placeholders; write the template as text or hex.", start - 2)
            : Placeholders.Create(new Placeholder(payload.Data[start..end], start, payload.Format, payload.Encoding, answer));
}
