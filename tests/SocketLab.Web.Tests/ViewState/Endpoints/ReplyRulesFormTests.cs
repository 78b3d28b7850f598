using SocketLab.Core.Definitions;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Tests.ViewState.Endpoints;

public sealed class ReplyRulesFormTests
{
    private static readonly ReplyRule A = Rule("a"),
        B = Rule("b"),
        C = Rule("c");

    private readonly ReplyRulesForm _form = new([A, B, C]);

    [Theory]
    [InlineData(0, 1, "b a c", true)]
    [InlineData(0, 9, "b c a", true)]
    [InlineData(2, -1, "a c b", true)]
    [InlineData(0, -1, "a b c", false)]
    [InlineData(2, 1, "a b c", false)]
    public void A_rule_moves_as_far_as_there_is_room(int index, int by, string order, bool moves)
    {
        Assert.Equal(moves, _form.Move(_form.Drafts[index], by));
        Assert.Equal(order, Order());
    }

    [Fact]
    public void What_follows_a_removed_rule_is_next_then_what_stood_before_it_then_nothing()
    {
        Assert.Same(_form.Drafts[2], _form.Remove(_form.Drafts[1]));
        Assert.Same(_form.Drafts[0], _form.Remove(_form.Drafts[1]));
        Assert.Null(_form.Remove(_form.Drafts[0]));
        Assert.Empty(_form.ToRules());
    }

    [Fact]
    public void Presets_come_behind_what_there_is_and_are_accepted_as_they_are()
    {
        foreach (var kind in Enum.GetValues<EndpointKind>())
        {
            var presets = ReplyRulesForm.PresetsFor(kind);
            Assert.Equal(["Echo", "Discard"], presets.Take(2).Select(preset => preset.Name));
            Assert.Equal(!kind.IsUdp(), presets.Any(preset => preset.Name == "HTTP 200"));
            var form = new ReplyRulesForm([A]);
            foreach (var preset in presets)
            {
                Assert.Same(preset.Rules[0], form.Add(preset.Rules).Rule);
            }

            Assert.Same(A, form.ToRules()[0]);
            Assert.Empty(ReplyRuleCheck.Validate(form.ToRules(), kind));
        }
    }

    [Fact]
    public void A_choice_keeps_what_it_makes_useless_for_later()
    {
        var draft = new ReplyRuleDraft(
            new ReplyRule
            {
                When = new() { Type = ReplyMatch.Prefix, Value = "GET" },
                Payload = new() { Data = "x" },
            }
        )
        {
            Match = ReplyMatch.Any,
            Answer = ReplyAnswer.Echo,
        };
        Assert.Equal(new ReplyRule { Echo = true }, draft.Rule);
        draft.Match = ReplyMatch.Contains;
        draft.Answer = ReplyAnswer.Payload;
        Assert.Equal(
            new ReplyRule
            {
                When = new() { Type = ReplyMatch.Contains, Value = "GET" },
                Payload = new() { Data = "x" },
            },
            draft.Rule
        );
        draft.Answer = ReplyAnswer.Nothing;
        Assert.Equal((false, null), (draft.Rule.Echo, draft.Rule.Payload));
    }

    private string Order() => string.Join(' ', _form.ToRules().Select(rule => rule.When.Value));

    private static ReplyRule Rule(string value) =>
        new()
        {
            When = new() { Type = ReplyMatch.Exact, Value = value },
        };
}
