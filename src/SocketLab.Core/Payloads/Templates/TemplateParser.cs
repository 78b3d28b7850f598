using System.Buffers;

namespace SocketLab.Core.Payloads.Templates;

/// <summary>Cuts what was written into literals and placeholders.</summary>
internal static class TemplateParser
{
    private const int MaxPlaceholders = 256;
    private const int MaxPlaceholderLength = 200;
    private const long MaxGenerated = 16 << 20;

    /// <summary>The parts in order, with the line ending as the last.</summary>
    /// <exception cref="PayloadException">Something is wrong with it; the position says where.</exception>
    public static TemplatePart[] Parse(PayloadText payload)
    {
        var (data, parts, placeholders, generated) = (payload.Data, new List<TemplatePart>(), 0, 0L);
        var at = 0;
        while (true)
        {
            var open = NextPlaceholder(payload, at);
            AddLiteral(parts, payload, at, open);
            if (open == data.Length)
            {
                break;
            }

            var close = data.IndexOf("}}", open, Math.Min(data.Length - open, MaxPlaceholderLength), StringComparison.Ordinal);
            if (close < 0)
            {
                throw new PayloadException("This placeholder has no end: }} is missing.", open);
            }

            var part = Create(payload, open + 2, close);
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
    /// Where the next <c>{{</c> begins, or the end. In text a backslash takes the character behind it along: <c>\{{</c> is none.
    /// </summary>
    private static int NextPlaceholder(PayloadText payload, int from)
    {
        var data = payload.Data.AsSpan();
        if (payload.Format != PayloadFormat.Text)
        {
            var open = data[from..].IndexOf("{{");
            return open < 0 ? data.Length : from + open;
        }

        var at = from;
        while (at < data.Length)
        {
            var step = data[at..].IndexOfAny('\\', '{');
            if (step < 0)
            {
                break;
            }

            at += step;
            if (data[at] == '\\')
            {
                at += 2;
            }
            else if (at + 1 < data.Length && data[at + 1] == '{')
            {
                return at;
            }
            else
            {
                at++;
            }
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
                TextPayload.Write(text, start, payload.Encoding, isTemplate: true, bytes);
                break;
        }

        parts.Add(new LiteralPart(bytes.WrittenSpan.ToArray()));
    }

    private static TemplatePart Create(PayloadText payload, int start, int end) =>
        payload.Format == PayloadFormat.Base64
            ? throw new PayloadException("Base64 has no placeholders; write the template as text or hex.", start - 2)
            : Placeholders.Create(new Placeholder(payload.Data[start..end], start, payload.Format, payload.Encoding));
}
