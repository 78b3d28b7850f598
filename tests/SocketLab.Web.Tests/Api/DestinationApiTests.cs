using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

/// <summary>The settings' lists of destinations, for everything that sends.</summary>
public sealed class DestinationApiTests
{
    private static readonly (string, string)[] NoLoopback = [("SocketLab:Destinations:Deny", "10.0.0.0/8, 127.0.0.0/8 ::1")];
    private static readonly (string, string)[] OnlyOneAddress =
    [
        ("SocketLab:Destinations:Allow:0", "127.0.0.1"),
        ("SocketLab:Destinations:Allow:1", "fd00::/8"),
    ];

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("localhost")]
    public async Task What_is_denied_is_neither_sent_nor_connected_to(string host)
    {
        await using var lab = new WebLab(null, NoLoopback);
        using var peer = Sockets.Listen();
        var to = $$"""{ "host": "{{host}}", "port": {{peer.Port()}} }""";
        var (udp, _) = await lab.CreateAsync("udpSender");
        (await lab.PostAsync($"/api/endpoints/{udp}/send", $$"""{ "payload": { "data": "x" }, "to": {{to}} }""")).MustBe(
            403,
            "destinationDenied"
        );
        (await lab.PostBytesAsync($"/api/endpoints/{udp}/send?host={host}&port={peer.Port()}", [1])).MustBe(403, "destinationDenied");
        Assert.Equal(0, lab.Supervisor.Get(udp).Journal.Ledger.SentMessages);
        (await lab.PostAsync("/api/send", $$"""{ "protocol": "udp", "payload": { "data": "x" }, "to": {{to}} }""")).MustBe(
            403,
            "destinationDenied"
        );
        (await lab.PostAsync("/api/send", $$"""{ "protocol": "tcp", "payload": { "data": "x" }, "to": {{to}} }""")).MustBe(
            403,
            "destinationDenied"
        );

        var (tcp, _) = await lab.CreateAsync("tcpClient", $$""" "remote": {{to}} """);
        var fault = (await lab.GetAsync($"/api/endpoints/{tcp}")).Body.GetProperty("fault");
        Assert.Equal("destinationDenied", fault.GetProperty("code").GetString());
        Assert.Contains("SocketLab:Destinations", fault.GetProperty("hint").GetString(), StringComparison.Ordinal);
        (await lab.PostAsync($"/api/endpoints/{tcp}/start")).MustBe(409, "destinationDenied");
        Assert.False(peer.Poll(0, System.Net.Sockets.SelectMode.SelectRead));
    }

    [Fact]
    public async Task Where_something_is_allowed_nothing_else_is()
    {
        await using var lab = new WebLab(null, OnlyOneAddress);
        using var peer = Sockets.Udp();
        using var server = Sockets.Listen();
        Assert.Equal(200, (await SendAsync("udp", "127.0.0.1", peer.Port())).Status);
        Assert.Equal("x"u8.ToArray(), await peer.ReceivePayloadAsync());
        Assert.Equal(200, (await SendAsync("tcp", "::ffff:127.0.0.1", server.Port())).Status);
        (await SendAsync("udp", "127.0.0.2", peer.Port())).MustBe(403, "destinationDenied");
        (await SendAsync("tcp", "::1", server.Port())).MustBe(403, "destinationDenied");

        Task<Reply> SendAsync(string protocol, string host, int port) =>
            lab.PostAsync(
                "/api/send",
                $$"""{ "protocol": "{{protocol}}", "payload": { "data": "x" }, "to": { "host": "{{host}}", "port": {{port}} } }"""
            );
    }
}
