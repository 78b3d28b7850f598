using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Tests.ViewState.Endpoints;

/// <summary>Addresses of Unix sockets in the form.</summary>
public sealed class EndpointFormUnixTests
{
    [Fact]
    public void A_Unix_socket_has_no_port_no_family_and_no_groups_and_an_address_has_them_again()
    {
        var form = new EndpointForm(
            new EndpointDefinition
            {
                Kind = EndpointKind.UdpSender,
                Remote = new()
                {
                    Host = "localhost",
                    Port = 7,
                    Family = IpFamily.Ipv6,
                },
                Udp = new() { MulticastGroups = ["239.1.2.3"] },
            }.WithDefaults()
        );
        form.RemoteHost = " unix:lab.sock";
        form.LocalPort = 5;
        Assert.True(form.IsUnix && form.IsRemoteUnix);
        Assert.True(form.Finish());
        var definition = form.ToDefinition();
        Assert.Equal((new RemoteAddress { Host = "unix:lab.sock" }, null), (definition.Remote, definition.Local));
        Assert.Empty(definition.Udp.MulticastGroups);
        form.RemoteHost = "localhost";
        Assert.Equal(
            (
                new RemoteAddress
                {
                    Host = "localhost",
                    Port = 7,
                    Family = IpFamily.Ipv6,
                },
                5
            ),
            (form.ToDefinition().Remote, form.ToDefinition().Local!.Port)
        );
        Assert.Single(form.ToDefinition().Udp.MulticastGroups);
    }

    [Fact]
    public void An_IP_source_does_not_reach_a_Unix_socket()
    {
        var form = new EndpointForm(new EndpointDefinition { Kind = EndpointKind.TcpClient })
        {
            RemoteHost = "unix:lab.sock",
            LocalAddress = "127.0.0.1",
        };
        Assert.False(form.Finish());
        Assert.Contains("does not reach Unix sockets", form.ErrorAt("$.remote.host"), StringComparison.Ordinal);
        form.LocalAddress = "unix:mine.sock";
        Assert.True(form.Finish());
    }
}
