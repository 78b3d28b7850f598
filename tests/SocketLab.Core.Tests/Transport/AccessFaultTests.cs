using System.Net;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Transport;

namespace SocketLab.Core.Tests.Transport;

/// <summary>One error of the system, and the reasons that there are for it: with real routes, in a network of the test's own.</summary>
public sealed class AccessFaultTests
{
    private static readonly string[] Setup =
    [
        "link set lo up",
        "addr add 10.77.1.1/25 dev lo",
        "addr add fd77::1/64 dev lo nodad",
        "route add prohibit 10.88.0.0/16",
        "-6 route add prohibit fd88::/64",
    ];

    private static readonly string[] Prohibited = ["prohibits", "ip route get"];
    private static readonly string[] BroadcastOff = ["is a broadcast address", "\"broadcast\": true"];

    /// <summary>10.77.1.127 is what the mask says, and 10.77.1.255 is another network's.</summary>
    public static TheoryData<OneShotProtocol, bool, string, string[]> Refusals =>
        new()
        {
            { OneShotProtocol.Tcp, false, "10.88.0.1", Prohibited },
            { OneShotProtocol.Tcp, false, "fd88::1", Prohibited },
            { OneShotProtocol.Udp, false, "10.88.0.1", Prohibited },
            { OneShotProtocol.Udp, true, "10.88.0.255", Prohibited },
            { OneShotProtocol.Udp, false, "fd88::1", Prohibited },
            { OneShotProtocol.Udp, false, "10.77.1.127", BroadcastOff },
            { OneShotProtocol.Udp, false, "127.255.255.255", BroadcastOff },
        };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Each_reason_has_its_own_hint(OneShotProtocol protocol, bool broadcast, string host, string[] words)
    {
        var fault = await NetworkNamespace.RunAsync(Setup, () => Refuse(protocol, broadcast, host));
        Assert.Equal(FaultCode.AccessDenied, fault?.Code);
        Assert.Contains(words[0], fault!.Message, StringComparison.Ordinal);
        Assert.Contains(words[1], fault.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.77.1.127")]
    [InlineData("127.255.255.255")]
    public async Task Broadcast_goes_where_it_is_switched_on(string host) =>
        Assert.Null(await NetworkNamespace.RunAsync(Setup, () => Refuse(OneShotProtocol.Udp, broadcast: true, host)));

    [Fact]
    public void What_no_route_refuses_is_a_firewalls()
    {
        var fault = AccessFault.Of(new IPEndPoint(IPAddress.Loopback, 9), broadcast: false);
        Assert.Equal(FaultCode.AccessDenied, fault.Code);
        Assert.Contains("firewall", fault.Hint, StringComparison.Ordinal);
        Assert.DoesNotContain("roadcast", fault.Hint, StringComparison.Ordinal);
    }

    /// <summary>Runs on the thread that it is called on until its socket is made.</summary>
    private static Fault? Refuse(OneShotProtocol protocol, bool broadcast, string host)
    {
        var send = new OneShotSend(protocol, new() { Host = host, Port = 9 }, "x"u8.ToArray(), TimeSpan.Zero) { Broadcast = broadcast };
        try
        {
            OneShotSender.SendAsync(send, DestinationPolicy.Default, TimeProvider.System, CancellationToken.None).GetAwaiter().GetResult();
            return null;
        }
        catch (NetworkException error)
        {
            return error.Fault;
        }
    }
}
