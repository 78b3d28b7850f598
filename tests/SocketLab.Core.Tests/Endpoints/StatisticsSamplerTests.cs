using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Endpoints;

/// <summary>What fails while one endpoint is sampled stays in that endpoint.</summary>
public sealed class StatisticsSamplerTests : IAsyncDisposable
{
    private static readonly EndpointDefinition Definition = new() { Kind = EndpointKind.UdpListener, MeasureSequence = true };

    private readonly FakeTimeProvider _clock = new();
    private readonly FakeTransports _transports = new();
    private readonly EndpointLab _lab;

    public StatisticsSamplerTests() => _lab = new EndpointLab(_clock, transports: _transports);

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task A_transport_that_throws_stops_neither_the_others_nor_the_sampling()
    {
        var broken = await _lab.StartAsync(Definition);
        var socket = _transports.Last!;
        socket.Queue = () => throw new InvalidOperationException("no SO_MEMINFO here");
        var sound = await _lab.StartAsync(Definition);

        _clock.Advance(EndpointSupervisor.SampleInterval);
        _clock.Advance(EndpointSupervisor.SampleInterval);
        Receive(sound);
        _clock.Advance(EndpointSupervisor.SampleInterval);
        Assert.Equal(1, sound.Statistics.ReceiveMessagesPerSecond);
        Assert.Contains(broken.Id, Assert.Single(_lab.Log.Errors), StringComparison.Ordinal);

        // Once it can be sampled again it is, and a later failure is news again.
        socket.Queue = () => 7;
        _clock.Advance(EndpointSupervisor.SampleInterval);
        Assert.Equal(7, broken.Statistics.PeakReceiveQueueBytes);
        socket.Queue = () => throw new InvalidOperationException("again");
        _clock.Advance(EndpointSupervisor.SampleInterval);
        Assert.Equal(2, _lab.Log.Errors.Count());
    }

    private static void Receive(Endpoint endpoint)
    {
        using var batch = endpoint.Journal.BeginBatch();
        batch.AddDatagram(EntryDirection.In, 0, PeerAddress.None, 8, new byte[8]);
    }
}
