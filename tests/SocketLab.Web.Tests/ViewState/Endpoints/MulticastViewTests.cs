using SocketLab.Core.Definitions;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Tests.ViewState.Endpoints;

public sealed class MulticastViewTests
{
    [Fact]
    public void Groups_say_who_is_heard_and_where()
    {
        var view = MulticastView.Of(
            new()
            {
                Kind = EndpointKind.UdpListener,
                Udp = new()
                {
                    MulticastGroups = ["239.1.2.3", "232.1.1.1%eth0@10.0.0.5"],
                    MulticastInterface = "lo",
                    MulticastTtl = 0,
                },
            }
        );
        Assert.Equal(
            [
                new("239.1.2.3", "239.1.2.3", "on lo"),
                new MulticastRow("232.1.1.1%eth0@10.0.0.5", "232.1.1.1", "from 10.0.0.5 only, on eth0"),
            ],
            view.Rows
        );
        Assert.Equal("Datagrams to groups: this machine only (TTL 0), heard on this machine too.", view.Sending);
        Assert.True(view.CanJoin);
    }

    [Fact]
    public void Streams_and_Unix_sockets_have_no_groups()
    {
        Assert.Same(MulticastView.None, MulticastView.Of(new() { Kind = EndpointKind.TcpListener }));
        Assert.Same(
            MulticastView.None,
            MulticastView.Of(
                new()
                {
                    Kind = EndpointKind.UdpListener,
                    Local = new() { Address = "unix:lab.sock" },
                }
            )
        );
    }
}
