using SocketLab.Core.Definitions;

namespace SocketLab.Core.Tests.Definitions;

public sealed class DescriptorSharesTests
{
    [Theory]
    [InlineData(512, 24)]
    [InlineData(1024, 488)]
    [InlineData(4096, 3216)]
    [InlineData(20_000, 17_358)]
    [InlineData(1_048_576, 1_045_136)]
    public void A_share_is_for_peers(int limit, int peers) => Assert.Equal(peers, new DescriptorShares(limit).Peers);

    [Theory]
    [InlineData(OpenFileLimit.Least)]
    [InlineData(1024)]
    [InlineData(4096)]
    [InlineData(20_000)]
    [InlineData(int.MaxValue)]
    public void Each_has_its_own_and_the_runtime_comes_first(int limit)
    {
        var shares = new DescriptorShares(limit);
        Assert.Equal(limit, shares.OwnEnd + shares.Control + shares.Runtime);
        Assert.Equal(shares.OwnEnd, shares.PeersEnd + shares.Own);
        Assert.True(shares.PeersEnd > DescriptorShares.AtRest);
        Assert.InRange(shares.Lookups * 3, 1, shares.Runtime / 2);
    }
}
