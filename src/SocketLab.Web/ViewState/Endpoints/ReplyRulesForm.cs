using SocketLab.Core.Definitions;

namespace SocketLab.Web.ViewState.Endpoints;

/// <summary>Reply rules while a person edits them, in the order in which they are asked.</summary>
public sealed class ReplyRulesForm
{
    private readonly List<ReplyRuleDraft> _drafts;

    /// <summary>Starts from these rules.</summary>
    public ReplyRulesForm(IReadOnlyList<ReplyRule> rules) => _drafts = [.. rules.Select(rule => new ReplyRuleDraft(rule))];

    /// <summary>The rules in order.</summary>
    public IReadOnlyList<ReplyRuleDraft> Drafts => _drafts;

    /// <summary>The JSON path of a rule, where its errors are.</summary>
    public static string PathOf(int index) => $"$.reply[{index}]";

    /// <summary>Rules to start from that endpoints of this kind accept.</summary>
    public static IReadOnlyList<ReplyPreset> PresetsFor(EndpointKind kind) =>
        [.. ReplyPreset.All.Where(preset => preset.IsFor(kind) && ReplyRuleCheck.Validate(preset.Rules, kind).Count == 0)];

    /// <summary>Adds rules behind the others.</summary>
    /// <returns>The first of them.</returns>
    public ReplyRuleDraft Add(params IReadOnlyList<ReplyRule> rules)
    {
        var first = _drafts.Count;
        _drafts.AddRange(rules.Select(rule => new ReplyRuleDraft(rule)));
        return _drafts[first];
    }

    /// <summary>Moves a rule, as far as there is room.</summary>
    /// <returns>Whether it moved.</returns>
    public bool Move(ReplyRuleDraft draft, int by)
    {
        var from = _drafts.IndexOf(draft);
        var to = Math.Clamp(from + by, 0, _drafts.Count - 1);
        _drafts.RemoveAt(from);
        _drafts.Insert(to, draft);
        return to != from;
    }

    /// <summary>Takes a rule out.</summary>
    /// <returns>The rule that now stands there, or else the last one; null when none is left.</returns>
    public ReplyRuleDraft? Remove(ReplyRuleDraft draft)
    {
        var index = _drafts.IndexOf(draft);
        _drafts.RemoveAt(index);
        return _drafts.Count == 0 ? null : _drafts[Math.Min(index, _drafts.Count - 1)];
    }

    /// <summary>The rules as they are now.</summary>
    public IReadOnlyList<ReplyRule> ToRules() => [.. _drafts.Select(draft => draft.Rule)];
}
