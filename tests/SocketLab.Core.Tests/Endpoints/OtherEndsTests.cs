using System.Net;
using SocketLab.Core.Addresses;
using SocketLab.Core.Endpoints;

namespace SocketLab.Core.Tests.Endpoints;

public sealed class OtherEndsTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Theory]
    [InlineData("0.0.0.0", "127.0.0.1", true)]
    [InlineData("0.0.0.0", "::1", false)]
    [InlineData("::", "127.0.0.1", true)]
    [InlineData("::", "::1", true)]
    public async Task An_endpoint_on_all_addresses_has_those_of_the_families_that_it_hears(string bound, string peer, bool isOtherEnd)
    {
        var ours = await _lab.UdpListenerAsync(address: peer);
        var other = await _lab.UdpListenerAsync(address: bound);
        var address = PeerAddress.From(new IPEndPoint(IPAddress.Parse(peer), other.Bound!.Port));
        var found = _lab.Supervisor.FindOtherEnd(ours, address, PeerAddress.None);
        Assert.Equal(isOtherEnd ? other : null, found?.Endpoint);
        Assert.Equal(isOtherEnd ? PeerAddress.From(ours.Bound!) : null, found?.KnownAs);
    }
}
