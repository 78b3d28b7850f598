using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Statistics;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Tests.ViewState.Endpoints;

public sealed class RepliesViewTests
{
    private static readonly EndpointDefinition Definition = new()
    {
        Kind = EndpointKind.TcpListener,
        Reply =
        [
            new() { Echo = true },
            new()
            {
                When = new() { Type = ReplyMatch.Prefix, Value = "GET " },
                Payload = new() { Data = new string('x', 100) },
                CloseAfter = true,
            },
            new()
            {
                When = new() { Type = ReplyMatch.Hex, Value = "00" },
            },
        ],
        ReplyLimitPerSecond = 2000,
    };

    private static readonly EndpointStatistics Statistics = new()
    {
        Ledger = default(JournalLedger),
        ReplyHits = [12_345, 0],
        RepliesSent = 12_000,
        RepliesSkipped = 345,
    };

    [Fact]
    public void Each_rule_says_what_it_does_and_how_often_it_matched()
    {
        var view = RepliesView.Of(Definition, Statistics, paused: false);
        Assert.Equal(
            [
                new("any message", "echo", "12,345"),
                new("begins with “GET ”", $"send “{new string('x', 24)}…”, close", "0"),
                // Not counted yet: it came after the counts were read.
                new("is hex “00”", "count only", "0"),
            ],
            view.Rows
        );
        Assert.Equal(("12,000", "345", null), (view.Sent, view.Skipped, view.Paused));
    }

    [Fact]
    public void A_pause_says_why_and_what_to_do()
    {
        var text = RepliesView.Of(Definition, Statistics, paused: true).Paused;
        Assert.Contains("more than 2,000", text, StringComparison.Ordinal);
        Assert.Contains("raise the limit", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_rules_there_is_nothing_to_see() =>
        Assert.Same(RepliesView.Empty, RepliesView.Of(Definition with { Reply = [] }, Statistics, paused: false));
}
