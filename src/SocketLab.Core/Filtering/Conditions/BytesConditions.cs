namespace SocketLab.Core.Filtering.Conditions;

/// <summary>Tests on the bytes of a message, all of them or some.</summary>
internal static class BytesConditions
{
    /// <summary>A test on bytes.</summary>
    public static Condition Of(EntryValue subject, FilterOperator operation, byte[] bytes) =>
        operation == FilterOperator.Contains && subject.Field == FilterField.Hex
            ? new SearchCondition(new ByteSearch(bytes, ignoreCase: false), inText: false)
            : new BytesCondition(subject, operation, bytes);
}

/// <summary>Compares bytes of an entry.</summary>
internal sealed class BytesCondition(EntryValue subject, FilterOperator operation, byte[] bytes) : EntryCondition
{
    /// <inheritdoc/>
    public override int Cost => 3;

    /// <inheritdoc/>
    public override bool Matches(in EntryFacts facts)
    {
        var present = facts.Payload;
        if (facts.IsEvent || (subject.Field == FilterField.Bytes && !facts.TryPlace(subject, out present)))
        {
            return false;
        }

        return operation switch
        {
            FilterOperator.Equal => present.SequenceEqual(bytes),
            FilterOperator.NotEqual => !present.SequenceEqual(bytes),
            FilterOperator.StartsWith => present.StartsWith(bytes),
            _ => present.IndexOf(bytes) >= 0,
        };
    }
}
