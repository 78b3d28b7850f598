using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;

namespace SocketLab.Core.Tests.Addresses;

public sealed class MulticastGroupTests
{
    private static readonly EndpointLimits Limits = new();

    [Theory]
    [InlineData("239.1.2.3", "239.1.2.3", null, null)]
    [InlineData("224.0.0.1%eth0", "224.0.0.1", "eth0", null)]
    [InlineData("232.1.1.1@10.0.0.5", "232.1.1.1", null, "10.0.0.5")]
    [InlineData("232.1.1.1%127.0.0.1@10.0.0.5", "232.1.1.1", "127.0.0.1", "10.0.0.5")]
    [InlineData("ff02::1:3%eth0", "ff02::1:3", "eth0", null)]
    [InlineData("FF3E:0::1234%2@2001:DB8::1", "ff3e::1234", "2", "2001:db8::1")]
    public void Reads_group_interface_and_source(string text, string address, string? on, string? source)
    {
        Assert.True(MulticastGroup.TryParse(text, out var group, out _));
        Assert.Equal((address, on, source), (group.Address.ToString(), group.Interface, group.Source?.ToString()));
        Assert.True(MulticastGroup.TryParse(group.ToString(), out var again, out _));
        Assert.Equal(group, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0.1")]
    [InlineData("223.255.255.255")]
    [InlineData("240.0.0.0")]
    [InlineData("fe80::1")]
    [InlineData("all-hosts")]
    [InlineData("239.1")]
    [InlineData("239.1.2.3%")]
    [InlineData("239.1.2.3@")]
    [InlineData("239.1.2.3@host")]
    [InlineData("239.1.2.3@239.1.2.4")]
    [InlineData("232.1.1.1@::1")]
    [InlineData("ff3e::1@10.0.0.1")]
    [InlineData("232.1.1.1@10.0.0.5%eth0")]
    public void Refuses_what_is_none_and_says_why(string text)
    {
        Assert.False(MulticastGroup.TryParse(text, out _, out var error));
        Assert.NotEmpty(error);
    }

    [Theory]
    [InlineData("0.0.0.0", "239.1.2.3", true)]
    [InlineData("::", "239.1.2.3", true)]
    [InlineData("::", "ff02::1", true)]
    [InlineData("239.1.2.3", "239.1.2.3", true)]
    [InlineData("0.0.0.0", "ff02::1", false)]
    [InlineData("::1", "239.1.2.3", false)]
    [InlineData("127.0.0.1", "239.1.2.3", false)]
    [InlineData("239.1.2.4", "239.1.2.3", false)]
    [InlineData(null, "239.1.2.3", false)]
    public void A_listener_must_be_bound_where_groups_are_heard(string? local, string group, bool valid)
    {
        var definition = new EndpointDefinition
        {
            Kind = EndpointKind.UdpListener,
            Local = local is null ? null : new() { Address = local },
            Udp = new() { MulticastGroups = [group] },
        };
        Assert.Equal(
            valid ? [] : ["$.udp.multicastGroups[0]"],
            DefinitionValidator.Validate(definition, Limits).Select(error => error.Path)
        );
    }

    [Fact]
    public void A_sender_without_an_address_hears_both_families() =>
        Assert.Empty(
            DefinitionValidator.Validate(
                new()
                {
                    Kind = EndpointKind.UdpSender,
                    Udp = new() { MulticastGroups = ["239.1.2.3", "ff02::1"] },
                },
                Limits
            )
        );

    [Fact]
    public void A_group_is_named_once_and_by_udp_alone()
    {
        var twice = new EndpointDefinition
        {
            Kind = EndpointKind.UdpSender,
            Udp = new() { MulticastGroups = ["ff02::1", "FF02:0::1"] },
        };
        Assert.Equal("$.udp.multicastGroups[1]", Assert.Single(DefinitionValidator.Validate(twice, Limits)).Path);
        var tcp = new EndpointDefinition
        {
            Kind = EndpointKind.TcpListener,
            Udp = new() { MulticastGroups = ["ff02::1"] },
        };
        Assert.Equal("$.udp.multicastGroups", Assert.Single(DefinitionValidator.Validate(tcp, Limits)).Path);
    }
}
