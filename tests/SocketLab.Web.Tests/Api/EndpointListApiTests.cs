using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

/// <summary>Groups and the order of endpoints.</summary>
public sealed class EndpointListApiTests(WebLab lab) : IClassFixture<WebLab>
{
    [Fact]
    public async Task A_group_is_changed_while_it_runs_and_checked()
    {
        var (id, _) = await lab.CreateAsync("udpListener", """ "group": " lab 1 " """);
        Assert.Equal("lab 1", (await lab.GetAsync($"/api/endpoints/{id}")).Body.GetProperty("group").GetString());
        var changed = await lab.PatchAsync($"/api/endpoints/{id}", """{ "group": "lab 2" }""");
        Assert.Equal(("lab 2", "running"), (Text(changed, "group"), Text(changed, "state")));
        var none = await lab.PatchAsync($"/api/endpoints/{id}", """{ "group": null }""");
        Assert.Equal("", Text(none, "group"));

        (await lab.PatchAsync($"/api/endpoints/{id}", $$"""{ "group": "{{new string('x', 51)}}" }""")).MustBe(
            400,
            "invalidRequest",
            "$.group"
        );
        (await lab.PatchAsync($"/api/endpoints/{id}", """{ "group": "a\nb" }""")).MustBe(400, "invalidRequest", "$.group");
        Assert.Equal("", Text(await lab.GetAsync($"/api/endpoints/{id}"), "group"));
    }

    [Fact]
    public async Task An_endpoint_is_moved_before_another_one_or_to_the_end()
    {
        var (first, _) = await lab.CreateAsync("udpListener", start: false);
        var (second, _) = await lab.CreateAsync("udpListener", start: false);
        var (third, _) = await lab.CreateAsync("udpListener", start: false);
        var moved = await lab.PostAsync($"/api/endpoints/{third}/move", $$"""{ "before": "{{first}}" }""");
        Assert.Equal((200, third), (moved.Status, Text(moved, "id")));
        Assert.Equal([third, first, second], await OrderAsync(first, second, third));
        await lab.PostAsync($"/api/endpoints/{third}/move", """{ "before": null }""");
        Assert.Equal([first, second, third], await OrderAsync(first, second, third));
        await lab.PostAsync($"/api/endpoints/{second}/move", $$"""{ "before": "{{second}}" }""");
        Assert.Equal([first, second, third], await OrderAsync(first, second, third));
    }

    [Fact]
    public async Task A_move_to_nowhere_moves_nothing()
    {
        var (first, _) = await lab.CreateAsync("udpListener", start: false);
        var (second, _) = await lab.CreateAsync("udpListener", start: false);
        (await lab.PostAsync($"/api/endpoints/{second}/move", """{ "before": "nobody" }""")).MustBe(400, "invalidRequest", "$.before");
        (await lab.PostAsync($"/api/endpoints/{second}/move", "{ }")).MustBe(400, "invalidRequest", "$.before");
        (await lab.PostAsync("/api/endpoints/nobody/move", """{ "before": null }""")).MustBe(404, "notFound");
        Assert.Equal([first, second], await OrderAsync(first, second));
    }

    private static string? Text(Reply reply, string property) => reply.Body.GetProperty(property).GetString();

    private async Task<IEnumerable<string>> OrderAsync(params string[] among) =>
        from endpoint in (await lab.GetAsync("/api/endpoints")).Body.GetProperty("endpoints").EnumerateArray()
        let id = endpoint.GetProperty("id").GetString()!
        where among.Contains(id)
        select id;
}
