using SocketLab.Core.Definitions;

namespace SocketLab.Core.Tests.Definitions;

/// <summary>An expression has one compiled form, and what automata grow by is bounded.</summary>
public sealed class SharedExpressionTests
{
    private const string Growing = "[a-f].{40}[g-z].{40}[0-9]";

    [Fact]
    public void Rules_with_the_same_expression_share_it()
    {
        var plain = CompiledRules.Get(Rule("shared (x)", null), TimeProvider.System);
        var answering = CompiledRules.Get(Rule("shared (x)", "$1"), TimeProvider.System);
        Assert.NotSame(plain, answering);
        Assert.Same(plain.Expression, answering.Expression);
        Assert.NotSame(plain.Expression, CompiledRules.Get(Rule("shared (y)", null), TimeProvider.System).Expression);
        Assert.InRange(plain.Expression!.Bytes, 50_000, 4_000_000);
    }

    [Fact]
    public void What_grew_too_much_is_made_anew_and_matches_as_before()
    {
        var expression = SharedExpression.Get("anew ([0-9]+)");
        var before = expression.Regex;
        ExpressionGrowth.Note(expression, ExpressionGrowth.MaxBytes + 1);
        Assert.Equal(0, ExpressionGrowth.Bytes);
        Assert.NotSame(before, expression.Regex);
        Assert.Equal("42", expression.Match("x anew 42").Groups[1].Value);
    }

    [Fact]
    public void Growth_is_noticed_and_bounded_whatever_messages_look_like()
    {
        var random = new Random(1);
        var text = new char[2000];
        long most = 0;
        for (var i = 0; i < 40; i++)
        {
            for (var at = 0; at < text.Length; at++)
            {
                text[at] = (char)random.Next(' ', 256);
            }

            SharedExpression.Get(Growing).IsMatch(text);
            most = Math.Max(most, ExpressionGrowth.Bytes);
            Assert.InRange(ExpressionGrowth.Bytes, 0, ExpressionGrowth.MaxBytes);
        }

        Assert.True(most > 100_000, $"It grew by {most:N0} bytes.");
    }

    private static ReplyRule Rule(string expression, string? answer) =>
        new()
        {
            When = new() { Type = ReplyMatch.Regex, Value = expression },
            Payload = answer is null ? null : new() { Data = answer },
        };
}
