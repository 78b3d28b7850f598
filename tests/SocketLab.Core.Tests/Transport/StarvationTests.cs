using System.Net.Sockets;
using SocketLab.Core.Tests.Transport.Tcp;

namespace SocketLab.Core.Tests.Transport;

/// <summary>Runs while no other test does: it takes all threads of the pool.</summary>
[CollectionDefinition(nameof(StarvationTests), DisableParallelization = true)]
[Collection(nameof(StarvationTests))]
public sealed class StarvationTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task Receiving_needs_no_thread_of_the_pool()
    {
        const int count = 200;
        var udp = await _lab.UdpListenerAsync();
        var tcp = await TcpPair.OpenAsync(await _lab.TcpListenerAsync());
        // Not disposed: work that was queued looks at them after the test.
        var release = new ManualResetEventSlim();
        using var socket = Sockets.Udp();

        var proof = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            // Far more work than threads: whatever is queued now waits until the end.
            var starved = new ManualResetEventSlim();
            var blocked = 0;
            for (var i = 0; i < 1000; i++)
            {
                ThreadPool.UnsafeQueueUserWorkItem(_ => Block(), null);
            }

            starved.Wait(Eventually.Patience);
            for (var i = 0; i < count; i++)
            {
                socket.SendTo("datagram"u8, SocketFlags.None, udp.Bound!);
                tcp.Peer.Send("stream"u8);
            }

            var heard = SpinWait.SpinUntil(
                () => udp.Journal.Ledger.ReceivedMessages == count && tcp.Connection.ReceivedBytes == 6 * count,
                Eventually.Patience
            );
            release.Set();
            _ = heard ? proof.TrySetResult() : proof.TrySetException(new TimeoutException("Nothing was received without the pool."));

            void Block()
            {
                if (Interlocked.Increment(ref blocked) == Environment.ProcessorCount)
                {
                    starved.Set();
                }

                release.Wait();
            }
        }).Start();

        await proof.Task;
        tcp.Peer.Dispose();
    }
}
