using System.Net;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Transport;

namespace SocketLab.Core.Tests.Transport;

public sealed class HostResolverTests
{
    private static readonly IPEndPoint Four = new(IPAddress.Loopback, 80);
    private static readonly IPEndPoint Six = new(IPAddress.IPv6Loopback, 80);

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("::1", "::1")]
    [InlineData("::ffff:127.0.0.1", "127.0.0.1")]
    [InlineData("127.1", "127.0.0.1")]
    [InlineData("2130706433", "127.0.0.1")]
    [InlineData("0x7f.0.0.1", "127.0.0.1")]
    public async Task Literal_needs_no_look_up(string host, string address) =>
        Assert.Equal([new IPEndPoint(IPAddress.Parse(address), 80)], await ResolveAsync(host));

    [Fact]
    public async Task Name_gives_its_addresses_IPv4_first()
    {
        var addresses = await ResolveAsync("localhost");
        Assert.NotEmpty(addresses);
        Assert.All(addresses, address => Assert.True(IPAddress.IsLoopback(address.Address)));
        Assert.Equal(addresses.OrderBy(a => a.AddressFamily), addresses);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("::ffff:0.0.0.0")]
    [InlineData("0")]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("0xa9fea9fe")]
    public async Task Address_that_is_never_sent_to_is_denied_however_it_is_spelled(string host)
    {
        var error = await Assert.ThrowsAsync<NetworkException>(() => ResolveAsync(host));
        Assert.Equal(FaultCode.DestinationDenied, error.Fault.Code);
    }

    [Fact]
    public async Task Name_without_an_address_is_not_found()
    {
        var error = await Assert.ThrowsAsync<NetworkException>(() => ResolveAsync("no-such-host.invalid"));
        Assert.Equal(FaultCode.HostNotFound, error.Fault.Code);
        Assert.Contains("no-such-host.invalid", error.Fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_in_its_own_letters_is_shown_as_typed_and_as_it_was_looked_up()
    {
        var error = await Assert.ThrowsAsync<NetworkException>(() => ResolveAsync("München.invalid"));
        Assert.Equal("The name München.invalid (xn--mnchen-3ya.invalid) has no address.", error.Fault.Message);
    }

    [Theory]
    [InlineData(IpFamily.Any, "127.0.0.1", "::1")]
    [InlineData(IpFamily.Ipv4, "127.0.0.1")]
    [InlineData(IpFamily.Ipv6, "::1")]
    public void Of_a_name_with_both_families_the_wanted_one_is_used(IpFamily family, params string[] expected)
    {
        IPAddress[] both = [IPAddress.IPv6Loopback, IPAddress.Loopback.MapToIPv6()];
        var chosen = HostResolver.Select(
            both,
            new()
            {
                Host = "both",
                Port = 80,
                Family = family,
            },
            DestinationPolicy.Default
        );
        Assert.Equal(expected.Select(address => new IPEndPoint(IPAddress.Parse(address), 80)), chosen);
    }

    [Fact]
    public void A_name_without_the_wanted_family_is_not_found()
    {
        var error = Assert.Throws<NetworkException>(() =>
            HostResolver.Select(
                [IPAddress.Loopback],
                new()
                {
                    Host = "four",
                    Port = 80,
                    Family = IpFamily.Ipv6,
                },
                DestinationPolicy.Default
            )
        );
        Assert.Equal((FaultCode.HostNotFound, "The name four has no IPv6 address."), (error.Fault.Code, error.Fault.Message));
    }

    [Fact]
    public async Task Look_up_can_be_given_up() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            HostResolver.ResolveAllAsync(
                new() { Host = "localhost", Port = 1 },
                DestinationPolicy.Default,
                TimeProvider.System,
                new CancellationToken(canceled: true)
            )
        );

    [Theory]
    [InlineData("127.0.0.1", 0)]
    [InlineData("0.0.0.0", 0)]
    [InlineData("::1", 1)]
    [InlineData("fe80::1", 1)]
    [InlineData("::", 0)]
    public void Choice_falls_on_an_address_that_the_socket_can_reach(string bound, int chosen) =>
        Assert.Equal(((IPEndPoint[])[Four, Six])[chosen], HostResolver.Choose([Four, Six], new(IPAddress.Parse(bound), 1)));

    [Fact]
    public void Without_a_fitting_address_the_first_is_taken_for_the_error_to_name() => Assert.Equal(Six, HostResolver.Choose([Six], Four));

    [Fact]
    public async Task Of_a_name_only_the_addresses_that_may_be_sent_to_are_used()
    {
        var policy = new DestinationPolicy([new IPNetwork(IPAddress.IPv6Loopback, 128)], []);
        Assert.Equal([Four], await ResolveAsync("localhost", policy));
        var nowhere = new DestinationPolicy([new IPNetwork(IPAddress.IPv6Any, 0), new IPNetwork(IPAddress.Any, 0)], []);
        var error = await Assert.ThrowsAsync<NetworkException>(() => ResolveAsync("localhost", nowhere));
        Assert.Equal(FaultCode.DestinationDenied, error.Fault.Code);
    }

    private static Task<IReadOnlyList<IPEndPoint>> ResolveAsync(string host, DestinationPolicy? policy = null) =>
        HostResolver.ResolveAllAsync(
            new RemoteAddress { Host = host, Port = 80 },
            policy ?? DestinationPolicy.Default,
            TimeProvider.System,
            CancellationToken.None
        );
}
