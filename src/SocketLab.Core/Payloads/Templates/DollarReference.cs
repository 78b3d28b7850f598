namespace SocketLab.Core.Payloads.Templates;

/// <summary>What a dollar stands for in the text that answers a regular expression: <c>$1</c>, <c>${name}</c>, or a dollar.</summary>
internal static class DollarReference
{
    /// <summary>Reads what begins with a dollar.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="dollar">Where the dollar stands.</param>
    /// <param name="answer">The groups that can be named.</param>
    /// <returns>The part, and where the text goes on.</returns>
    /// <exception cref="PayloadException">It names a group that there is not.</exception>
    public static (TemplatePart Part, int End) Read(PayloadText payload, int dollar, AnswerFields answer)
    {
        var data = payload.Data;
        var next = dollar + 1 < data.Length ? data[dollar + 1] : '\0';
        if (next != '{' && !char.IsAsciiDigit(next))
        {
            // A dollar before anything else is one; two are one as well.
            var bytes = PayloadParser.Parse(PayloadFormat.Text, "$", payload.Encoding);
            return (new LiteralPart(bytes), dollar + (next == '$' ? 2 : 1));
        }

        var (name, end) = next == '{' ? Braced(data, dollar) : Digits(data, dollar + 1);
        var part = answer.Capture(name);
        return part is not null
            ? (part, end)
            : throw new PayloadException($"The expression has no group '{name}'. Write $$ for a dollar.", dollar);
    }

    private static (string Name, int End) Braced(string data, int dollar) =>
        data.IndexOf('}', dollar) is var close and > 0
            ? (data[(dollar + 2)..close], close + 1)
            : throw new PayloadException("'${' needs its '}'.", dollar);

    private static (string Name, int End) Digits(string data, int start)
    {
        var end = start;
        while (end < data.Length && char.IsAsciiDigit(data[end]))
        {
            end++;
        }

        return (data[start..end], end);
    }
}
