using SocketLab.Core.Addresses;

namespace SocketLab.Core.Tests.Addresses;

public sealed class HostPortTests
{
    [Theory]
    [InlineData("127.0.0.1:9191", "127.0.0.1", 9191)]
    [InlineData("[::1]:9191", "::1", 9191)]
    [InlineData("name.test:1", "name.test", 1)]
    [InlineData("unix:lab.sock", "unix:lab.sock", 0)]
    [InlineData("unix:/run/a:80", "unix:/run/a:80", 0)]
    public void What_is_written_is_read_again(string text, string host, int port)
    {
        Assert.True(HostPort.TryParse(text, out var readHost, out var readPort));
        Assert.Equal((host, port), (readHost, readPort));
        Assert.Equal(text, HostPort.Format(host, port));
    }

    [Theory]
    [InlineData("")]
    [InlineData("name.test")]
    [InlineData("name.test:0")]
    [InlineData("::1:80")]
    [InlineData("unix:")]
    [InlineData("unix:../lab.sock")]
    public void What_is_no_destination_is_not_read(string text) => Assert.False(HostPort.TryParse(text, out _, out _));

    [Fact]
    public void Only_a_Unix_socket_without_a_name_is_unnamed()
    {
        Assert.True(PeerAddress.FromUnix("").IsUnnamed);
        Assert.False(PeerAddress.FromUnix("lab.sock").IsUnnamed);
        Assert.False(PeerAddress.None.IsUnnamed);
    }
}
