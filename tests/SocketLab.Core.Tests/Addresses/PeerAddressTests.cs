using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Addresses;

namespace SocketLab.Core.Tests.Addresses;

public sealed class PeerAddressTests
{
    [Theory]
    [InlineData("127.0.0.1", 1, "127.0.0.1:1")]
    [InlineData("255.255.255.255", 65_535, "255.255.255.255:65535")]
    [InlineData("0.0.0.0", 0, "0.0.0.0:0")]
    [InlineData("::1", 9191, "[::1]:9191")]
    [InlineData("2001:db8::ff00:42:8329", 80, "[2001:db8::ff00:42:8329]:80")]
    [InlineData("fe80::1%2", 80, "[fe80::1%2]:80")]
    [InlineData("::ffff:10.1.2.3", 80, "10.1.2.3:80")]
    public void Address_comes_back_as_it_went_in(string address, int port, string text)
    {
        var endPoint = new IPEndPoint(IPAddress.Parse(address), port);
        var peer = PeerAddress.From(endPoint);
        Assert.Equal(text, peer.ToString());
        Assert.Equal(peer, PeerAddress.From(peer.ToIPEndPoint()));
        Assert.Equal(peer, PeerAddress.FromSockaddr(endPoint.Serialize().Buffer.Span));
        Assert.False(peer.IsNone);
    }

    [Fact]
    public void Mapped_and_plain_IPv4_are_the_same_peer()
    {
        var plain = PeerAddress.From(new IPEndPoint(IPAddress.Loopback, 5));
        var mapped = PeerAddress.From(new IPEndPoint(IPAddress.Loopback.MapToIPv6(), 5));
        Assert.Equal(plain, mapped);
        Assert.Equal(plain.GetHashCode(), mapped.GetHashCode());
        Assert.Equal(IPAddress.Loopback.MapToIPv6(), plain.ToIPEndPoint(AddressFamily.InterNetworkV6).Address);
        Assert.Equal(IPAddress.Loopback, plain.ToIPEndPoint(AddressFamily.InterNetwork).Address);
    }

    [Fact]
    public void Port_scope_and_family_tell_peers_apart()
    {
        PeerAddress[] peers =
        [
            PeerAddress.None,
            PeerAddress.From(new(IPAddress.Any, 0)),
            PeerAddress.From(new(IPAddress.IPv6Any, 0)),
            PeerAddress.From(new(IPAddress.IPv6Any, 1)),
            PeerAddress.From(new(IPAddress.Parse("fe80::1%2"), 1)),
            PeerAddress.From(new(IPAddress.Parse("fe80::1%3"), 1)),
        ];
        Assert.Equal(peers.Length, peers.Distinct().Count());
    }

    [Fact]
    public void No_peer_is_empty_text()
    {
        Assert.True(PeerAddress.None.IsNone);
        Assert.Equal("", PeerAddress.None.ToString());
        Assert.Equal(PeerAddress.None, PeerAddress.FromSockaddr(new byte[32]));
    }
}
