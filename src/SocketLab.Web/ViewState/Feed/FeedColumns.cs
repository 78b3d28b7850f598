using System.Collections.Immutable;
using SocketLab.Contracts;
using SocketLab.Core.Filtering;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.ViewState.Feed;

/// <summary>The columns of a feed: those of values, which of the others are hidden, and how wide all are. Never changes.</summary>
public sealed record FeedColumns
{
    /// <summary>Columns of values at most: there is no room for more on any screen.</summary>
    public const int MaxValues = SavedColumnsRules.MaxValues;

    /// <summary>The columns as they are without anybody's doing.</summary>
    public static FeedColumns Default { get; } = new();

    /// <summary>The columns of values, in their order, before the content.</summary>
    public ImmutableList<FeedColumn> Values { get; init; } = [];

    /// <summary>The names of the columns that are hidden: <c>number</c>, <c>peer</c>, <c>length</c>.</summary>
    public ImmutableHashSet<string> Hidden { get; init; } = [];

    /// <summary>Widths in pixels that somebody chose, by column; a value's column goes by its expression.</summary>
    public ImmutableDictionary<string, int> Widths { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>Bytes of each payload that the values need; all where a place counts from the end, or text is looked at.</summary>
    public int PayloadBytes => Values.Aggregate(ContentColumn.PreviewBytes, (most, column) => column.Value switch
            {
                { Size: > 0, Position: >= 0 } placed => Math.Max(most, placed.Position + placed.Size),
                { Size: > 0 } or { Field: FilterField.Capture or FilterField.Text or FilterField.Hex } => int.MaxValue,
                _ => most,
            });

    /// <summary>The same with a column more, at the end.</summary>
    public FeedColumns Add(FeedColumn column) =>
        Values.Count >= MaxValues || Values.Contains(column) ? this : this with { Values = Values.Add(column) };

    /// <summary>The same without a column.</summary>
    public FeedColumns Remove(FeedColumn column) => this with { Values = Values.Remove(column) };

    /// <summary>The same with a column elsewhere.</summary>
    /// <param name="from">Its place, from 0.</param>
    /// <param name="to">The place that it is to have.</param>
    public FeedColumns Move(int from, int to) =>
        from < 0 || from >= Values.Count || to < 0 || to >= Values.Count
            ? this
            : this with
            {
                Values = Values.RemoveAt(from).Insert(to, Values[from]),
            };

    /// <summary>The same with a column that is always there hidden, or shown again.</summary>
    public FeedColumns Toggle(string name) => this with { Hidden = Hidden.SymmetricExcept([name]) };

    /// <summary>The same with another width of a column; null for the usual one.</summary>
    public FeedColumns Resize(string name, int? width) =>
        this with
        {
            Widths = width is { } pixels
                ? Widths.SetItem(name, Math.Clamp(pixels, SavedColumnsRules.MinWidth, SavedColumnsRules.MaxWidth))
                : Widths.Remove(name),
        };

    /// <summary>What the tab remembers of it, with what nobody can read any more left out.</summary>
    public FeedColumns Readable() => this with { Values = Values.RemoveAll(column => !IsReadable(column)) };

    /// <summary>Columns that a workspace keeps, with what nobody can read any more left out.</summary>
    public static FeedColumns From(SavedColumns saved) =>
        new FeedColumns
        {
            Values = [.. saved.Values.Take(MaxValues).Select(column => new FeedColumn(column.Name, column.Value))],
            Hidden = [.. saved.Hidden],
            Widths = saved
                .Widths.DistinctBy(width => width.Column)
                .ToImmutableDictionary(
                    width => width.Column,
                    width => Math.Clamp(width.Pixels, SavedColumnsRules.MinWidth, SavedColumnsRules.MaxWidth)
                ),
        }.Readable();

    /// <summary>The columns as a workspace keeps them; null for the usual ones.</summary>
    public SavedColumns? ToSaved() =>
        Values.IsEmpty && Hidden.IsEmpty && Widths.IsEmpty
            ? null
            : new()
            {
                Values = [.. Values.Select(column => new SavedColumn(column.Name, column.Expression))],
                Hidden = [.. Hidden.Order(StringComparer.Ordinal)],
                Widths =
                [
                    .. Widths.OrderBy(width => width.Key, StringComparer.Ordinal).Select(width => new SavedWidth(width.Key, width.Value)),
                ],
            };

    private static bool IsReadable(FeedColumn column)
    {
        try
        {
            return column.Value is not null;
        }
        catch (FilterException)
        {
            // Written by another version.
            return false;
        }
    }
}
