namespace SocketLab.Core.Definitions;

/// <summary>Remembers compiled rules by value, so that validating a form at each keystroke reads again only what was edited.</summary>
/// <remarks>
/// Bounded: when the newer half is full it becomes the older half, and what was not asked for since then is forgotten. Forgetting costs
/// time and nothing else, since endpoints hold the rules that they use. After two minutes without use nothing is left.
/// </remarks>
internal static class CompiledRules
{
    /// <summary>Rules in one half: those of the largest endpoint.</summary>
    internal const int MaxRules = ReplyRuleCheck.MaxRules;

    /// <summary>Characters of the rules of one half, about.</summary>
    private const long MaxCharacters = 4 << 20;

    /// <summary>Bytes of the expressions of one half, about.</summary>
    private const long MaxExpressionBytes = 128 << 20;

    /// <summary>What was not asked for in such a time, and not long ago either, is forgotten.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(1);

    private static readonly Lock Gate = new();
    private static Dictionary<(ReplyRule, TimeProvider), CompiledRule> _newer = [];
    private static Dictionary<(ReplyRule, TimeProvider), CompiledRule> _older = [];
    private static readonly Timer Expiry = new(_ => Expire());
    private static long _characters;
    private static long _expressionBytes;

    /// <summary>Rules that are remembered.</summary>
    internal static int Count
    {
        get
        {
            lock (Gate)
            {
                return _newer.Count + _older.Count;
            }
        }
    }

    /// <summary>The compiled form of a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="time">The clock of templates in its answer.</param>
    public static CompiledRule Get(ReplyRule rule, TimeProvider time)
    {
        var key = (rule, time);
        lock (Gate)
        {
            if (_newer.TryGetValue(key, out var known))
            {
                return known;
            }

            if (_older.TryGetValue(key, out known))
            {
                Remember(key, known);
                return known;
            }
        }

        var compiled = new CompiledRule(rule, time);
        lock (Gate)
        {
            Remember(key, compiled);
        }

        return compiled;
    }

    private static void Remember((ReplyRule Rule, TimeProvider) key, CompiledRule compiled)
    {
        var characters = key.Rule.When.Value.Length + (key.Rule.Payload?.Data.Length ?? 0);
        var bytes = compiled.Expression?.Bytes ?? 0;
        if (_newer.Count >= MaxRules || _characters + characters > MaxCharacters || _expressionBytes + bytes > MaxExpressionBytes)
        {
            Age();
        }

        _newer[key] = compiled;
        _characters += characters;
        _expressionBytes += bytes;
        Expiry.Change(Idle, Timeout.InfiniteTimeSpan);
    }

    private static void Age() => (_older, _newer, _characters, _expressionBytes) = (_newer, [], 0, 0);

    private static void Expire()
    {
        lock (Gate)
        {
            Age();
            if (_older.Count > 0)
            {
                Expiry.Change(Idle, Timeout.InfiniteTimeSpan);
            }
        }
    }
}
