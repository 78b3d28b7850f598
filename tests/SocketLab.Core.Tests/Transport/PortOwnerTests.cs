using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Transport.Linux;

namespace SocketLab.Core.Tests.Transport;

public sealed class PortOwnerTests
{
    [Fact]
    public async Task Another_endpoint_of_ours_is_named_as_such()
    {
        await using var lab = new EndpointLab();
        var udp = await lab.UdpListenerAsync();
        var tcp = await lab.TcpListenerAsync();
        Assert.Equal("another endpoint here", PortOwner.Find(udp: true, udp.Bound!));
        Assert.Equal("another endpoint here", PortOwner.Find(udp: false, tcp.Bound!));
    }

    [Fact]
    public void A_free_port_has_no_owner()
    {
        using var probe = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)probe.Client.LocalEndPoint!).Port;
        probe.Dispose();
        Assert.Null(PortOwner.Find(udp: true, new(IPAddress.Loopback, port)));
        Assert.Null(PortOwner.Find(udp: true, new(IPAddress.Loopback, 0)));
    }
}
