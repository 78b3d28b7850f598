using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Definitions;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Core.Tests.Transport.Tcp;

/// <summary>What a close does with data that the peer has not acknowledged.</summary>
public sealed class TcpLingerTests
{
    private const int More = 64 << 20;
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task Linger_0_makes_a_close_a_reset()
    {
        await using var lab = new EndpointLab();
        var pair = await TcpPair.OpenAsync(await lab.TcpListenerAsync(new() { LingerSeconds = 0 }));
        using var peer = pair.Peer;
        await pair.Connection.Close();
        await pair.EndAsync(CloseReason.Reset);
        var error = await Assert.ThrowsAsync<SocketException>(() => peer.ReadToEndAsync());
        Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
    }

    [Fact]
    public async Task Linger_0_can_be_set_on_an_open_connection()
    {
        await using var lab = new EndpointLab();
        var pair = await TcpPair.OpenAsync(await lab.TcpListenerAsync());
        using var peer = pair.Peer;
        pair.Connection.Change(new ConnectionOptions { LingerSeconds = 0 });
        await pair.Connection.Close();
        await pair.EndAsync(CloseReason.Reset);
    }

    [Fact]
    public async Task A_peer_that_does_not_take_the_rest_in_time_is_reset()
    {
        await using var lab = new EndpointLab(_clock);
        var (pair, sending) = await StuckAsync(lab, lingerSeconds: 20);
        using var peer = pair.Peer;
        var asked = _clock.GetUtcNow().UtcDateTime;
        var closing = pair.Connection.Close();
        await Eventually.HoldsAsync(_clock, () => closing.IsCompleted);
        await Assert.ThrowsAnyAsync<Exception>(() => sending);
        await pair.EndAsync(CloseReason.Reset);
        Assert.True(pair.Connection.ClosedAt - asked >= TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Without_it_the_system_goes_on_by_itself()
    {
        await using var lab = new EndpointLab(_clock);
        var (pair, sending) = await StuckAsync(lab, lingerSeconds: null);
        using var peer = pair.Peer;
        var closing = pair.Connection.Close();
        await Eventually.HoldsAsync(_clock, () => closing.IsCompleted);
        await Assert.ThrowsAnyAsync<Exception>(() => sending);
        await pair.EndAsync(CloseReason.Closed);
        Assert.Equal(pair.Connection.SentBytes, (await peer.ReadToEndAsync()).LongLength);
    }

    [Fact]
    public async Task A_peer_that_takes_its_time_gets_everything()
    {
        await using var lab = new EndpointLab(_clock);
        var (pair, sending) = await StuckAsync(lab, lingerSeconds: 300);
        using var peer = pair.Peer;
        var closing = pair.Connection.Close();
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.False(closing.IsCompleted);
        var bytes = await peer.ReadToEndAsync();
        peer.Dispose();
        await Eventually.HoldsAsync(_clock, () => closing.IsCompleted);
        await Assert.ThrowsAnyAsync<Exception>(() => sending);
        Assert.Equal(pair.Connection.SentBytes, bytes.LongLength);
        await pair.EndAsync(CloseReason.Closed);
    }

    [Fact]
    public async Task A_reset_by_the_peer_meanwhile_is_named_as_the_peers()
    {
        await using var lab = new EndpointLab(_clock);
        var (pair, sending) = await StuckAsync(lab, lingerSeconds: 300);
        var closing = pair.Connection.Close();
        pair.Peer.Abort();
        await Eventually.HoldsAsync(_clock, () => closing.IsCompleted);
        await Assert.ThrowsAnyAsync<Exception>(() => sending);
        await pair.EndAsync(CloseReason.PeerReset);
    }

    [Fact]
    public async Task A_stop_of_the_endpoint_does_not_linger_for_long()
    {
        await using var lab = new EndpointLab(_clock);
        var (pair, sending) = await StuckAsync(lab, lingerSeconds: 300);
        using var peer = pair.Peer;
        var asked = _clock.GetUtcNow();
        var stopping = lab.Supervisor.StopAsync(pair.Endpoint.Id, CancellationToken.None);
        await Eventually.HoldsAsync(_clock, () => stopping.IsCompleted || _clock.GetUtcNow() - asked > TimeSpan.FromSeconds(200));
        await stopping;
        await Assert.ThrowsAnyAsync<Exception>(() => sending);
        await pair.EndAsync(CloseReason.Reset);
    }

    [Fact]
    public async Task What_was_delivered_is_not_waited_for()
    {
        await using var lab = new EndpointLab(_clock);
        var pair = await TcpPair.OpenAsync(await lab.TcpListenerAsync(new() { LingerSeconds = 300, HalfClosedSeconds = 60 }));
        await pair.Connection.SendAsync(new byte[1000], CancellationToken.None);
        await pair.Peer.ReadAsync(1000);
        var closing = pair.Connection.Close();
        pair.Peer.Dispose();
        await Eventually.HoldsAsync(_clock, () => closing.IsCompleted);
        await pair.EndAsync(CloseReason.Closed);
    }

    /// <summary>What is said before it is done must be what happens.</summary>
    [Fact]
    public void What_the_peer_will_see_depends_on_linger()
    {
        Assert.DoesNotContain("instead", PeerSees.Close(null), StringComparison.Ordinal);
        Assert.EndsWith(PeerSees.Reset, PeerSees.Close(0), StringComparison.Ordinal);
        Assert.EndsWith("within 30 s, it gets RST instead.", PeerSees.Close(30), StringComparison.Ordinal);
    }

    /// <summary>A connection whose peer does not read, with more to send than the systems hold.</summary>
    private static async Task<(TcpPair Pair, Task Sending)> StuckAsync(EndpointLab lab, int? lingerSeconds)
    {
        var pair = await TcpPair.OpenAsync(
            await lab.TcpListenerAsync(new TcpOptions { LingerSeconds = lingerSeconds, SendTimeoutSeconds = 0 })
        );
        var sending = pair.Connection.SendAsync(new byte[More], CancellationToken.None);
        await Eventually.HoldsAsync(() => pair.Connection.ReadTcpInfo() is { PeerWindowBytes: 0, NotSentBytes: > 0 });
        return (pair, sending);
    }
}
