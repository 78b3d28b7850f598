using SocketLab.Core.Addresses;

namespace SocketLab.Core.Definitions;

/// <summary>Says what is wrong with reply rules, all at once.</summary>
public static class ReplyRuleCheck
{
    /// <summary>Rules of one endpoint at most.</summary>
    public const int MaxRules = 1000;

    /// <summary>Longest wait before an answer, in milliseconds.</summary>
    public const int MaxDelayMs = 60_000;

    /// <summary>Everything wrong with the rules of an endpoint of this kind.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="maxExpressionBytes">What its expressions may take together: those behind are not even made.</param>
    public static IReadOnlyList<DefinitionError> Validate(
        IReadOnlyList<ReplyRule> rules,
        EndpointKind kind,
        long maxExpressionBytes = long.MaxValue
    )
    {
        if (rules.Count > MaxRules)
        {
            return [new("$.reply", $"There are {rules.Count:N0} rules; {MaxRules:N0} are possible.")];
        }

        var errors = new List<DefinitionError>();
        var expressions = new HashSet<SharedExpression>();
        var bytes = 0L;
        for (var i = 0; i < rules.Count; i++)
        {
            var compiled = Check(rules[i], $"$.reply[{i}]", kind, errors);
            if (compiled.Expression is { } expression && expressions.Add(expression) && (bytes += expression.Bytes) > maxExpressionBytes)
            {
                errors.Add(
                    new(
                        $"$.reply[{i}].when.value",
                        "Up to here, the expressions take more memory than those of all endpoints may: the limit is ReplyExpressionBytes."
                    )
                );
                break;
            }
        }

        return errors;
    }

    private static CompiledRule Check(ReplyRule rule, string path, EndpointKind kind, List<DefinitionError> errors)
    {
        if (rule.When.Type is ReplyMatch.Prefix or ReplyMatch.Contains or ReplyMatch.Regex && rule.When.Value.Length == 0)
        {
            errors.Add(new($"{path}.when.value", "Enter the text to look for, or choose “any message”."));
        }
        else if (rule.When.Type is ReplyMatch.Any or ReplyMatch.Connected && rule.When.Value.Length > 0)
        {
            errors.Add(new($"{path}.when.value", "This type compares with nothing: leave this out, or choose another type."));
        }

        if (rule.Echo && rule.Payload is not null)
        {
            errors.Add(new($"{path}.payload", "An echo answers with what came: leave the payload out, or the echo."));
        }

        if (rule.DelayMs is < 0 or > MaxDelayMs)
        {
            errors.Add(new($"{path}.delayMs", $"{rule.DelayMs} is out of range: 0 to {MaxDelayMs}."));
        }

        if (rule.CloseAfter && kind.IsUdp())
        {
            errors.Add(new($"{path}.closeAfter", "A datagram has no connection that could be closed."));
        }

        var speaksFirst = rule.When.Type == ReplyMatch.Connected;
        if (speaksFirst && kind.IsUdp())
        {
            errors.Add(new($"{path}.when.type", "Datagrams have no connection that could open."));
        }

        if (speaksFirst && rule.Echo)
        {
            errors.Add(new($"{path}.echo", "When a connection opens nothing has come yet that could be sent back."));
        }

        var compiled = CompiledRules.Get(rule, TimeProvider.System);
        errors.AddRange(compiled.Errors.Select(error => error with { Path = $"{path}.{error.Path}" }));
        if (compiled.CountsConnections && kind.IsUdp())
        {
            errors.Add(new($"{path}.payload.data", "Datagrams have no connection to count on: use {{counter}}."));
        }

        if (kind.IsUdp() && compiled.FixedLength > DatagramSize.LongestIPv6)
        {
            errors.Add(
                new(
                    $"{path}.payload.data",
                    $"{compiled.FixedLength:N0} bytes do not fit into one datagram: {DatagramSize.LongestIPv4:N0} do over IPv4, "
                        + $"{DatagramSize.LongestIPv6:N0} over IPv6."
                )
            );
        }

        return compiled;
    }
}
