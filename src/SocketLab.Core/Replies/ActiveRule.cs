using System.Text.RegularExpressions;
using SocketLab.Core.Definitions;

namespace SocketLab.Core.Replies;

/// <summary>A rule in use by one endpoint: its compiled form, which others may share, and how many answers it has made.</summary>
internal sealed class ActiveRule
{
    private readonly CompiledRule _compiled;
    private long _answers;

    public ActiveRule(CompiledRule compiled)
    {
        _compiled = compiled;
        compiled.WarmUp();
    }

    /// <summary>The rule as written.</summary>
    public ReplyRule Rule => _compiled.Rule;

    /// <inheritdoc cref="CompiledRule.IsValid"/>
    public bool IsValid => _compiled.IsValid;

    /// <inheritdoc cref="CompiledRule.Value"/>
    public byte[] Value => _compiled.Value;

    /// <inheritdoc cref="CompiledRule.Expression"/>
    public SharedExpression? Expression => _compiled.Expression;

    /// <inheritdoc cref="CompiledRule.Answers"/>
    public bool Answers => _compiled.Answers;

    /// <summary>Whether a match does something that can be seen outside.</summary>
    public bool Acts => Answers || Rule.CloseAfter;

    /// <summary>The next answer. It may be sent later: it holds no reference to the message.</summary>
    /// <param name="whole">What came, for an echo.</param>
    /// <param name="match">What a regex rule found.</param>
    public ReadOnlyMemory<byte> Answer(ReadOnlySpan<byte> whole, Match? match) =>
        _compiled.Answer(whole, match, Interlocked.Increment(ref _answers));
}
