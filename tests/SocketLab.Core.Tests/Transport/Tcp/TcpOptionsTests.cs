using System.Net.Sockets;
using System.Reflection;
using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Core.Tests.Transport.Tcp;

/// <summary>Options of a connection, changed while it is open.</summary>
public sealed class TcpOptionsTests
{
    private const SocketOptionLevel Tcp = SocketOptionLevel.Tcp;

    [Fact]
    public async Task A_connection_begins_with_its_endpoints_options_and_takes_others()
    {
        await using var lab = new EndpointLab();
        var pair = await TcpPair.OpenAsync(
            await lab.TcpListenerAsync(
                new()
                {
                    NoDelay = false,
                    KeepAliveSeconds = 100,
                    SendTimeoutSeconds = 7,
                    LingerSeconds = 9,
                }
            )
        );
        using var peer = pair.Peer;
        var field = typeof(TcpConnection).GetField("_socket", BindingFlags.NonPublic | BindingFlags.Instance)!;
        var socket = ((ConnectionSocket)field.GetValue(pair.Connection)!).Descriptor;
        Assert.Equal(
            new ConnectionOptions
            {
                NoDelay = false,
                KeepAliveSeconds = 100,
                SendTimeoutSeconds = 7,
                LingerSeconds = 9,
            },
            pair.Connection.Options
        );
        Assert.Equal(
            (false, true, 100),
            (socket.NoDelay, IsKeptAlive(socket), socket.GetSocketOption(Tcp, SocketOptionName.TcpKeepAliveTime))
        );

        pair.Connection.Change(new ConnectionOptions { NoDelay = true, KeepAliveSeconds = 5 });
        Assert.Equal(
            (true, true, 5),
            (socket.NoDelay, IsKeptAlive(socket), socket.GetSocketOption(Tcp, SocketOptionName.TcpKeepAliveTime))
        );
        pair.Connection.Change(pair.Connection.Options with { KeepAliveSeconds = 0 });
        Assert.False(IsKeptAlive(socket));
        Assert.Equal(new ConnectionOptions { KeepAliveSeconds = 0 }, pair.Connection.Options);
    }

    [Fact]
    public async Task One_out_of_range_changes_nothing()
    {
        await using var lab = new EndpointLab();
        var pair = await TcpPair.OpenAsync(await lab.TcpListenerAsync());
        using var peer = pair.Peer;
        var error = Assert.Throws<InvalidDefinitionException>(() =>
            pair.Connection.Change(
                new ConnectionOptions
                {
                    NoDelay = false,
                    KeepAliveSeconds = -1,
                    LingerSeconds = 301,
                    SendTimeoutSeconds = 86_401,
                }
            )
        );
        Assert.Equal(["$.sendTimeoutSeconds", "$.keepAliveSeconds", "$.lingerSeconds"], error.Errors.Select(e => e.Path));
        Assert.Equal(new ConnectionOptions(), pair.Connection.Options);
    }

    [Fact]
    public async Task A_closed_connection_has_none_to_change()
    {
        await using var lab = new EndpointLab();
        var pair = await TcpPair.OpenAsync(await lab.TcpListenerAsync());
        using var peer = pair.Peer;
        await pair.Connection.Reset();
        Assert.Throws<ConnectionClosedException>(() => pair.Connection.Change(new ConnectionOptions()));
    }

    [Fact]
    public async Task A_new_send_time_out_is_for_sends_that_begin_later()
    {
        var clock = new FakeTimeProvider();
        await using var lab = new EndpointLab(clock);
        var pair = await TcpPair.OpenAsync(await lab.TcpListenerAsync(new() { SendTimeoutSeconds = 0 }));
        using var peer = pair.Peer;
        pair.Connection.Change(pair.Connection.Options with { SendTimeoutSeconds = 2 });
        var sending = pair.Connection.SendAsync(new byte[64 << 20], CancellationToken.None);
        await Eventually.HoldsAsync(clock, () => sending.IsCompleted);
        Assert.Equal(FaultCode.TimedOut, (await Assert.ThrowsAsync<NetworkException>(() => sending)).Fault.Code);
    }

    private static bool IsKeptAlive(Socket socket) =>
        (int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive)! != 0;
}
