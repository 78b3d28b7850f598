using System.Text.RegularExpressions;
using SocketLab.Core.Payloads;

namespace SocketLab.Core.Definitions;

/// <summary>A reply rule, read once: the form that validation and answering share. It never changes.</summary>
internal sealed class CompiledRule
{
    /// <summary>Characters of a regular expression at most.</summary>
    public const int MaxExpressionLength = 4096;

    private readonly List<DefinitionError> _errors = [];
    private readonly ReplyText? _text;

    /// <summary>Reads a rule. <see cref="CompiledRules"/> remembers what was read.</summary>
    /// <param name="rule">The rule as written.</param>
    /// <param name="time">The clock of templates.</param>
    public CompiledRule(ReplyRule rule, TimeProvider time)
    {
        Rule = rule;
        try
        {
            switch (rule.When.Type)
            {
                case ReplyMatch.Regex:
                    Expression = Read(rule.When.Value);
                    break;
                case ReplyMatch.Any or ReplyMatch.Connected:
                    break;
                case ReplyMatch.Hex:
                    Value = PayloadParser.Parse(PayloadFormat.Hex, rule.When.Value);
                    break;
                default:
                    Value = PayloadParser.Parse(PayloadFormat.Text, rule.When.Value, rule.When.Encoding);
                    break;
            }
        }
        catch (PayloadException error)
        {
            _errors.Add(new("when.value", $"{error.Message} (position {error.Position})"));
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            _errors.Add(new("when.value", $"This is no regular expression for matching without backtracking: {error.Message}"));
        }

        try
        {
            _text = rule.Payload is null || !IsValid ? null : ReplyText.Parse(rule.Payload, Expression?.Regex, time);
        }
        catch (PayloadException error)
        {
            _errors.Add(new("payload.data", $"{error.Message} (position {error.Position})"));
        }
    }

    /// <summary>The rule as written.</summary>
    public ReplyRule Rule { get; }

    /// <summary>What cannot be read, by the property's path below the rule. Such a rule never matches.</summary>
    public IReadOnlyList<DefinitionError> Errors => _errors;

    /// <summary>Whether the rule can be used.</summary>
    public bool IsValid => _errors.Count == 0;

    /// <summary>Bytes to compare with; empty for any, connected and regex.</summary>
    public byte[] Value { get; } = [];

    /// <summary>The expression of a regex rule.</summary>
    public SharedExpression? Expression { get; }

    /// <summary>Whether a match sends something.</summary>
    public bool Answers => Rule.Echo || _text is not null;

    /// <summary>Bytes of an answer without what is filled in.</summary>
    public int FixedLength => _text?.FixedLength ?? 0;

    /// <summary>Whether the answer counts those on each connection by itself.</summary>
    public bool CountsConnections => _text?.CountsConnections ?? false;

    /// <summary>
    /// Does an expression's first match, which makes its automaton and on a busy server can take as long as the time limit: not at a
    /// message's cost, and not at that of whoever only asks whether the rule is right.
    /// </summary>
    public void WarmUp() => Expression?.WarmUp();

    /// <summary>
    /// The answer, or null for one that cannot be made of what the message says. It may be sent later: it holds no reference to the
    /// message.
    /// </summary>
    /// <param name="whole">What came, for an echo.</param>
    /// <param name="match">What a regex rule found.</param>
    /// <param name="number">The number of this answer among the rule's, from 1, for a template's counter.</param>
    /// <param name="numberOnConnection">The number of this answer among the rule's on the connection, from 1.</param>
    public byte[]? Answer(ReadOnlySpan<byte> whole, Match? match, long number, long numberOnConnection) =>
        Rule.Echo ? whole.ToArray()
        : _text is null ? []
        : _text.Fill(match, number, numberOnConnection);

    private static SharedExpression Read(string expression) =>
        expression.Length <= MaxExpressionLength
            ? SharedExpression.Get(expression)
            : throw new ArgumentException($"it has more than {MaxExpressionLength:N0} characters");
}
