using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Transport.Tcp;

/// <summary>Sends that are given up, and options that change together.</summary>
public sealed class TcpCancelTests
{
    [Fact]
    public async Task A_send_that_its_caller_cancels_in_the_middle_says_how_much_went_out()
    {
        await using var lab = new EndpointLab();
        var pair = await TcpPair.OpenAsync(await lab.TcpListenerAsync());
        using var cancelling = new CancellationTokenSource();
        var payload = Sockets.Noise(64 << 20);
        var sending = pair.Connection.SendAsync(payload, cancelling.Token);
        await Eventually.HoldsAsync(() => pair.Connection.SentBytes > 0);
        await cancelling.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        var data = (await pair.Journal.EventAsync(EventType.SendCancelled)).Data<PartlySentData>();
        Assert.Equal((pair.Connection.SentBytes, payload.Length), (data.Sent, data.Asked));
        Assert.InRange(data.Sent, 1, payload.Length - 1);
        Assert.Equal(payload[..(int)data.Sent], await pair.Peer.ReadAsync((int)data.Sent));
        pair.Peer.Dispose();
    }

    [Fact]
    public async Task A_send_that_is_cancelled_before_its_turn_leaves_no_trace()
    {
        await using var lab = new EndpointLab();
        var pair = await TcpPair.OpenAsync(await lab.TcpListenerAsync());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            pair.Connection.SendAsync("x"u8.ToArray(), new CancellationToken(canceled: true))
        );
        Assert.Empty(pair.Journal.Events(EventType.SendCancelled));
        pair.Peer.Dispose();
    }

    [Fact]
    public async Task Options_that_several_change_at_once_keep_every_change()
    {
        await using var lab = new EndpointLab();
        var pair = await TcpPair.OpenAsync(await lab.TcpListenerAsync());
        var start = pair.Connection.Options.SendTimeoutSeconds;
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), async (_, _) =>
        {
            await Task.Yield();
            pair.Connection.Change(options => options with { SendTimeoutSeconds = options.SendTimeoutSeconds + 1 });
        });
        Assert.Equal(start + 200, pair.Connection.Options.SendTimeoutSeconds);
        Assert.Throws<InvalidDefinitionException>(() => pair.Connection.Change(options => options with { SendTimeoutSeconds = -1 }));
        Assert.Equal(start + 200, pair.Connection.Options.SendTimeoutSeconds);
        await pair.Connection.Reset();
        Assert.Throws<ConnectionClosedException>(() => pair.Connection.Change(options => options));
        pair.Peer.Dispose();
    }
}
