using System.Net.Sockets;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Transport.Udp;

/// <summary>Never lie about loss: what peers sent was received, or the kernel says that it dropped it.</summary>
public sealed class UdpLossTests : IAsyncDisposable
{
    private const int Burst = 5_000;

    private readonly EndpointLab _lab = new();
    private readonly Socket _peer = Sockets.Udp();

    public async ValueTask DisposeAsync()
    {
        _peer.Dispose();
        await _lab.DisposeAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(64)]
    [InlineData(9_000)]
    public async Task Burst_into_a_small_buffer_is_received_or_counted_as_dropped(int length)
    {
        var endpoint = await SmallBufferAsync();
        Overrun(endpoint, length);
        await AssertExactAsync(endpoint, sent: Burst);
        Assert.True(endpoint.Statistics.KernelDrops > 0);
    }

    [Fact]
    public async Task Burst_against_a_running_receiver_is_exact_too()
    {
        var endpoint = await SmallBufferAsync();
        for (var round = 1; round <= 5; round++)
        {
            Send(endpoint, 1_400);
            await AssertExactAsync(endpoint, sent: round * Burst);
        }
    }

    [Fact]
    public async Task Drops_are_summed_over_restarts_of_the_socket()
    {
        var endpoint = await SmallBufferAsync();
        for (var round = 1; round <= 3; round++)
        {
            Overrun(endpoint, 500);
            if (round == 2)
            {
                // Once with the drops noticed while it runs, twice only at the end.
                await AssertExactAsync(endpoint, sent: round * Burst);
            }

            await _lab.Supervisor.StopAsync(endpoint.Id, CancellationToken.None);
            AssertExact(endpoint, sent: round * Burst);
            await _lab.Supervisor.StartAsync(endpoint.Id, CancellationToken.None);
            AssertExact(endpoint, sent: round * Burst);
        }
    }

    [Fact]
    public async Task Dropped_stands_where_it_happened()
    {
        var endpoint = await SmallBufferAsync();
        Overrun(endpoint, 500);
        await AssertExactAsync(endpoint, sent: Burst);
        _peer.SendTo("later"u8, endpoint.Bound!);
        var later = await endpoint.Journal.FirstAsync(e => e.Length == 5);
        Assert.All(endpoint.Journal.Events(EventType.Dropped), dropped => Assert.True(dropped.Sequence < later.Sequence));
    }

    private Task<Endpoint> SmallBufferAsync() => _lab.UdpListenerAsync(new() { ReceiveBufferBytes = 64 << 10 });

    /// <summary>Sends while the receiver cannot append, so that the buffer runs over on any machine.</summary>
    private void Overrun(Endpoint endpoint, int length)
    {
        using var hold = endpoint.Journal.BeginBatch();
        Send(endpoint, length);
    }

    private void Send(Endpoint endpoint, int length)
    {
        var payload = Sockets.Noise(length);
        var to = endpoint.Bound!.Serialize();
        for (var i = 0; i < Burst; i++)
        {
            _peer.SendTo(payload, SocketFlags.None, to);
        }
    }

    private static async Task AssertExactAsync(Endpoint endpoint, int sent)
    {
        await Eventually.HoldsAsync(endpoint.Journal.Changed, () =>
            Told(endpoint) == endpoint.Statistics.KernelDrops && endpoint.Journal.Ledger.ReceivedMessages + Told(endpoint) >= sent
        );
        AssertExact(endpoint, sent);
    }

    private static void AssertExact(Endpoint endpoint, int sent)
    {
        var statistics = endpoint.Statistics;
        Assert.Equal(sent, statistics.Ledger.ReceivedMessages + statistics.KernelDrops);
        Assert.Equal(statistics.KernelDrops, Told(endpoint));
        statistics.Ledger.AssertReconciles();
    }

    private static long Told(Endpoint endpoint) => endpoint.Journal.Events(EventType.Dropped).Sum(e => e.Data<CountData>().Count);
}
