using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Replies;

/// <summary>An endpoint's reply rules, made ready for matching, with the count of each rule's matches.</summary>
/// <remarks>
/// A message is compared with few of many rules: whole messages are looked up, prefixes are sorted by their first byte, and all
/// expressions together are one automaton that says whether any of them can match. For one reader at a time; counts may be read by all.
/// </remarks>
internal sealed class ReplyRuleSet
{
    private static readonly ByteContent Content = new();

    /// <summary>What all expressions together may take for one message.</summary>
    private static readonly TimeSpan MessageTimeout = TimeSpan.FromSeconds(1);

    private readonly ActiveRule[] _rules;
    private readonly long[] _hits;
    private readonly int[] _others;
    private readonly int[] _connected;
    private readonly int[][] _byFirstByte = new int[256][];
    private readonly Dictionary<byte[], int[]>.AlternateLookup<ReadOnlySpan<byte>> _exact;
    private readonly SharedExpression? _anyExpression;
    private readonly bool _hasExpressions;
    private IReadOnlyList<long> _lastHits = [];
    private char[] _characters = [];

    /// <summary>
    /// Reads the rules. One that cannot be read never matches. Expressions that are new make their automata here, which can take a while:
    /// not under a lock, and not on a thread that renders.
    /// </summary>
    /// <param name="rules">In the order in which they are asked.</param>
    /// <param name="time">The clock of templates in answers; null for the system's.</param>
    public ReplyRuleSet(IReadOnlyList<ReplyRule> rules, TimeProvider? time = null)
    {
        _rules = [.. rules.Select(rule => new ActiveRule(CompiledRules.Get(rule, time ?? TimeProvider.System)))];
        _hits = new long[_rules.Length];
        var usable = Enumerable.Range(0, _rules.Length).Where(i => _rules[i].IsValid).ToLookup(i => _rules[i].Rule.When.Type);
        _exact = usable[ReplyMatch.Exact]
            .Concat(usable[ReplyMatch.Hex])
            .GroupBy(i => _rules[i].Value, Content)
            .ToDictionary(same => same.Key, same => same.Order().ToArray(), Content)
            .GetAlternateLookup<ReadOnlySpan<byte>>();
        var prefixes = usable[ReplyMatch.Prefix].ToLookup(i => _rules[i].Value.FirstOrDefault());
        for (var first = 0; first < _byFirstByte.Length; first++)
        {
            _byFirstByte[first] = [.. prefixes[(byte)first]];
        }

        _others = [.. usable[ReplyMatch.Any].Concat(usable[ReplyMatch.Contains]).Concat(usable[ReplyMatch.Regex]).Order()];
        _connected = [.. usable[ReplyMatch.Connected]];
        _hasExpressions = usable[ReplyMatch.Regex].Any();
        _anyExpression = Union([.. usable[ReplyMatch.Regex].Select(i => _rules[i].Expression!)]);
        AnswersAnything = _rules.Any(rule => rule.IsValid && rule.Answers);
        AnswersMessages = _rules.Any(rule => rule.IsValid && rule.Answers && rule.Rule.When.Type != ReplyMatch.Connected);
    }

    /// <summary>No rules.</summary>
    public static ReplyRuleSet None { get; } = new([]);

    /// <summary>Whether there is nothing to do.</summary>
    public bool IsEmpty => _rules.Length == 0;

    /// <summary>Whether any rule sends something.</summary>
    public bool AnswersAnything { get; }

    /// <summary>
    /// Whether any rule answers a message with something: one that only counts, or speaks once a connection, cannot make a loop.
    /// </summary>
    public bool AnswersMessages { get; }

    /// <summary>Matches of each rule. The same list until one of them changes.</summary>
    public IReadOnlyList<long> Hits
    {
        get
        {
            long[] now = [.. _hits.Select((_, i) => Interlocked.Read(ref _hits[i]))];
            return now.SequenceEqual(_lastHits) ? _lastHits : _lastHits = now;
        }
    }

    /// <summary>Finds the rules that answer a message: the first that matches, and as long as they say so, later ones.</summary>
    /// <param name="message">The bytes.</param>
    /// <param name="isWhole">False when the socket delivered less than was sent: then no whole message is known.</param>
    /// <param name="found">Filled with what matched, in order.</param>
    /// <param name="cancellation">Ends the search before the next expression.</param>
    /// <returns>Whether every expression came to an end in time; one that did not is taken as no match.</returns>
    public bool Find(ReadOnlySpan<byte> message, bool isWhole, List<ReplyHit> found, CancellationToken cancellation = default)
    {
        var began = Stopwatch.GetTimestamp();
        found.Clear();
        ReadOnlySpan<int> exact = isWhole && _exact.TryGetValue(message, out var same) ? same : [];
        ReadOnlySpan<int> prefixes = message.IsEmpty ? [] : _byFirstByte[message[0]];
        ReadOnlySpan<int> others = _others;
        string? text = null;
        var inTime = !_hasExpressions || MayMatch(message, ref text);
        var skipExpressions = _hasExpressions && text is null;
        while (Next(ref exact, ref prefixes, ref others) is >= 0 and var index)
        {
            var rule = _rules[index];
            if (rule.Expression is not null && !skipExpressions)
            {
                var isLate = Stopwatch.GetElapsedTime(began) >= MessageTimeout;
                skipExpressions = isLate || cancellation.IsCancellationRequested;
                inTime &= !isLate;
            }

            if (rule.Expression is not null && skipExpressions)
            {
                continue;
            }

            Match? match = null;
            if (rule.Expression is not null ? !Matches(rule.Expression, text!, ref match, ref inTime) : !Matches(rule, message))
            {
                continue;
            }

            Interlocked.Increment(ref _hits[index]);
            found.Add(new ReplyHit(rule, match));
            if (!rule.Rule.Continue)
            {
                break;
            }
        }

        return inTime;
    }

    /// <summary>Finds the rules that speak when a connection opens: the first, and as long as they say so, later ones.</summary>
    /// <param name="found">Filled with them, in order.</param>
    public void FindConnected(List<ReplyHit> found)
    {
        found.Clear();
        foreach (var index in _connected)
        {
            Interlocked.Increment(ref _hits[index]);
            found.Add(new ReplyHit(_rules[index], null));
            if (!_rules[index].Rule.Continue)
            {
                break;
            }
        }
    }

    /// <summary>A connection has ended: what rules keep for it is forgotten.</summary>
    public void Forget(ConnectionId connection)
    {
        foreach (var rule in _rules)
        {
            rule.Forget(connection);
        }
    }

    private static bool Matches(ActiveRule rule, ReadOnlySpan<byte> message) =>
        rule.Rule.When.Type switch
        {
            ReplyMatch.Prefix => message.StartsWith(rule.Value),
            ReplyMatch.Contains => message.IndexOf(rule.Value) >= 0,
            _ => true,
        };

    private static bool Matches(SharedExpression expression, string text, ref Match? match, ref bool inTime)
    {
        try
        {
            match = expression.Match(text);
            return match.Success;
        }
        catch (RegexMatchTimeoutException)
        {
            inTime = false;
            return false;
        }
    }

    /// <summary>The smallest index in front of three sorted lists, taken from its list; -1 at the end.</summary>
    private static int Next(ref ReadOnlySpan<int> a, ref ReadOnlySpan<int> b, ref ReadOnlySpan<int> c)
    {
        const int end = int.MaxValue;
        var (x, y, z) = (a.IsEmpty ? end : a[0], b.IsEmpty ? end : b[0], c.IsEmpty ? end : c[0]);
        var least = Math.Min(x, Math.Min(y, z));
        if (least == end)
        {
            return -1;
        }

        a = x == least ? a[1..] : a;
        b = y == least ? b[1..] : b;
        c = z == least ? c[1..] : c;
        return least;
    }

    /// <summary>One automaton for all expressions, or null where they do not go together.</summary>
    private static SharedExpression? Union(SharedExpression[] expressions)
    {
        if (expressions.Length < 2)
        {
            return null;
        }

        try
        {
            var all = string.Join('|', expressions.Select(expression => $"(?:{expression.Pattern})"));
            return SharedExpression.Get(all, RegexOptions.ExplicitCapture);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Whether any expression can match; if so, <paramref name="text"/> is the message as text.</summary>
    /// <returns>False when it took too long to tell.</returns>
    private bool MayMatch(ReadOnlySpan<byte> message, ref string? text)
    {
        try
        {
            if (_characters.Length < message.Length)
            {
                _characters = new char[message.Length];
            }

            var characters = _characters.AsSpan(0, Encoding.Latin1.GetChars(message, _characters));
            if (_anyExpression?.IsMatch(characters) ?? true)
            {
                text = characters.ToString();
            }

            return true;
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}

/// <summary>A rule that matched a message.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Match">What its expression found, for a regex rule.</param>
internal readonly record struct ReplyHit(ActiveRule Rule, Match? Match);
