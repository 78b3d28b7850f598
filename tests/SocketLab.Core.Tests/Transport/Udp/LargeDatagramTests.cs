using System.Net.Sockets;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Transport.Udp;

/// <summary>Large datagrams are received right into the journal: across segments, between small ones, cut and after drops.</summary>
public sealed class LargeDatagramTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();
    private readonly Socket _peer = Sockets.Udp();

    public async ValueTask DisposeAsync()
    {
        _peer.Dispose();
        await _lab.DisposeAsync();
    }

    [Theory]
    [InlineData(65_535)]
    [InlineData(20_000)]
    [InlineData(4_096)]
    [InlineData(1)]
    public async Task Of_any_mix_each_is_whole_or_cut_where_it_was_asked_for(int maxDatagramBytes)
    {
        // Some fill a segment to its last bytes, and others begin in the next one.
        int[] lengths = [65_507, 4_096, 65_507, 0, 8_192, 4_095, 30_000, 1, 65_507, 60_001];
        var sent = Enumerable.Range(0, 200).Select(i => Sockets.Noise(lengths[i % lengths.Length], seed: i)).ToList();
        var endpoint = await ListenAsync(new() { MaxDatagramBytes = maxDatagramBytes });
        foreach (var payload in sent)
        {
            _peer.SendTo(payload, endpoint.Bound!);
        }

        await Eventually.HoldsAsync(endpoint.Journal.Changed, () => endpoint.Journal.Ledger.ReceivedMessages == sent.Count);
        Assert.All(endpoint.Journal.Messages(EntryDirection.In).Zip(sent), pair =>
        {
            Assert.Equal((pair.Second.Length, pair.Second.Length > maxDatagramBytes), (pair.First.Length, pair.First.Truncated));
            Assert.True(pair.First.Payload.Span.SequenceEqual(pair.Second.AsSpan(0, Math.Min(pair.Second.Length, maxDatagramBytes))));
        });
        endpoint.Journal.Ledger.AssertReconciles();
    }

    [Fact]
    public async Task After_drops_the_next_one_stands_whole_behind_their_event()
    {
        var endpoint = await ListenAsync(new() { ReceiveBufferBytes = 200_000 });
        for (var round = 0; round < 5; round++)
        {
            using (endpoint.Journal.BeginBatch())
            {
                for (var i = 0; i < 50; i++)
                {
                    _peer.SendTo(Sockets.Noise(20_000, seed: 7), endpoint.Bound!);
                }
            }

            await Eventually.HoldsAsync(() =>
                endpoint.Journal.Ledger.ReceivedMessages + endpoint.Statistics.KernelDrops == 50 * (round + 1)
            );
        }

        Assert.True(endpoint.Journal.Events(EventType.Dropped).Count >= 5);
        var expected = Sockets.Noise(20_000, seed: 7);
        Assert.All(endpoint.Journal.Messages(EntryDirection.In), entry => Assert.True(entry.Payload.Span.SequenceEqual(expected)));
        endpoint.Journal.Ledger.AssertReconciles();
    }

    private Task<Endpoint> ListenAsync(UdpOptions options) => _lab.UdpListenerAsync(options);
}
