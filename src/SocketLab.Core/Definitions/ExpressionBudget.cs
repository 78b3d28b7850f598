namespace SocketLab.Core.Definitions;

/// <summary>Bounds the memory of the expressions of all endpoints together; one that several use counts once.</summary>
internal static class ExpressionBudget
{
    // Measured: the one automaton that says whether any of an endpoint's expressions can match.
    private const int UnionBytes = 256 << 10,
        UnionBytesPerExpression = 4 << 10;

    /// <summary>Refuses a definition whose expressions would take all together over the limit.</summary>
    /// <param name="definition">The definition, checked otherwise.</param>
    /// <param name="others">Those of all other endpoints.</param>
    /// <param name="limits">The limits.</param>
    /// <exception cref="LimitReachedException">They would.</exception>
    public static void Check(EndpointDefinition definition, IEnumerable<EndpointDefinition> others, EndpointLimits limits)
    {
        var mine = ExpressionsOf(definition);
        if (mine.Count == 0)
        {
            return;
        }

        var all = new HashSet<string>();
        var bytes = 0L;
        foreach (var expressions in others.Select(ExpressionsOf).Append(mine).Where(expressions => expressions.Count > 0))
        {
            bytes += UnionBytes + ((long)UnionBytesPerExpression * expressions.Count);
            bytes += expressions.Where(all.Add).Sum(expression => SharedExpression.Get(expression).Bytes);
        }

        if (bytes > limits.ReplyExpressionBytes)
        {
            throw new LimitReachedException(nameof(limits.ReplyExpressionBytes), limits.ReplyExpressionBytes);
        }
    }

    private static List<string> ExpressionsOf(EndpointDefinition definition) =>
        [.. definition.Reply.Select(rule => rule.When).Where(when => when.Type == ReplyMatch.Regex).Select(when => when.Value).Distinct()];
}
