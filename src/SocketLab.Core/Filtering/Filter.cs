using SocketLab.Core.Filtering.Conditions;
using SocketLab.Core.Filtering.Language;

namespace SocketLab.Core.Filtering;

/// <summary>
/// Says which entries are wanted. Read once, asked of as many entries as there are. Never changes; for any number of threads.
/// </summary>
public sealed class Filter : IEquatable<Filter>
{
    internal Filter(string text, FilterNode node)
    {
        (Text, Canonical, Condition) = (text, node.ToText(), node.Compile());
    }

    internal Filter(string text, string canonical, Condition condition) => (Text, Canonical, Condition) = (text, canonical, condition);

    /// <summary>The filter as it was written.</summary>
    public string Text { get; }

    /// <summary>The filter as all are written that mean the same where that is plain: what tells filters apart.</summary>
    public string Canonical { get; }

    /// <summary>Whether it asks for the endpoint, so that one journal's answer is not another's.</summary>
    internal bool AsksForEndpoint => Condition.AsksForEndpoint;

    internal Condition Condition { get; }

    /// <summary>Reads a filter.</summary>
    /// <exception cref="FilterException">It is none; the first that is wrong is told.</exception>
    public static Filter Parse(string text)
    {
        var syntax = FilterSyntax.Read(text);
        return syntax.Filter
            ?? throw new FilterException(
                syntax.Errors.Count > 0 ? syntax.Errors.MinBy(error => error.Column)! : new(1, 0, "Write a condition, such as dir == in.")
            );
    }

    /// <summary>
    /// Takes the rows of a feed in which entries are folded: those that are not, and the first of each run of those that are.
    /// </summary>
    /// <param name="shown">Which entries there are; null for all.</param>
    /// <param name="folded">Which of them are folded.</param>
    public static Filter Fold(Filter? shown, Filter folded) =>
        new(folded.Text, $"fold ({folded.Canonical}) in ({shown?.Canonical})", new FoldCondition(shown?.Condition, folded.Condition));

    /// <summary>Takes what two filters take both, whatever stands in them.</summary>
    /// <param name="one">The one.</param>
    /// <param name="other">The other.</param>
    public static Filter Both(Filter one, Filter other) =>
        new(
            FilterText.And(one.Text, $"({other.Text})"),
            $"both ({one.Canonical}) and ({other.Canonical})",
            new AllCondition([one.Condition, other.Condition])
        );

    /// <summary>Takes what one filter takes and another does not.</summary>
    /// <param name="shown">The one; null for all.</param>
    /// <param name="hidden">The other.</param>
    public static Filter Without(Filter? shown, Filter hidden)
    {
        var others = new NotCondition(hidden.Condition);
        return new(
            FilterText.And(shown?.Text ?? "", $"not ({hidden.Text})"),
            $"({shown?.Canonical}) without ({hidden.Canonical})",
            shown is null ? others : new AllCondition([shown.Condition, others])
        );
    }

    /// <summary>Takes what a filter takes of a span of time; null when that is all.</summary>
    /// <param name="from">The earliest time, UTC.</param>
    /// <param name="to">The time before which it ends, UTC.</param>
    /// <param name="filter">The filter; null for all.</param>
    internal static Filter? During(DateTime from, DateTime to, Filter? filter)
    {
        if (from == DateTime.MinValue && to == DateTime.MaxValue)
        {
            return filter;
        }

        var time = new IntegerCondition(EntryValue.Parse("time"), new([(from.Ticks, to.Ticks - 1)], Negate: false));
        return new(
            "",
            $"{from.Ticks} to {to.Ticks}: {filter?.Canonical}",
            filter is null ? time : new AllCondition([time, filter.Condition])
        );
    }

    /// <inheritdoc/>
    public bool Equals(Filter? other) => other is not null && Canonical == other.Canonical;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Filter);

    /// <inheritdoc/>
    public override int GetHashCode() => Canonical.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
