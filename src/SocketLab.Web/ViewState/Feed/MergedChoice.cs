namespace SocketLab.Web.ViewState.Feed;

/// <summary>Which endpoints a merged feed shows: all there are, new ones too, or those that were chosen.</summary>
public sealed class MergedChoice : IEquatable<MergedChoice>
{
    private const string AllText = "all";

    private readonly IReadOnlyList<string>? _ids;

    private MergedChoice(IReadOnlyList<string>? ids) => _ids = ids;

    /// <summary>All endpoints.</summary>
    public static MergedChoice All { get; } = new(null);

    /// <summary>Whether it is all endpoints.</summary>
    public bool IsAll => _ids is null;

    /// <summary>Some endpoints by their ids.</summary>
    public static MergedChoice Of(IEnumerable<string> ids) => new([.. ids.Distinct().Order(StringComparer.Ordinal)]);

    /// <summary>Reads what <see cref="ToString"/> wrote; null where nothing is written.</summary>
    public static MergedChoice? Parse(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null
        : text == AllText ? All
        : Of(text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>Whether an endpoint is among them.</summary>
    public bool Includes(string id) => _ids?.Contains(id) ?? true;

    /// <summary>The choice as an address has it.</summary>
    public override string ToString() => _ids is null ? AllText : string.Join(',', _ids);

    /// <inheritdoc/>
    public bool Equals(MergedChoice? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MergedChoice);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
