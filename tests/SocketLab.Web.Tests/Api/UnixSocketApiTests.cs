using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

public sealed class UnixSocketApiTests(WebLab lab) : IClassFixture<WebLab>
{
    [Fact]
    public async Task Datagrams_go_between_names_in_the_data_directory()
    {
        var listener = await lab.PostAsync(
            "/api/endpoints",
            """{ "kind": "udpListener", "start": true, "local": { "address": "unix:api.sock" } }"""
        );
        Assert.Equal(
            (201, "running", "unix:api.sock"),
            (listener.Status, listener.Body.GetProperty("state").GetString(), listener.Body.GetProperty("name").GetString()![4..])
        );
        Assert.Equal(
            """{"address":"unix:api.sock","port":0}""",
            listener.Body.GetProperty("bound").GetRawText().Replace(" ", "", StringComparison.Ordinal)
        );
        var sender = await lab.PostAsync(
            "/api/endpoints",
            """{ "kind": "udpSender", "start": true, "remote": { "host": "unix:api.sock" } }"""
        );
        var sent = await lab.PostAsync(
            $"/api/endpoints/{sender.Body.GetProperty("id").GetString()}/send",
            """{ "payload": { "data": "hello" } }"""
        );
        sent.MustEqual(
            """
            { "messages": 1, "bytes": 5, "local": { "address": "unix:", "port": 0 }, "remote": { "address": "unix:api.sock", "port": 0 } }
            """
        );
        var bytes = await lab.PostBytesAsync($"/api/endpoints/{sender.Body.GetProperty("id").GetString()}/send?host=unix:api.sock", [1]);
        Assert.Equal(200, bytes.Status);
        (
            await lab.PostBytesAsync(
                $"/api/endpoints/{sender.Body.GetProperty("id").GetString()}/send?host=unix:api.sock&family=bogus",
                [1]
            )
        ).MustBe(400, "invalidRequest", "$.family");
        var id = listener.Body.GetProperty("id").GetString()!;
        await lab.UntilAsync(id, e => e.Journal.Ledger.ReceivedMessages == 2);
        var entries = (await lab.GetAsync($"/api/endpoints/{id}/entries?order=desc&limit=1")).Body.GetProperty("entries");
        Assert.Equal("unix:", entries[0].GetProperty("peer").GetProperty("address").GetString());
        Assert.Equal(200, (await lab.PostAsync($"/api/endpoints/{id}/stop", "")).Status);
    }

    [Fact]
    public async Task What_lies_elsewhere_is_refused()
    {
        var id = (await lab.PostAsync("/api/endpoints", """{ "kind": "tcpListener", "local": { "address": "unix:/etc/lab.sock" } }"""))
            .Body.GetProperty("id")
            .GetString();
        (await lab.PostAsync($"/api/endpoints/{id}/start", "")).MustBe(409, "accessDenied");
        (await lab.PostAsync("/api/endpoints", """{ "kind": "tcpListener", "local": { "address": "unix:../lab.sock" } }""")).MustBe(
            400,
            "invalidRequest",
            "$.local.address"
        );
        (
            await lab.PostAsync("/api/send", """{ "protocol": "tcp", "to": { "host": "unix:lab.sock" }, "payload": { "data": "x" } }""")
        ).MustBe(400, "invalidRequest", "$.to.host");
    }
}
