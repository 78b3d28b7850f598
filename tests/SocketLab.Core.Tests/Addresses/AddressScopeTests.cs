using System.Net;
using SocketLab.Core.Addresses;

namespace SocketLab.Core.Tests.Addresses;

public sealed class AddressScopeTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.255")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("10.255.0.1")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("::ffff:192.168.1.1")]
    [InlineData("169.254.1.1")]
    [InlineData("fe80::1%1")]
    [InlineData("fd12::1")]
    [InlineData("239.1.2.3")]
    [InlineData("255.255.255.255")]
    [InlineData("224.0.0.251")]
    [InlineData("ff01::1")]
    [InlineData("ff02::1%1")]
    [InlineData("ff12::77")]
    [InlineData("ff05::2")]
    [InlineData("ff35::77:1")]
    [InlineData("ff08::1")]
    public void Near(string address) => Assert.False(AddressScope.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("11.0.0.1")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("192.169.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("224.0.1.1")]
    [InlineData("232.1.1.1")]
    [InlineData("ff0e::1")]
    [InlineData("ff3e::77:1")]
    [InlineData("ff00::1")]
    [InlineData("2001:db8::1")]
    [InlineData("fe00::1")]
    [InlineData("::2")]
    public void Public(string address) => Assert.True(AddressScope.IsPublic(IPAddress.Parse(address)));
}
