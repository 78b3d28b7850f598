using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

/// <summary>An interface that this machine does not have, wherever an address can name one.</summary>
public sealed class InterfaceApiTests(WebLab lab) : IClassFixture<WebLab>
{
    [Theory]
    [InlineData("""{ "kind": "udpListener", "local": { "address": "fe80::1%nope" } }""", "$.local.address")]
    [InlineData("""{ "kind": "udpListener", "local": { "address": "::%lo" } }""", "$.local.address")]
    [InlineData("""{ "kind": "tcpListener", "local": { "address": "fe80::1" } }""", "$.local.address")]
    [InlineData("""{ "kind": "udpSender", "remote": { "host": "fe80::1%nope", "port": 9 } }""", "$.remote.host")]
    [InlineData("""{ "kind": "tcpClient", "remote": { "host": "fe80::1%nope", "port": 9 } }""", "$.remote.host")]
    [InlineData(
        """{ "kind": "udpListener", "local": { "address": "::" }, "udp": { "multicastGroups": ["ff02::1%nope"] } }""",
        "$.udp.multicastGroups[0]"
    )]
    [InlineData("""{ "kind": "udpListener", "udp": { "multicastInterface": "nope" } }""", "$.udp.multicastInterface")]
    public async Task A_definition_is_refused(string json, string path) =>
        (await lab.PostAsync("/api/endpoints", json)).MustBe(400, "invalidRequest", path);

    [Fact]
    public async Task A_change_is_refused_and_what_is_stored_can_be_changed_otherwise()
    {
        var (id, _) = await lab.CreateAsync("udpSender");
        (await lab.PatchAsync($"/api/endpoints/{id}", """{ "remote": { "host": "fe80::1%nope", "port": 9 } }""")).MustBe(
            400,
            "invalidRequest",
            "$.remote.host"
        );
        await lab.Supervisor.StopAsync(id, CancellationToken.None);
        await lab.Supervisor.UpdateAsync(
            id,
            definition =>
                definition with
                {
                    Remote = new() { Host = "fe80::1%nope", Port = 9 },
                },
            CancellationToken.None
        );
        Assert.Equal(200, (await lab.PatchAsync($"/api/endpoints/{id}", """{ "name": "renamed" }""")).Status);
    }

    [Fact]
    public async Task A_destination_is_refused()
    {
        var (id, _) = await lab.CreateAsync("udpSender");
        const string to = """{ "to": { "host": "fe80::1%nope", "port": 9 }, "payload": { "data": "x" } }""";
        (await lab.PostAsync($"/api/endpoints/{id}/send", to)).MustBe(400, "invalidRequest", "$.to.host");
        const string once = """{ "protocol": "udp", "to": { "host": "fe80::1%nope", "port": 9 }, "payload": { "data": "x" } }""";
        (await lab.PostAsync("/api/send", once)).MustBe(400, "invalidRequest", "$.to.host");
        (await lab.PostBytesAsync($"/api/endpoints/{id}/send?host=fe80::1%25nope&port=9", [1])).MustBe(400, "invalidRequest", "$.to.host");
    }
}
