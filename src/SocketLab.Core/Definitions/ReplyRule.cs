using SocketLab.Core.Payloads;

namespace SocketLab.Core.Definitions;

/// <summary>What to answer when a message matches. Rules are asked in order; the first that matches answers.</summary>
/// <remarks>Property names and defaults are the HTTP contract's; <see cref="ReplyRuleCheck"/> says what is allowed.</remarks>
public sealed record ReplyRule
{
    /// <summary>What a message must be for the rule to answer it.</summary>
    public ReplyCondition When { get; init; } = new();

    /// <summary>What to answer. Neither this nor <see cref="Echo"/>: matches are counted and answered with nothing.</summary>
    /// <remarks>
    /// In the text of a regex rule <c>$1</c> and <c>${name}</c> are captures and <c>$$</c> a dollar; as a template, in text and hex,
    /// <c>{{1}}</c> and <c>{{name}}</c> are captures too. A template's counter counts the answers of its rule.
    /// </remarks>
    public PayloadText? Payload { get; init; }

    /// <summary>Whether to answer with what came.</summary>
    public bool Echo { get; init; }

    /// <summary>Milliseconds to wait before answering. 0 to 60,000.</summary>
    public int DelayMs { get; init; }

    /// <summary>Whether later rules are asked too.</summary>
    public bool Continue { get; init; }

    /// <summary>Whether to close the connection, in order, after this answer. For TCP.</summary>
    public bool CloseAfter { get; init; }
}

/// <summary>What a reply rule matches.</summary>
public sealed record ReplyCondition
{
    /// <summary>How a message is compared with <see cref="Value"/>.</summary>
    public ReplyMatch Type { get; init; } = ReplyMatch.Any;

    /// <summary>
    /// What to compare with: text with escapes, hex bytes, or a regular expression. Not used by <see cref="ReplyMatch.Any"/> and
    /// <see cref="ReplyMatch.Connected"/>.
    /// </summary>
    public string Value { get; init; } = "";

    /// <summary>How the text of exact, prefix and contains becomes bytes. The others do not use it.</summary>
    public PayloadEncoding Encoding { get; init; }
}

/// <summary>Ways to match a message.</summary>
public enum ReplyMatch
{
    /// <summary>Every message matches.</summary>
    Any,

    /// <summary>The whole message is this text.</summary>
    Exact,

    /// <summary>The message begins with this text.</summary>
    Prefix,

    /// <summary>This text is somewhere in the message.</summary>
    Contains,

    /// <summary>
    /// A .NET regular expression without backtracking finds something in the message, read as Latin-1: one character a byte.
    /// </summary>
    Regex,

    /// <summary>The whole message is these bytes.</summary>
    Hex,

    /// <summary>No message: the rule speaks first, when a connection has opened, with TLS after the handshake. For TCP.</summary>
    Connected,
}
