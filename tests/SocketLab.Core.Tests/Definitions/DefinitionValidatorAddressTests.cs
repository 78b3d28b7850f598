using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using static SocketLab.Core.Tests.Definitions.Validating;

namespace SocketLab.Core.Tests.Definitions;

/// <summary>Where a definition may listen and what it may connect to.</summary>
public sealed class DefinitionValidatorAddressTests
{
    private static readonly string LongHost = string.Join('.', Enumerable.Repeat("abcdefghi", 26));

    private static readonly string LongPath = "unix:" + new string('n', 108);

    [Theory]
    [InlineData("")]
    [InlineData("localhost")]
    [InlineData("256.1.1.1")]
    [InlineData("[::1]:80")]
    [InlineData("127.1")]
    [InlineData("0x7f.1")]
    [InlineData("1")]
    [InlineData("010.0.0.1")]
    [InlineData("unix:")]
    [InlineData("unix:folder/")]
    [InlineData("unix:../lab.sock")]
    [InlineData("unix:/tmp/./lab.sock")]
    [InlineData("unix:a\0b")]
    public void Local_address_is_an_ip_address_or_a_Unix_socket(string address) => MustName("$.local.address", At(address));

    [Fact]
    public void Path_of_a_Unix_socket_has_107_bytes_at_most()
    {
        MustName("$.local.address", At(LongPath));
        MustAccept(At(LongPath[..^1]));
    }

    [Theory]
    [InlineData("127.0.0.1", -1)]
    [InlineData("127.0.0.1", 65_536)]
    [InlineData("unix:lab.sock", 1)]
    public void Local_port_is_a_port_and_Unix_sockets_have_none(string address, int port) => MustName("$.local.port", At(address, port));

    [Theory]
    [InlineData("::", 65_535)]
    [InlineData("fe80::1%1", 0)]
    [InlineData("FE80::0001%1", 0)]
    public void Listener_may_be_at(string address, int port) => MustAccept(At(address, port));

    [Fact]
    public void Client_needs_a_destination() => MustName("$.remote", Client with { Remote = null });

    [Theory]
    [InlineData("")]
    [InlineData("no blanks")]
    [InlineData("a/b")]
    [InlineData("http://a")]
    [InlineData("host:80")]
    [InlineData("[::1]:80")]
    [InlineData("127.1")]
    [InlineData("0x7F000001")]
    [InlineData("2130706433")]
    [InlineData("010.0.0.1")]
    public void Host_is_a_name_or_an_address(string host) => MustName("$.remote.host", To(host));

    [Fact]
    public void Host_has_255_characters_at_most() => MustName("$.remote.host", To(LongHost));

    [Fact]
    public void Host_may_be_no_folder() => MustName("$.remote.host", To("unix:..", 0));

    [Fact]
    public void Both_ends_are_Unix_sockets_or_neither()
    {
        MustName("$.remote.host", To("unix:lab.sock", 0) with { Local = new() });
        MustName("$.remote.host", Client with { Local = new() { Address = "unix:lab.sock" } });
    }

    [Theory]
    [InlineData("a", 0)]
    [InlineData("a", 65_536)]
    [InlineData("unix:lab.sock", 1)]
    public void Remote_port_is_a_port_and_Unix_sockets_have_none(string host, int port) => MustName("$.remote.port", To(host, port));

    [Theory]
    [InlineData("127.0.0.1", 1, IpFamily.Ipv6)]
    [InlineData("::1", 1, IpFamily.Ipv4)]
    [InlineData("::ffff:127.0.0.1", 1, IpFamily.Ipv6)]
    [InlineData("unix:lab.sock", 0, IpFamily.Ipv4)]
    public void Family_fits_the_address(string host, int port, IpFamily family) => MustName("$.remote.family", To(host, port, family));

    [Theory]
    [InlineData("127.0.0.1", 9191, IpFamily.Any)]
    [InlineData("example.test", 65_535, IpFamily.Any)]
    [InlineData("::1", 1, IpFamily.Any)]
    [InlineData("::1", 1, IpFamily.Ipv6)]
    [InlineData("name", 1, IpFamily.Ipv4)]
    [InlineData("0:0:0:0:0:FFFF:127.0.0.1", 1, IpFamily.Any)]
    [InlineData("my_host-1", 1, IpFamily.Any)]
    [InlineData("unix:lab.sock", 0, IpFamily.Any)]
    public void Client_may_connect_to(string host, int port, IpFamily family) => MustAccept(To(host, port, family));

    [Fact]
    public void Client_of_a_Unix_socket_may_have_a_name() =>
        MustAccept(To("unix:/run/lab.sock", 0) with { Local = new() { Address = "unix:client.sock" } });

    [Fact]
    public void An_old_spelling_is_told_with_what_it_stands_for() =>
        Assert.Contains("8.0.0.1", Assert.Single(DefinitionValidator.Validate(At("010.0.0.1"), Limits)).Message, StringComparison.Ordinal);
}
