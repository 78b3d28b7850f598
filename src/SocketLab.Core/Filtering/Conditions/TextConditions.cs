using System.Text;

namespace SocketLab.Core.Filtering.Conditions;

/// <summary>Tests on text, made of its bytes: UTF-8 that is found in bytes is found in their text, and the other way round.</summary>
/// <remarks>The exception is U+FFFD, which stands for whatever is no UTF-8: with it in the needle the text is made first.</remarks>
internal static class TextConditions
{
    private const char Replacement = '�';

    /// <summary>Text that has <paramref name="text"/> in it.</summary>
    public static Condition Contains(string text) =>
        text.Length == 0 || NeedsText(text)
            ? new TextCondition(FilterOperator.Contains, text)
            : new SearchCondition(new ByteSearch(Encoding.UTF8.GetBytes(text), ignoreCase: true), inText: true);

    /// <summary>A test on text but <c>matches</c>.</summary>
    public static Condition Of(FilterOperator operation, string text) =>
        operation == FilterOperator.Contains ? Contains(text) : new TextCondition(operation, text);

    /// <summary>Whether a needle is found only once the text is made.</summary>
    public static bool NeedsText(string needle) => needle.Contains(Replacement, StringComparison.Ordinal);
}

/// <summary>Compares the text of an entry.</summary>
internal sealed class TextCondition(FilterOperator operation, string text) : EntryCondition
{
    private readonly byte[] _bytes = Encoding.UTF8.GetBytes(text);
    private readonly ByteSearch _search = new(Encoding.UTF8.GetBytes(text), ignoreCase: true);
    private readonly bool _needsText = TextConditions.NeedsText(text);

    /// <inheritdoc/>
    public override int Cost => _needsText ? 40 : 3;

    /// <inheritdoc/>
    public override bool Matches(in EntryFacts facts)
    {
        var bytes = _needsText ? facts.Scratch.Repair(facts.TextBytes) : facts.TextBytes;
        return operation switch
        {
            FilterOperator.Equal => bytes.SequenceEqual(_bytes),
            FilterOperator.NotEqual => !bytes.SequenceEqual(_bytes),
            FilterOperator.StartsWith => _search.IsAt(bytes, 0),
            _ => _search.Length == 0 || _search.IndexOf(bytes) >= 0,
        };
    }
}
