using System.Text.RegularExpressions;
using SocketLab.Core.Payloads;

namespace SocketLab.Core.Definitions;

/// <summary>A reply rule, read once.</summary>
internal sealed class CompiledRule
{
    /// <summary>Characters of a regular expression at most.</summary>
    public const int LongestExpression = 4096;

    /// <summary>
    /// An expression without backtracking takes time in proportion to the message; this is for the ones that are slow all the same.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ReplyText? _text;

    /// <param name="rule">The rule.</param>
    /// <param name="onError">Told the property at fault, below the rule, and what is wrong; the rule then never matches.</param>
    /// <param name="time">The clock of templates.</param>
    public CompiledRule(ReplyRule rule, Action<string, string> onError, TimeProvider time)
    {
        Rule = rule;
        var failed = false;
        try
        {
            switch (rule.When.Type)
            {
                case ReplyMatch.Regex:
                    Expression = new Regex(
                        Checked(rule.When.Value),
                        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant,
                        Patience
                    );

                    // The first match makes the machine, and on a busy server that can take as long as the patience: not at a message's
                    // cost.
                    _ = Expression.IsMatch("");
                    break;
                case ReplyMatch.Any:
                    break;
                default:
                    Value = PayloadParser.Parse(rule.When.Type == ReplyMatch.Hex ? PayloadFormat.Hex : PayloadFormat.Text, rule.When.Value);
                    break;
            }
        }
        catch (PayloadException error)
        {
            Fail("when.value", $"{error.Message} (position {error.Position})");
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException or RegexMatchTimeoutException)
        {
            Fail("when.value", $"This is no regular expression for matching without backtracking: {error.Message}");
        }

        try
        {
            _text = rule.Payload is null || failed ? null : ReplyText.Parse(rule.Payload, Expression, time);
        }
        catch (PayloadException error)
        {
            Fail("payload.data", $"{error.Message} (position {error.Position})");
        }

        IsValid = !failed;

        void Fail(string property, string message)
        {
            failed = true;
            onError(property, message);
        }
    }

    /// <summary>The rule as written.</summary>
    public ReplyRule Rule { get; }

    /// <summary>Whether it can be used.</summary>
    public bool IsValid { get; }

    /// <summary>Bytes to compare with; empty for any and regex.</summary>
    public byte[] Value { get; } = [];

    /// <summary>The expression of a regex rule.</summary>
    public Regex? Expression { get; }

    /// <summary>Whether a match sends something.</summary>
    public bool Answers => Rule.Echo || _text is not null;

    /// <summary>Whether a match does something that can be seen outside.</summary>
    public bool Acts => Answers || Rule.CloseAfter;

    /// <summary>Bytes of an answer without what is filled in.</summary>
    public int FixedLength => _text?.FixedLength ?? 0;

    /// <summary>The answer. It may be sent later: it holds no reference to the message.</summary>
    /// <param name="whole">What came, for an echo.</param>
    /// <param name="match">What a regex rule found.</param>
    public ReadOnlyMemory<byte> Answer(ReadOnlySpan<byte> whole, Match? match) =>
        Rule.Echo ? whole.ToArray() : _text?.Fill(match) ?? ReadOnlyMemory<byte>.Empty;

    private static string Checked(string expression) =>
        expression.Length <= LongestExpression
            ? expression
            : throw new ArgumentException($"it has more than {LongestExpression:N0} characters");
}
