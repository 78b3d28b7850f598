using System.Net.Sockets;
using SocketLab.Core.Transport.Linux;

namespace SocketLab.Core.Tests.Transport.Linux;

public sealed class ErrnoTests
{
    [Theory]
    [InlineData(1, SocketError.AccessDenied)]
    [InlineData(13, SocketError.AccessDenied)]
    [InlineData(23, SocketError.TooManyOpenSockets)]
    [InlineData(24, SocketError.TooManyOpenSockets)]
    [InlineData(90, SocketError.MessageSize)]
    [InlineData(101, SocketError.NetworkUnreachable)]
    [InlineData(104, SocketError.ConnectionReset)]
    [InlineData(110, SocketError.TimedOut)]
    [InlineData(111, SocketError.ConnectionRefused)]
    [InlineData(113, SocketError.HostUnreachable)]
    [InlineData(9999, SocketError.SocketError)]
    public void Error_number_becomes_the_frameworks_error(int errno, SocketError error) =>
        Assert.Equal(error, Errno.ToException(errno).SocketErrorCode);

    [Theory]
    [InlineData(9, true)]
    [InlineData(22, true)]
    [InlineData(88, true)]
    [InlineData(4, false)]
    [InlineData(11, false)]
    [InlineData(12, false)]
    [InlineData(111, false)]
    public void Only_a_broken_descriptor_is_fatal(int errno, bool fatal) => Assert.Equal(fatal, Errno.IsFatal(errno));

    [Fact]
    public void Control_messages_are_walked_and_broken_ones_end_the_walk()
    {
        byte[] twoMessages =
        [
            20,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            1,
            0,
            0,
            0,
            40,
            0,
            0,
            0,
            7,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            17,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            11,
            0,
            0,
            0,
            9,
        ];
        var walk = new ControlMessages(twoMessages);
        Assert.True(walk.MoveNext());
        Assert.Equal((1, 40, 4, (byte)7), (walk.Level, walk.Type, walk.Data.Length, walk.Data[0]));
        Assert.True(walk.MoveNext());
        Assert.Equal((0, 11, 1, (byte)9), (walk.Level, walk.Type, walk.Data.Length, walk.Data[0]));
        Assert.False(walk.MoveNext());

        twoMessages[0] = 200;
        Assert.False(new ControlMessages(twoMessages).MoveNext());
        twoMessages[0] = 3;
        Assert.False(new ControlMessages(twoMessages).MoveNext());
    }
}
