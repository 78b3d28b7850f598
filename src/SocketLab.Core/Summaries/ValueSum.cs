using System.Numerics;

namespace SocketLab.Core.Summaries;

/// <summary>Numbers summed up.</summary>
/// <param name="Count">How many there were.</param>
/// <param name="Total">All of them together.</param>
/// <param name="Min">The least; means nothing without any.</param>
/// <param name="Max">The greatest; means nothing without any.</param>
public readonly record struct ValueSum(long Count, double Total, double Min, double Max) : IAdditionOperators<ValueSum, ValueSum, ValueSum>
{
    /// <summary>One number.</summary>
    public static ValueSum Of(double value) => new(1, value, value, value);

    /// <summary>The mean; null without any.</summary>
    public double? Mean => Count > 0 ? Total / Count : null;

    /// <summary>Both together.</summary>
    public static ValueSum operator +(ValueSum one, ValueSum other) =>
        one.Count == 0 ? other
        : other.Count == 0 ? one
        : new(one.Count + other.Count, one.Total + other.Total, Math.Min(one.Min, other.Min), Math.Max(one.Max, other.Max));
}
