using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Transport.Udp;

namespace SocketLab.Core.Tests.Transport.Udp;

public sealed class ReceiveQueueGaugeTests
{
    [Fact]
    public void The_system_is_asked_ten_times_a_second_at_most()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems do not tell.");
        var time = new FakeTimeProvider();
        using var socket = Sockets.Udp();
        using var peer = Sockets.Udp();
        var gauge = new ReceiveQueueGauge(socket, time);
        Assert.Equal(0, gauge.Bytes);

        peer.SendTo(new byte[1000], socket.LocalEndPoint!);
        time.Advance(TimeSpan.FromMilliseconds(99));
        Assert.Equal(0, gauge.Bytes);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.InRange(gauge.Bytes!.Value, 1000, 10_000);
    }

    [Fact]
    public void A_socket_that_is_closed_has_no_queue()
    {
        var socket = Sockets.Udp();
        var gauge = new ReceiveQueueGauge(socket, TimeProvider.System);
        socket.Dispose();
        Assert.Null(gauge.Bytes);
    }
}
