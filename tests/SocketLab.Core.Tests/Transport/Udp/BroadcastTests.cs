using System.Net;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;

namespace SocketLab.Core.Tests.Transport.Udp;

/// <summary>Broadcast addresses need an option, as the system asks for it.</summary>
public sealed class BroadcastTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task Broadcast_needs_its_option()
    {
        using var receiver = Sockets.Udp(IPAddress.Any);
        var to = new RemoteAddress { Host = "127.255.255.255", Port = ((IPEndPoint)receiver.LocalEndPoint!).Port };
        var careful = await _lab.StartAsync(new() { Kind = EndpointKind.UdpSender });
        var error = await Assert.ThrowsAsync<NetworkException>(() => careful.SendAsync("x"u8.ToArray(), to, CancellationToken.None));
        Assert.Equal(FaultCode.AccessDenied, error.Fault.Code);
        Assert.Contains("Switch broadcast on", error.Fault.Hint, StringComparison.Ordinal);
        var sender = await _lab.StartAsync(
            new()
            {
                Kind = EndpointKind.UdpSender,
                Udp = new() { Broadcast = true },
            }
        );
        await sender.SendAsync("to all"u8.ToArray(), to, CancellationToken.None);
        Assert.Equal("to all"u8.ToArray(), (await receiver.ReceiveDatagramAsync()).Payload);
    }
}
