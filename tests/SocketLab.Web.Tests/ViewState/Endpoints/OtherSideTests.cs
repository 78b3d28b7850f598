using SocketLab.Core.Definitions;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Tests.ViewState.Endpoints;

/// <summary>What a sender or client shows before anything is sent: how to start what it sends to.</summary>
public sealed class OtherSideTests
{
    [Theory]
    [InlineData(EndpointKind.UdpSender, "127.0.0.1", 9191, "nc -ul 127.0.0.1 9191")]
    [InlineData(EndpointKind.UdpSender, "239.1.2.3", 9191, "socat -u UDP4-RECV:9191,reuseaddr,ip-add-membership=239.1.2.3:0.0.0.0 -")]
    [InlineData(EndpointKind.UdpSender, "unix:/tmp/a b", 0, "socat -u UNIX-RECV:'/tmp/a b' -")]
    [InlineData(EndpointKind.TcpClient, "::1", 80, "nc -l ::1 80")]
    [InlineData(EndpointKind.TcpClient, "some-host.example", 80, "nc -l some-host.example 80")]
    [InlineData(EndpointKind.TcpClient, "unix:/tmp/s", 0, "nc -lU /tmp/s")]
    public void The_first_line_starts_it(EndpointKind kind, string host, int port, string command) =>
        Assert.Equal(command, OtherSide.Commands(Of(kind, host, port))[0]);

    [Theory]
    [InlineData(EndpointKind.UdpSender, "ff02::1", 9191)]
    [InlineData(EndpointKind.UdpSender, "unix:name", 0)]
    [InlineData(EndpointKind.TcpClient, "a;rm -rf", 80)]
    [InlineData(EndpointKind.TcpClient, "-e", 80)]
    public void Where_a_terminal_has_no_such_line_there_is_none(EndpointKind kind, string host, int port) =>
        Assert.Empty(OtherSide.Commands(Of(kind, host, port)));

    [Fact]
    public void Who_sends_to_nobody_yet_and_who_listens_have_none()
    {
        Assert.Empty(OtherSide.Commands(new() { Kind = EndpointKind.UdpSender }));
        Assert.Empty(OtherSide.Commands(Of(EndpointKind.UdpListener, "127.0.0.1", 1)));
    }

    [Fact]
    public void An_encrypted_client_meets_an_encrypted_server()
    {
        var client = Of(EndpointKind.TcpClient, "127.0.0.1", 8443);
        client = client with { Tcp = client.Tcp with { Tls = client.Tcp.Tls with { Enabled = true } } };
        Assert.Equal(["ncat --ssl -l 127.0.0.1 8443"], OtherSide.Commands(client));
    }

    [Theory]
    [InlineData("localhost", "on this machine")]
    [InlineData("::1", "on this machine")]
    [InlineData("192.0.2.1", "on 192.0.2.1")]
    [InlineData("239.1.2.3", "on any machine")]
    public void It_says_on_which_machine(string host, string where) =>
        Assert.Equal(
            $"Nothing was sent yet. If nothing listens there, start it in a terminal {where}",
            OtherSide.Start("Nothing was sent yet.", Of(EndpointKind.UdpSender, host, 1))
        );

    private static EndpointDefinition Of(EndpointKind kind, string host, int port) =>
        new()
        {
            Kind = kind,
            Remote = new() { Host = host, Port = port },
        };
}
