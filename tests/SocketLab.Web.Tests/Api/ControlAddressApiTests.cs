using System.Net;
using SocketLab.Web.Hosting;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

/// <summary>SocketLab does not connect to itself: whoever can send could do there what only its pages and API should.</summary>
public sealed class ControlAddressApiTests(WebLab lab) : IClassFixture<WebLab>
{
    private int Port => lab.Http.BaseAddress!.Port;

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("0:0:0:0:0:FFFF:7F00:1")]
    [InlineData("localhost")]
    [InlineData("LocalHost")]
    public async Task A_send_by_TCP_does_not_go_there(string host)
    {
        var to = $$"""{ "host": "{{host}}", "port": {{Port}} }""";
        (await lab.PostAsync("/api/send", $$"""{ "protocol": "tcp", "payload": { "data": "x" }, "to": {{to}} }""")).MustBe(
            403,
            "destinationDenied"
        );
        Assert.Equal(
            200,
            (await lab.PostAsync("/api/send", $$"""{ "protocol": "udp", "payload": { "data": "x" }, "to": {{to}} }""")).Status
        );
    }

    [Theory]
    [InlineData("false")]
    [InlineData("true")]
    public async Task A_client_does_not_connect_there(string reconnect)
    {
        var more = $$""" "remote": { "host": "localhost", "port": {{Port}} }, "tcp": { "reconnect": {{reconnect}} } """;
        var (id, _) = await lab.CreateAsync("tcpClient", more);
        var endpoint = (await lab.GetAsync($"/api/endpoints/{id}")).Body;
        Assert.Equal("destinationDenied", endpoint.GetProperty("fault").GetProperty("code").GetString());
        Assert.Equal(0, endpoint.GetProperty("stats").GetProperty("connectionsTotal").GetInt64());
        await lab.PostAsync($"/api/endpoints/{id}/stop");
    }

    [Theory]
    [InlineData("tcpListener", "")]
    [InlineData("tcpClient", """, "remote": { "host": "127.0.0.1", "port": 1 }""")]
    public async Task Who_wants_its_port_is_told_whose_it_is(string kind, string more)
    {
        var (id, _) = await lab.CreateAsync(kind, $$""" "local": { "address": "127.0.0.1", "port": {{Port}} }{{more}} """);
        var fault = (await lab.GetAsync($"/api/endpoints/{id}")).Body.GetProperty("fault");
        Assert.Equal("addressInUse", fault.GetProperty("code").GetString());
        Assert.Equal($"Port {Port} is already in use by SocketLab's own pages and API.", fault.GetProperty("message").GetString());
        Assert.Equal("Choose another port.", fault.GetProperty("hint").GetString());
    }

    [Fact]
    public async Task Another_port_of_the_same_address_is_fine()
    {
        using var server = Sockets.Listen();
        var to = $$"""{ "host": "127.0.0.1", "port": {{server.Port()}} }""";
        Assert.Equal(
            200,
            (await lab.PostAsync("/api/send", $$"""{ "protocol": "tcp", "payload": { "data": "x" }, "to": {{to}} }""")).Status
        );
    }

    [Theory]
    [InlineData("http://localhost:5080", "127.0.0.1:5080 [::1]:5080")]
    [InlineData("http://127.0.0.2:81", "127.0.0.2:81")]
    [InlineData("https://[::1]:443", "[::1]:443")]
    [InlineData("http://0.0.0.0:80", "0.0.0.0:80")]
    [InlineData("http://[::]:80", "[::]:80")]
    [InlineData("http://*:80", "[::]:80")]
    [InlineData("http://lab.example:80", "[::]:80")]
    [InlineData("http://unix:/run/lab.sock", "")]
    public void The_addresses_of_the_server_are_read_as_it_binds_them(string address, string sockets) =>
        Assert.Equal(sockets.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IPEndPoint.Parse), ControlAddresses.Parse(address));
}
