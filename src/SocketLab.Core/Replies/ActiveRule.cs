using System.Text.RegularExpressions;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Replies;

/// <summary>A rule in use by one endpoint: its compiled form, which others may share, and how many answers it has made.</summary>
internal sealed class ActiveRule
{
    private readonly CompiledRule _compiled;
    private readonly ConnectionCounts? _onConnections;
    private long _answers;

    public ActiveRule(CompiledRule compiled)
    {
        _compiled = compiled;
        _onConnections = compiled.CountsConnections ? new ConnectionCounts() : null;
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

    /// <summary>
    /// The next answer, or null for one that cannot be made of what the message says. It may be sent later: it holds no reference to the
    /// message.
    /// </summary>
    /// <param name="whole">What came, for an echo.</param>
    /// <param name="match">What a regex rule found.</param>
    /// <param name="connection">The connection that is answered; none for a datagram.</param>
    public byte[]? Answer(ReadOnlySpan<byte> whole, Match? match, ConnectionId connection = default) =>
        _compiled.Answer(whole, match, Interlocked.Increment(ref _answers), _onConnections?.Next(connection) ?? 1);

    /// <summary>A connection has ended, and needs no memory.</summary>
    public void Forget(ConnectionId connection) => _onConnections?.Forget(connection);
}
