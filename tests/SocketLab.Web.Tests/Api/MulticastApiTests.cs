using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

public sealed class MulticastApiTests(WebLab lab) : IClassFixture<WebLab>
{
    private const string AnyAddress = """ "local": { "address": "0.0.0.0" }, "udp": { "multicastInterface": "lo" } """;

    [Fact]
    public async Task Groups_are_joined_and_left_while_it_runs()
    {
        var (id, _) = await lab.CreateAsync("udpListener", AnyAddress);
        Assert.Equal(["239.255.81.1"], await GroupsAsync(id, "join", "239.255.81.1"));
        Assert.Equal(["239.255.81.1", "232.1.1.1@10.0.0.5"], await GroupsAsync(id, "join", "232.1.1.1@10.0.0.5"));
        Assert.Equal(["232.1.1.1@10.0.0.5"], await GroupsAsync(id, "leave", "239.255.81.1"));
        var patched = await lab.PatchAsync($"/api/endpoints/{id}", """{ "udp": { "multicastGroups": ["239.255.81.2"] } }""");
        Assert.Equal((200, "running"), (patched.Status, patched.Body.GetProperty("state").GetString()));
        var events = (await lab.GetAsync($"/api/endpoints/{id}/entries"))
            .Body.GetProperty("entries")
            .EnumerateArray()
            .Select(entry => entry.GetProperty("event"))
            .Select(e =>
                (e.GetProperty("type").GetString(), e.GetProperty("data").TryGetProperty("group", out var group) ? group.GetString() : null)
            );
        Assert.Equal(
            [
                ("started", null),
                ("multicastJoined", "239.255.81.1"),
                ("multicastJoined", "232.1.1.1"),
                ("multicastLeft", "239.255.81.1"),
                ("multicastLeft", "232.1.1.1"),
                ("multicastJoined", "239.255.81.2"),
            ],
            events.OrderBy(e => e.Item1 == "started" ? 0 : 1)
        );
    }

    [Theory]
    [InlineData("""{ "group": "10.0.0.1" }""", "$.group")]
    [InlineData("""{ "group": null }""", "$.group")]
    [InlineData("""{ }""", "$.group")]
    [InlineData("""{ "group": "239.1.1.1", "ttl": 1 }""", "$.ttl")]
    [InlineData("""{ "group": "ff02::1" }""", "$.group")]
    public async Task A_wrong_group_is_named(string json, string path)
    {
        var (id, _) = await lab.CreateAsync("udpListener", AnyAddress);
        (await lab.PostAsync($"/api/endpoints/{id}/multicast/join", json)).MustBe(400, "invalidRequest", path);
    }

    [Fact]
    public async Task What_the_system_refuses_changes_nothing()
    {
        var (id, _) = await lab.CreateAsync("udpListener", AnyAddress);
        (await lab.PostAsync($"/api/endpoints/{id}/multicast/join", """{ "group": "239.1.1.1%nowhere" }""")).MustBe(
            409,
            "addressNotAvailable"
        );
        Assert.Empty((await lab.GetAsync($"/api/endpoints/{id}")).Body.GetProperty("udp").GetProperty("multicastGroups").EnumerateArray());
        (await lab.PostAsync("/api/endpoints/nobody/multicast/join", """{ "group": "239.1.1.1" }""")).MustBe(404, "notFound");
    }

    private async Task<string?[]> GroupsAsync(string id, string action, string group)
    {
        var reply = await lab.PostAsync($"/api/endpoints/{id}/multicast/{action}", $$"""{ "group": "{{group}}" }""");
        Assert.Equal(200, reply.Status);
        return [.. reply.Body.GetProperty("udp").GetProperty("multicastGroups").EnumerateArray().Select(one => one.GetString())];
    }
}
