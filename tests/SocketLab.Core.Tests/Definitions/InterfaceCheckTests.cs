using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;

namespace SocketLab.Core.Tests.Definitions;

/// <summary>Interfaces that an address names, as somebody asks for them now.</summary>
public sealed class InterfaceCheckTests
{
    private static readonly EndpointDefinition Listener = new() { Kind = EndpointKind.UdpListener };

    [Theory]
    [InlineData("fe80::1%nope", "no network interface 'nope'")]
    [InlineData("fe80::1%4711", "no network interface '4711'")]
    [InlineData("fe80::1", "say on which interface")]
    [InlineData("ff02::1:77", "say on which interface")]
    [InlineData("ff01::1", "say on which interface")]
    [InlineData("::%lo", "leave %lo out")]
    [InlineData("::1%lo", "leave %lo out")]
    [InlineData("2001:db8::1%lo", "leave %lo out")]
    [InlineData("ff05::1%lo", "leave %lo out")]
    [InlineData("fe80::1%lo", null)]
    [InlineData("fe80::1%1", null)]
    [InlineData("::", null)]
    [InlineData("127.0.0.1", null)]
    public void A_local_address(string address, string? problem) =>
        MustSay(Listener with { Local = new() { Address = address } }, "$.local.address", problem);

    [Theory]
    [InlineData("fe80::1%nope", "no network interface 'nope'")]
    [InlineData("ff02::1%nope", "no network interface 'nope'")]
    [InlineData("2001:db8::1%nope", "leave %nope out")]
    [InlineData("fe80::1", null)]
    [InlineData("fe80::1%lo", null)]
    [InlineData("example.test", null)]
    public void A_remote_address(string host, string? problem) =>
        MustSay(
            new()
            {
                Kind = EndpointKind.UdpSender,
                Remote = new() { Host = host, Port = 9 },
            },
            "$.remote.host",
            problem
        );

    [Theory]
    [InlineData("239.1.1.1%nope", "no network interface 'nope'")]
    [InlineData("ff02::1%nope", "no network interface 'nope'")]
    [InlineData("239.1.1.1%10.99.99.99", "no network interface '10.99.99.99'")]
    [InlineData("239.1.1.1%lo", null)]
    [InlineData("239.1.1.1%127.0.0.1", null)]
    [InlineData("239.1.1.1", null)]
    public void A_group(string group, string? problem) =>
        MustSay(Listener with { Udp = new() { MulticastGroups = ["239.1.1.2", group] } }, "$.udp.multicastGroups[1]", problem);

    [Theory]
    [InlineData("nope", "no network interface 'nope'")]
    [InlineData("1", null)]
    [InlineData("lo", null)]
    public void The_interface_of_all_groups(string name, string? problem) =>
        MustSay(Listener with { Udp = new() { MulticastInterface = name } }, "$.udp.multicastInterface", problem);

    [Fact]
    public void What_has_not_changed_is_not_looked_at()
    {
        var stored = Listener with
        {
            Local = new() { Address = "fe80::1%nope" },
            Remote = new() { Host = "fe80::2%nope", Port = 9 },
            Udp = new() { MulticastGroups = ["239.1.1.1%nope"], MulticastInterface = "nope" },
        };
        Assert.Equal(4, InterfaceCheck.Validate(stored).Count());
        Assert.Empty(InterfaceCheck.Validate(stored with { Name = "renamed" }, stored));
        Assert.DoesNotContain(DefinitionValidator.Validate(stored with { Local = null }, new EndpointLimits()), error =>
            error.Message.Contains("nope", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(EndpointKind.UdpListener, "fe80::1%nope", null)]
    [InlineData(EndpointKind.TcpListener, "fe80::1%nope", null)]
    [InlineData(EndpointKind.TcpClient, null, "fe80::1%nope")]
    [InlineData(EndpointKind.TcpClient, "fe80::2%nope", "fe80::1%lo")]
    public async Task What_is_stored_says_so_when_it_starts(EndpointKind kind, string? local, string? remote)
    {
        await using var lab = new EndpointLab();
        var fault = await StartAsync(lab, kind, local, remote);
        Assert.Equal(FaultCode.AddressNotAvailable, fault.Code);
        Assert.Contains("'nope'", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EndpointKind.UdpListener, "fe80::1", null)]
    [InlineData(EndpointKind.TcpListener, "fe80::1", null)]
    [InlineData(EndpointKind.TcpClient, null, "fe80::1")]
    public async Task A_link_local_address_without_a_link_is_explained(EndpointKind kind, string? local, string? remote)
    {
        await using var lab = new EndpointLab();
        var fault = await StartAsync(lab, kind, local, remote);
        Assert.Equal(FaultCode.AddressNotAvailable, fault.Code);
        Assert.Contains("on which interface", fault.Message, StringComparison.Ordinal);
        Assert.Contains("%eth0", fault.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_datagram_to_an_interface_that_is_not_there_does_not_go()
    {
        await using var lab = new EndpointLab();
        var sender = await lab.StartAsync(new() { Kind = EndpointKind.UdpSender });
        var error = await Assert.ThrowsAsync<NetworkException>(() =>
            sender.SendAsync("x"u8.ToArray(), new() { Host = "fe80::1%nope", Port = 9 }, CancellationToken.None)
        );
        Assert.Equal(FaultCode.AddressNotAvailable, error.Fault.Code);
    }

    [Fact]
    public void A_route_that_throws_away_is_explained()
    {
        var fault = SocketFaults.Of(
            new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.InvalidArgument),
            "192.0.2.1:9"
        );
        Assert.Equal(FaultCode.NetworkUnreachable, fault.Code);
        Assert.Contains("blackhole", fault.Hint, StringComparison.Ordinal);
    }

    private static async Task<Fault> StartAsync(EndpointLab lab, EndpointKind kind, string? local, string? remote)
    {
        var endpoint = await lab.Supervisor.CreateAsync(
            new()
            {
                Kind = kind,
                Local = local is null ? null : new() { Address = local },
                Remote = remote is null ? null : new() { Host = remote, Port = 9 },
            },
            start: true,
            CancellationToken.None
        );
        Assert.NotNull(endpoint.Fault);
        return endpoint.Fault;
    }

    private static void MustSay(EndpointDefinition definition, string path, string? problem)
    {
        var errors = InterfaceCheck.Validate(definition).ToList();
        if (problem is null)
        {
            Assert.Empty(errors);
            return;
        }

        var error = Assert.Single(errors);
        Assert.Equal(path, error.Path);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }
}
