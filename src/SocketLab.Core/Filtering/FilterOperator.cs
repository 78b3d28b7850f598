namespace SocketLab.Core.Filtering;

/// <summary>How a field is compared.</summary>
public enum FilterOperator
{
    /// <summary><c>==</c>: exactly.</summary>
    Equal,

    /// <summary><c>!=</c></summary>
    NotEqual,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&lt;=</c></summary>
    LessOrEqual,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>&gt;=</c></summary>
    GreaterOrEqual,

    /// <summary><c>contains</c>: anywhere in it, ASCII case ignored.</summary>
    Contains,

    /// <summary><c>startsWith</c>: at its beginning, ASCII case ignored.</summary>
    StartsWith,

    /// <summary><c>matches</c>: a regular expression finds something in it.</summary>
    Matches,

    /// <summary><c>in</c>: one of a list, or an address of a network.</summary>
    In,
}

/// <summary>The operators as they are written, and which field takes which.</summary>
public static class FilterOperators
{
    private static readonly Dictionary<string, FilterOperator> ByName = new(StringComparer.Ordinal)
    {
        ["=="] = FilterOperator.Equal,
        ["!="] = FilterOperator.NotEqual,
        ["<"] = FilterOperator.Less,
        ["<="] = FilterOperator.LessOrEqual,
        [">"] = FilterOperator.Greater,
        [">="] = FilterOperator.GreaterOrEqual,
        ["contains"] = FilterOperator.Contains,
        ["startsWith"] = FilterOperator.StartsWith,
        ["matches"] = FilterOperator.Matches,
        ["in"] = FilterOperator.In,
    };

    private static readonly string[] Names = [.. ByName.OrderBy(pair => pair.Value).Select(pair => pair.Key)];

    private static readonly FilterOperator[] Equality = [FilterOperator.Equal, FilterOperator.NotEqual];
    private static readonly FilterOperator[] Order =
    [
        FilterOperator.Less,
        FilterOperator.LessOrEqual,
        FilterOperator.Greater,
        FilterOperator.GreaterOrEqual,
    ];
    private static readonly FilterOperator[] Inside = [FilterOperator.Contains, FilterOperator.StartsWith];

    /// <summary>As it is written.</summary>
    public static string ToText(this FilterOperator operation) => Names[(int)operation];

    /// <summary>The operators that a type takes.</summary>
    public static IReadOnlyList<FilterOperator> ListFor(FilterType type) =>
        type switch
        {
            FilterType.WholeNumber or FilterType.Number or FilterType.Time => [.. Equality, .. Order, FilterOperator.In],
            FilterType.Choice or FilterType.Connection => [.. Equality, FilterOperator.In],
            FilterType.Text => [.. Inside, .. Equality, FilterOperator.Matches, FilterOperator.In],
            FilterType.Bytes => [.. Inside, .. Equality, FilterOperator.In],
            FilterType.Address => [.. Equality, FilterOperator.In],
            FilterType.Capture => [.. Equality, .. Order, .. Inside, FilterOperator.Matches, FilterOperator.In],
            _ => [],
        };

    internal static FilterOperator? Find(string text) => ByName.TryGetValue(text, out var known) ? known : null;
}
