namespace SocketLab.Core.Filtering.Conditions;

/// <summary>Compares a whole number of an entry: exactly, whatever it is compared with.</summary>
internal sealed class IntegerCondition : EntryCondition
{
    private readonly EntryValue _subject;
    private readonly (long Low, long High)[] _ranges;
    private readonly bool _negate;

    /// <summary>Makes the test of a comparison.</summary>
    public IntegerCondition(EntryValue subject, IntegerRanges ranges)
    {
        // As the numbers that are read: those of 64 unsigned bits are shifted.
        var shift = EntryNumbers.IsShifted(subject) ? (Int128)long.MinValue : 0;
        _subject = subject;
        _negate = ranges.Negate;
        _ranges =
        [
            .. ranges
                .Ranges.Where(range => range.Low <= range.High && range.Low <= long.MaxValue - shift && range.High >= long.MinValue - shift)
                .Select(range =>
                    (
                        (long)(Int128.Max(range.Low, long.MinValue - shift) + shift),
                        (long)(Int128.Min(range.High, long.MaxValue - shift) + shift)
                    )
                ),
        ];
    }

    /// <inheritdoc/>
    public override int Cost => _subject.Size > 0 ? 2 : 1;

    /// <inheritdoc/>
    public override bool Matches(in EntryFacts facts)
    {
        if (!facts.TryReadInteger(_subject, out var number))
        {
            return false;
        }

        foreach (var (low, high) in _ranges)
        {
            if (number >= low && number <= high)
            {
                return !_negate;
            }
        }

        return _negate;
    }
}

/// <summary>Compares a floating-point number of an entry. What is no number (NaN) is only unequal, as IEEE 754 says.</summary>
internal sealed class FloatCondition(EntryValue subject, FilterOperator operation, double[] numbers) : EntryCondition
{
    /// <inheritdoc/>
    public override int Cost => 2;

    /// <inheritdoc/>
    public override bool Matches(in EntryFacts facts) =>
        facts.TryReadFloat(subject, out var number)
        && (operation == FilterOperator.In ? Array.Exists(numbers, one => one == number) : Compare(operation, number, numbers[0]));

    /// <summary>Whether a comparison is true.</summary>
    public static bool Compare(FilterOperator operation, double number, double with) =>
        operation switch
        {
            FilterOperator.Equal => number == with,
            FilterOperator.NotEqual => number != with,
            FilterOperator.Less => number < with,
            FilterOperator.LessOrEqual => number <= with,
            FilterOperator.Greater => number > with,
            _ => number >= with,
        };
}
