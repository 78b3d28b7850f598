using SocketLab.Core.Definitions;

namespace SocketLab.Core.Tests.Endpoints;

/// <summary>The memory of all endpoints' expressions has one limit; what several use counts once, what is gone not at all.</summary>
public sealed class ExpressionBudgetTests
{
    private static readonly EndpointLimits Few = new() { ReplyExpressionBytes = 6 << 20 };

    [Fact]
    public async Task Endpoints_share_one_limit_and_what_was_deleted_makes_room()
    {
        await using var lab = new EndpointLab(limits: Few);
        var first = await lab.Supervisor.CreateAsync(With("one"), start: false, CancellationToken.None);
        await lab.Supervisor.CreateAsync(With("one"), start: false, CancellationToken.None);
        var refused = await Assert.ThrowsAsync<LimitReachedException>(() => FillAsync(lab));
        Assert.Equal(("ReplyExpressionBytes", 6L << 20), (refused.Limit, refused.Value));
        await Assert.ThrowsAsync<LimitReachedException>(() =>
            lab.Supervisor.UpdateAsync(first.Id, With("changed", "changed too", "and again"), CancellationToken.None)
        );
        Assert.Equal("one", first.Definition.Reply[0].When.Value);

        // What has no part in it goes on, and so does an edit of something else.
        await lab.Supervisor.CreateAsync(new() { Kind = EndpointKind.UdpListener }, start: false, CancellationToken.None);
        await lab.Supervisor.UpdateAsync(first.Id, first.Definition with { Name = "renamed" }, CancellationToken.None);
        foreach (var endpoint in lab.Supervisor.List())
        {
            await lab.Supervisor.DeleteAsync(endpoint.Id, CancellationToken.None);
        }

        await lab.Supervisor.CreateAsync(With("again"), start: false, CancellationToken.None);
    }

    [Fact]
    public async Task One_endpoint_alone_is_told_which_rule_is_too_much()
    {
        await using var lab = new EndpointLab(limits: Few);
        var many = With([.. Enumerable.Range('a', 26).Select(letter => $"(\\p{{L}}|\\d)*{(char)letter}")]);
        var error = await Assert.ThrowsAsync<InvalidDefinitionException>(() =>
            lab.Supervisor.CreateAsync(many, start: false, CancellationToken.None)
        );
        Assert.Matches("^[$][.]reply[[][0-9]+[]][.]when[.]value$", Assert.Single(error.Errors).Path);
    }

    private static async Task FillAsync(EndpointLab lab)
    {
        for (var letter = 'a'; letter <= 'z'; letter++)
        {
            await lab.Supervisor.CreateAsync(With($"fill {letter}"), start: false, CancellationToken.None);
        }
    }

    private static EndpointDefinition With(params string[] expressions) =>
        new()
        {
            Kind = EndpointKind.UdpListener,
            Reply =
            [
                .. expressions.Select(value => new ReplyRule
                {
                    When = new() { Type = ReplyMatch.Regex, Value = value },
                }),
            ],
        };
}
