using SocketLab.Core.Transport.Udp;

namespace SocketLab.Core.Tests.Transport.Udp;

public sealed class UdpWarmUpTests
{
    [Fact]
    public async Task It_is_done_once_a_process()
    {
        var first = UdpWarmUp.RunAsync();
        Assert.Same(first, UdpWarmUp.RunAsync());
        await Eventually.Ends(first);
    }
}
