using System.Text;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;
using SocketLab.Core.Replies;

namespace SocketLab.Core.Tests.Replies;

/// <summary>What fills an answer in: captures and placeholders side by side, counts, and what stands behind it.</summary>
public sealed class ReplyFillInTests
{
    [Theory]
    [InlineData(@"^id=(\d+)", PayloadFormat.Text, "{{length:after:d}} {{1}} {{counter}}", "id=42 x", "5 42 1")]
    [InlineData(@"^id=(?<id>\d+)", PayloadFormat.Text, "${id}|$1|{{id}}|{{1}}|$$|{{01}}", "id=42", "42|42|42|42|$|42")]
    [InlineData("(a)(b)?", PayloadFormat.Text, "[{{2}}]{{length}}", "a", "[]3")]
    [InlineData("(.+)", PayloadFormat.Text, @"\{{1}} $1 \$", "x", null)]
    [InlineData("(.+)", PayloadFormat.Text, @"\{{1}} {{0}}", "x", "{{1}} x")]
    [InlineData(
        "(?s)^(..).{2}(.)",
        PayloadFormat.Hex,
        "{{1}} 00 {{length:after:u8}} {{2}} ff",
        "\u0001\u0002\u0003\u0004\u0080",
        "\u0001\u0002\0\u0002\u0080\u00ff"
    )]
    [InlineData("(?s)^(.)", PayloadFormat.Hex, "{{1}} {{crc16modbus:u16le}}", "\u00ff", "\u00ff\u00ff\0")]
    public void Captures_and_placeholders_are_filled_in_together(
        string expression,
        PayloadFormat format,
        string data,
        string message,
        string? answer
    )
    {
        var rule = Regex(
            expression,
            new()
            {
                Data = data,
                Format = format,
                Template = true,
            }
        );
        Assert.Equal(answer, Answers(new ReplyRuleSet([rule]), message));
    }

    [Fact]
    public void Braces_of_an_answer_that_is_no_template_are_braces()
    {
        var rule = Regex("(.)", new() { Data = "{{1}}$1" });
        Assert.Equal("{{1}}a", Answers(new ReplyRuleSet([rule]), "a"));
    }

    [Fact]
    public void A_line_ending_stands_behind_every_kind_of_answer()
    {
        var ending = new PayloadText { Data = "a", LineEnding = LineEnding.Crlf };
        Assert.Equal("a\r\n", Answers(new ReplyRuleSet([new ReplyRule { Payload = ending }]), "x"));
        Assert.Equal("xa\r\n", Answers(new ReplyRuleSet([Regex("x", ending with { Data = "$0a" })]), "x"));
        Assert.Equal(
            "1\r\n",
            Answers(new ReplyRuleSet([new ReplyRule { Payload = ending with { Data = "{{counter}}", Template = true } }]), "x")
        );
    }

    [Fact]
    public void Conditions_and_answers_have_encodings_of_their_own()
    {
        var rule = new ReplyRule
        {
            When = new()
            {
                Type = ReplyMatch.Contains,
                Value = "温度",
                Encoding = PayloadEncoding.Gbk,
            },
            Payload = new() { Data = "湿度", Encoding = PayloadEncoding.ShiftJis },
        };
        Assert.Equal("\u008e\u00bc\u0093\u0078", Answers(new ReplyRuleSet([rule]), "\u00ce\u00c2\u00b6\u00c8=21"));
        var lacking = rule with { When = rule.When with { Encoding = PayloadEncoding.Windows1252 } };
        var error = Assert.Single(new CompiledRule(lacking, TimeProvider.System).Errors);
        Assert.Equal(("when.value", true), (error.Path, error.Message.Contains("windows-1252", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_answer_whose_length_does_not_fit_is_told_and_not_sent()
    {
        await using var lab = new EndpointLab();
        var rule = Regex("(?s)^(.*)$", new() { Data = "{{length:after:u8}}{{1}}", Template = true });
        var listener = await lab.StartAsync(ReplyTests.Udp(rule));
        using var peer = Sockets.Udp();
        peer.SendTo(new byte[256], listener.Bound!);
        Assert.Equal("answerTooLong", (await listener.Journal.EventAsync(EventType.ReplySkipped)).Event!.Code);
        peer.SendTo(new byte[255], listener.Bound!);
        Assert.Equal(255, (await peer.ReceiveDatagramAsync()).Payload[0]);
        Assert.Equal(1, listener.Statistics.RepliesSkipped);
    }

    [Fact]
    public void An_answer_is_never_longer_than_sixteen_mebibytes()
    {
        var rule = Regex("(?s)^(.*)$", new() { Data = string.Concat(Enumerable.Repeat("{{0}}", 256)), Template = true });
        Assert.Null(Answers(new ReplyRuleSet([rule]), new string('x', 65_537)));
        Assert.Equal(256 * 1000, Answers(new ReplyRuleSet([rule]), new string('x', 1000))!.Length);
    }

    [Fact]
    public async Task One_counter_counts_the_rules_answers_and_the_other_those_of_the_connection()
    {
        await using var lab = new EndpointLab();
        var payload = new PayloadText
        {
            Data = "{{counter}}/{{connectionCounter:u8}}",
            Template = true,
            LineEnding = LineEnding.Lf,
        };
        var rules = new[]
        {
            ReplyTests.Rule("other", "-"),
            new ReplyRule { Payload = payload },
        };
        var listener = await lab.StartAsync(ReplyTests.Tcp(rules) with { Tcp = new() { Framing = new() { Mode = FramingMode.Line } } });
        using var first = await Sockets.ConnectAsync(listener.Bound);
        first.Send("a\nother\nb\n"u8);
        Assert.Equal("1/\u0001\n-2/\u0002\n", Encoding.ASCII.GetString(await first.ReadAsync(9)));
        using var second = await Sockets.ConnectAsync(listener.Bound);
        second.Send("a\n"u8);
        Assert.Equal("3/\u0001\n", Encoding.ASCII.GetString(await second.ReadAsync(4)));
        first.Send("c\n"u8);
        Assert.Equal("4/\u0003\n", Encoding.ASCII.GetString(await first.ReadAsync(4)));
    }

    [Fact]
    public void What_is_counted_for_a_connection_is_forgotten_when_it_ends()
    {
        var counts = new ConnectionCounts();
        var (one, other) = (ConnectionId.Next(), ConnectionId.Next());
        Assert.Equal((1, 2, 1), (counts.Next(one), counts.Next(one), counts.Next(other)));
        counts.Forget(one);
        Assert.Equal((1, 2), (counts.Next(one), counts.Next(other)));
    }

    private static ReplyRule Regex(string expression, PayloadText payload) =>
        new()
        {
            When = new() { Type = ReplyMatch.Regex, Value = expression },
            Payload = payload,
        };

    /// <summary>The answer to a message, each a byte a character; null for none.</summary>
    private static string? Answers(ReplyRuleSet rules, string message)
    {
        var (bytes, found) = (Encoding.Latin1.GetBytes(message), new List<ReplyHit>());
        Assert.True(rules.Find(bytes, isWhole: true, found));
        return found is [var hit] && hit.Rule.Answer(bytes, hit.Match, default) is { } answer ? Encoding.Latin1.GetString(answer) : null;
    }
}
