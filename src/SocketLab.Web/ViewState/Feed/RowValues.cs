namespace SocketLab.Web.ViewState.Feed;

/// <summary>What stands in the columns of values of one row. Equal values look alike.</summary>
public sealed class RowValues(IReadOnlyList<string> texts) : IEquatable<RowValues>
{
    /// <summary>No value.</summary>
    public static RowValues None { get; } = new([]);

    /// <summary>The texts, one a column; empty where the entry has no such value.</summary>
    public IReadOnlyList<string> Texts { get; } = texts;

    /// <inheritdoc/>
    public bool Equals(RowValues? other) => other is not null && Texts.SequenceEqual(other.Texts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RowValues);

    /// <inheritdoc/>
    public override int GetHashCode() => Texts.Count == 0 ? 0 : Texts[0].GetHashCode(StringComparison.Ordinal);
}
