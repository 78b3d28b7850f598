namespace SocketLab.Core.Definitions;

/// <summary>Remembers compiled rules by value, so that validating a form at each keystroke reads again only what was edited.</summary>
/// <remarks>
/// Bounded: when the newer half is full it becomes the older half, and what was not asked for since then is forgotten. Forgetting costs
/// time and nothing else, since endpoints hold the rules that they use.
/// </remarks>
internal static class CompiledRules
{
    /// <summary>Rules in one half: those of the largest endpoint.</summary>
    internal const int MaxRules = ReplyRuleCheck.MaxRules;

    /// <summary>Characters of the rules of one half, about.</summary>
    private const long MaxCharacters = 4 << 20;

    private static readonly Lock Gate = new();
    private static Dictionary<(ReplyRule, TimeProvider), CompiledRule> _newer = [];
    private static Dictionary<(ReplyRule, TimeProvider), CompiledRule> _older = [];
    private static long _characters;

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
        if (_newer.Count >= MaxRules || _characters + characters > MaxCharacters)
        {
            (_older, _newer, _characters) = (_newer, [], 0);
        }

        _newer[key] = compiled;
        _characters += characters;
    }
}
