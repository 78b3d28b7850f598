using System.Globalization;
using System.Text;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Filtering;

/// <summary>Where along the scroll bar what a search looks for stands.</summary>
public static class SearchTicks
{
    /// <summary>Marks along a scroll bar at most: about one for each few pixels of it.</summary>
    public const int MaxTicks = 200;

    /// <summary>The marks as an SVG path in a box that is 1 wide and <see cref="MaxTicks"/> high.</summary>
    /// <param name="source">The rows that are scrolled through.</param>
    /// <param name="hits">What is found, among those rows.</param>
    public static string Of(IRowSource<EntryRef> source, IRowSource<EntryRef> hits)
    {
        var (path, row, parts) = (new StringBuilder(), new EntryRef[1], (int)Math.Min(MaxTicks, source.Count));
        long? before = null;
        for (var i = 0; i <= parts && hits.Count > 0; i++)
        {
            var ordinal = source.First + (source.Count * i / Math.Max(parts, 1));
            var here =
                i == parts ? hits.First + hits.Count
                : source.Read(ordinal, row) > 0 ? hits.FindFrom(row[0]) ?? before
                : before;
            if (before < here)
            {
                path.Append(CultureInfo.InvariantCulture, $"M0 {(i - 1) * MaxTicks / parts}h1");
            }

            before = here;
        }

        return path.ToString();
    }
}
