using System.Text.Json.Serialization;
using SocketLab.Core.Filtering;

namespace SocketLab.Web.ViewState.Feed;

/// <summary>A value of each entry that stands in a column of its own.</summary>
/// <param name="Name">The head of the column.</param>
/// <param name="Expression">The value, as filters write it.</param>
public sealed record FeedColumn(string Name, string Expression)
{
    private EntryValue? _value;

    /// <summary>The value.</summary>
    [JsonIgnore]
    public EntryValue Value => _value ??= EntryValue.Parse(Expression);

    /// <summary>Whether it stands at the right, as numbers do.</summary>
    [JsonIgnore]
    public bool IsNumber => Value.Type is FilterType.WholeNumber or FilterType.Number;

    /// <summary>Reads a column that somebody typed.</summary>
    /// <exception cref="FilterException">There is no such value.</exception>
    public static FeedColumn Of(string name, string expression)
    {
        var value = EntryValue.Parse(expression.Trim());
        return new(name.Trim().Length > 0 ? name.Trim() : value.Name, expression.Trim());
    }

    /// <inheritdoc/>
    public bool Equals(FeedColumn? other) => other is not null && (Name, Expression) == (other.Name, other.Expression);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Expression);
}
