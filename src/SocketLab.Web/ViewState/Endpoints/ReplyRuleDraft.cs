using SocketLab.Core.Definitions;
using SocketLab.Core.Payloads;

namespace SocketLab.Web.ViewState.Endpoints;

/// <summary>
/// One reply rule while a person edits it. What a choice makes useless is kept aside, for when they choose otherwise again.
/// </summary>
public sealed class ReplyRuleDraft(ReplyRule rule)
{
    private string _value = rule.When.Value;
    private PayloadText _payload = rule.Payload ?? new PayloadText { Data = "" };

    /// <summary>The rule as it is now.</summary>
    public ReplyRule Rule { get; set; } = rule;

    /// <summary>How messages are compared.</summary>
    public ReplyMatch Match
    {
        get => Rule.When.Type;
        set =>
            Rule = Rule with
            {
                When = Rule.When with { Type = value, Value = value is ReplyMatch.Any or ReplyMatch.Connected ? "" : _value },
            };
    }

    /// <summary>Whether messages are compared with something.</summary>
    public bool Compares => Match is not (ReplyMatch.Any or ReplyMatch.Connected);

    /// <summary>Whether they are compared with text, which becomes bytes by an encoding.</summary>
    public bool ComparesText => Match is ReplyMatch.Exact or ReplyMatch.Prefix or ReplyMatch.Contains;

    /// <summary>How that text becomes bytes.</summary>
    public PayloadEncoding ValueEncoding
    {
        set => Rule = Rule with { When = Rule.When with { Encoding = value } };
    }

    /// <summary>What messages are compared with.</summary>
    public string Value
    {
        get => Rule.When.Value;
        set => Rule = Rule with { When = Rule.When with { Value = _value = value } };
    }

    /// <summary>What a match sends.</summary>
    public ReplyAnswer Answer
    {
        get =>
            Rule.Echo ? ReplyAnswer.Echo
            : Rule.Payload is null ? ReplyAnswer.Nothing
            : ReplyAnswer.Payload;
        set => Rule = Rule with { Echo = value == ReplyAnswer.Echo, Payload = value == ReplyAnswer.Payload ? _payload : null };
    }

    /// <summary>What it sends as <see cref="ReplyAnswer.Payload"/>.</summary>
    public PayloadText Payload
    {
        get => _payload;
        set => Rule = Rule with { Payload = _payload = value };
    }
}

/// <summary>What a reply rule sends.</summary>
public enum ReplyAnswer
{
    /// <summary>Nothing: matches are counted.</summary>
    Nothing,

    /// <summary>What came.</summary>
    Echo,

    /// <summary>Bytes of its own.</summary>
    Payload,
}
