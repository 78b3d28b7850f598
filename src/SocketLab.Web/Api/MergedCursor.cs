using System.Buffers.Text;
using System.Globalization;
using System.Text;
using SocketLab.Core.Numbers;

namespace SocketLab.Web.Api;

/// <summary>How far a merged reading is in each journal: an opaque word that the client keeps.</summary>
/// <param name="Places">By journal, the last sequence that was read, or with the newest first the last one before which it goes on.</param>
internal sealed record MergedCursor(IReadOnlyDictionary<string, long> Places)
{
    private const int MaxLength = 16_384;

    /// <summary>The cursor of a query; null when there is none, or it is wrong, which is noted.</summary>
    public static MergedCursor? Read(QueryReader read, bool newestFirst)
    {
        if (read.Text("cursor") is not { } text)
        {
            return null;
        }

        if (
            text.Length <= MaxLength
            && Base64Url.IsValid(text)
            && Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)), newestFirst) is { } cursor
        )
        {
            return cursor;
        }

        read.Refuse("cursor", "This is no cursor of such a page: leave it out, or take the one of the page before.");
        return null;
    }

    /// <summary>The cursor as text.</summary>
    public string Write(bool newestFirst)
    {
        var text = new StringBuilder(newestFirst ? "desc" : "asc");
        foreach (var (journal, place) in Places)
        {
            text.Append(CultureInfo.InvariantCulture, $" {journal} {place}");
        }

        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static MergedCursor? Parse(string text, bool newestFirst)
    {
        var parts = text.Split(' ');
        if (parts[0] != (newestFirst ? "desc" : "asc") || parts.Length % 2 == 0)
        {
            return null;
        }

        var places = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var i = 1; i < parts.Length; i += 2)
        {
            if (!WholeNumber.TryRead<long>(parts[i + 1], out var place) || place > long.MaxValue - 2)
            {
                return null;
            }

            places[parts[i]] = place;
        }

        return new(places);
    }
}
