using System.Net;
using SocketLab.Core.Addresses;
using SocketLab.Core.Faults;
using SocketLab.Core.Transport;

namespace SocketLab.Core.Tests.Transport;

public sealed class DestinationPolicyTests
{
    [Theory]
    [InlineData("", "", "10.1.2.3", true)]
    [InlineData("10.0.0.0/8", "", "10.1.2.3", false)]
    [InlineData("10.0.0.0/8", "", "11.1.2.3", true)]
    [InlineData("10.0.0.0/8", "", "::ffff:10.1.2.3", false)]
    [InlineData("::ffff:10.0.0.0/104", "", "10.1.2.3", false)]
    [InlineData("::/0", "", "10.1.2.3", true)]
    [InlineData("::/0", "", "::ffff:10.1.2.3", true)]
    [InlineData("::/0", "", "::1", false)]
    [InlineData("fe80::/10", "", "fe80::1%3", false)]
    [InlineData("", "127.0.0.0/8", "127.0.0.1", true)]
    [InlineData("", "127.0.0.0/8", "::ffff:127.0.0.1", true)]
    [InlineData("", "127.0.0.0/8", "::1", false)]
    [InlineData("", "127.0.0.0/8", "10.1.2.3", false)]
    [InlineData("10.1.0.0/16", "10.0.0.0/8", "10.1.2.3", false)]
    [InlineData("10.0.0.0/8", "10.1.2.3", "10.1.2.3", false)]
    [InlineData("10.1.0.0/16", "10.0.0.0/8", "10.2.2.3", true)]
    [InlineData("", "0.0.0.0/0", "0.0.0.0", false)]
    [InlineData("", "::/0", "::", false)]
    [InlineData("", "::/0", "::%1", false)]
    [InlineData("", "169.254.169.254", "169.254.169.254", false)]
    [InlineData("", "169.254.169.254", "::ffff:169.254.169.254", false)]
    [InlineData("", "", "64:ff9b::a9fe:a9fe", false)]
    [InlineData("", "", "fd00:ec2::254", false)]
    [InlineData("", "", "100.100.100.200", false)]
    [InlineData("", "", "64:ff9b::a01:203", true)]
    [InlineData("10.0.0.0/8", "", "64:ff9b::a01:203", false)]
    [InlineData("10.0.0.0/8", "", "64:ff9b:1::a01:203", false)]
    [InlineData("10.0.0.0/8", "", "64:ff9b:1:a01:2:300::", false)]
    [InlineData("10.0.0.0/8", "", "64:ff9b:1:a:1:203::", false)]
    [InlineData("10.0.0.0/8", "", "64:ff9b:1:0:a:102:300:0", false)]
    [InlineData("10.0.0.0/8", "", "2002:a01:203::1", false)]
    [InlineData("10.0.0.0/8", "", "2002:b01:203::1", true)]
    [InlineData("10.0.0.0/8", "", "2001:0:a01:203::", false)]
    [InlineData("10.0.0.0/8", "", "2001:0:4136:e378:8000:63bf:f5fe:fdfc", false)]
    [InlineData("10.0.0.0/8", "", "::10.1.2.3", false)]
    [InlineData("10.0.0.0/8", "", "2001:db8::200:5efe:a01:203", false)]
    [InlineData("10.0.0.0/8", "", "2001:db8::a01:203", true)]
    [InlineData("10.0.0.0/8", "", "fe80::5efe:a01:203%3", false)]
    [InlineData("", "10.0.0.0/8", "64:ff9b::a01:203", false)]
    [InlineData("", "", "64:ff9b:1::a9fe:a9fe", false)]
    [InlineData("", "", "2002:a9fe:a9fe::", false)]
    [InlineData("", "", "::169.254.169.254", false)]
    [InlineData("", "", "fe80::a9fe:a9fe%2", false)]
    [InlineData("", "", "fd20:ce::254", false)]
    [InlineData("", "", "fd00:ec2::23", false)]
    [InlineData("", "", "169.254.170.2", false)]
    [InlineData("", "", "::ffff:169.254.170.23", false)]
    [InlineData("", "", "169.254.170.3", true)]
    [InlineData("0.0.0.0/0", "", "::1", true)]
    public void Deny_wins_and_an_allow_list_permits_only_what_it_contains(string deny, string allow, string address, bool permitted)
    {
        var refusal = new DestinationPolicy(Networks(deny), Networks(allow)).Refusal(IPAddress.Parse(address));
        Assert.Equal(permitted ? null : FaultCode.DestinationDenied, refusal?.Code);
    }

    [Theory]
    [InlineData("127.0.0.1:5080", "127.0.0.1:5080", false)]
    [InlineData("127.0.0.1:5080", "[::ffff:127.0.0.1]:5080", false)]
    [InlineData("127.0.0.1:5080", "127.0.0.1:5081", true)]
    [InlineData("127.0.0.1:5080", "127.0.0.2:5080", true)]
    [InlineData("0.0.0.0:5080", "127.0.0.2:5080", false)]
    [InlineData("[::]:5080", "[::1]:5080", false)]
    [InlineData("[::]:5080", "192.0.2.1:5080", true)]
    [InlineData("", "127.0.0.1:5080", true)]
    public void No_TCP_connection_goes_to_SocketLab_itself(string control, string to, bool permitted)
    {
        IPEndPoint[] own = [.. control.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IPEndPoint.Parse)];
        var policy = new DestinationPolicy([], []) { ControlAddresses = () => own };
        var error = Record.Exception(() => policy.PermittedForTcp([IPEndPoint.Parse(to)]));
        Assert.Equal(permitted ? null : FaultCode.DestinationDenied, (error as NetworkException)?.Fault.Code);
    }

    [Fact]
    public void Where_one_address_is_SocketLab_itself_another_one_is_used()
    {
        var (own, other) = (new IPEndPoint(IPAddress.Loopback, 5080), new IPEndPoint(IPAddress.IPv6Loopback, 5080));
        var policy = new DestinationPolicy([], []) { ControlAddresses = () => [own] };
        Assert.Equal([other], policy.PermittedForTcp([own, other]));
    }

    [Theory]
    [InlineData("10.0.0.0/8", "10.0.0.0/8")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    [InlineData("10.1.2.3", "10.1.2.3/32")]
    [InlineData("FD00::/8", "fd00::/8")]
    [InlineData("::1", "::1/128")]
    [InlineData("::ffff:0:0/96", "0.0.0.0/0")]
    public void Networks_are_read_as_people_write_them(string text, string network)
    {
        Assert.True(AddressRange.TryParse(text, out var read));
        Assert.Equal(network, read.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("/8")]
    [InlineData("10/8")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/8/8")]
    [InlineData("10.1.0.0/8")]
    [InlineData("010.0.0.0/8")]
    [InlineData("::/129")]
    [InlineData("[::1]/128")]
    [InlineData("fe80::%1/10")]
    [InlineData("localhost")]
    public void Anything_else_is_no_network(string text) => Assert.False(AddressRange.TryParse(text, out _));

    private static IEnumerable<IPNetwork> Networks(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(one =>
            {
                Assert.True(AddressRange.TryParse(one, out var network));
                return network;
            });
}
