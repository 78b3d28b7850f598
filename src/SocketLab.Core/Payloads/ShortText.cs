namespace SocketLab.Core.Payloads;

/// <summary>Cuts text that somebody else chose the length of, where it is told back to them.</summary>
public static class ShortText
{
    /// <summary>The text, or its beginning with an ellipsis behind it. No character is cut in half.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">Longest result, in UTF-16 units; at least 2.</param>
    public static string Of(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var end = most - 1;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), "…");
    }
}
