using System.Text.RegularExpressions;

namespace SocketLab.Web.ViewState.Feed;

/// <summary>Takes visible text apart into characters and escapes, so that the latter can be shown quietly.</summary>
public static partial class EscapeRuns
{
    /// <summary>The runs of <paramref name="text"/>, in order.</summary>
    public static IEnumerable<(string Text, bool IsEscape)> Of(string text)
    {
        var end = 0;
        for (var escapes = Escapes().Match(text); escapes.Success; escapes = escapes.NextMatch())
        {
            if (escapes.Index > end)
            {
                yield return (text[end..escapes.Index], false);
            }

            end = escapes.Index + escapes.Length;
            yield return (text[escapes.Index..end], true);
        }

        if (end < text.Length)
        {
            yield return (text[end..], false);
        }
    }

    [GeneratedRegex(@"(?:\\(?:x[0-9a-f]{2}|u\{[0-9a-f]+\}|.))+", RegexOptions.CultureInvariant)]
    private static partial Regex Escapes();
}
