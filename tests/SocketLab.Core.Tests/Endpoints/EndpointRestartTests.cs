using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Endpoints;

/// <summary>What nobody foresaw faults one endpoint, which is tried again three times; what was foreseen waits for the user.</summary>
public sealed class EndpointRestartTests : IAsyncDisposable
{
    private static readonly EndpointDefinition Definition = new() { Kind = EndpointKind.UdpListener };

    private readonly FakeTransports _transports = new();
    private readonly EndpointLab _lab;

    public EndpointRestartTests() => _lab = new EndpointLab(transports: _transports);

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task Endpoint_that_keeps_failing_is_restarted_three_times_and_then_stays_faulted()
    {
        _transports.Script = (_, transport) => transport.Fail(new InvalidOperationException("out of the blue"));
        var endpoint = await _lab.Supervisor.CreateAsync(Definition, start: true, CancellationToken.None);
        await FaultedAsync(endpoint, created: 4);
        Assert.Equal(FaultCode.SocketError, endpoint.Fault!.Code);
        Assert.Contains("out of the blue", endpoint.Fault.Message, StringComparison.Ordinal);
        Assert.Equal((3, 4), (endpoint.Journal.Events(EventType.Restarted).Count, endpoint.Journal.Events(EventType.Faulted).Count));
        Assert.Equal(0, _transports.Alive);
    }

    [Fact]
    public async Task Endpoint_that_recovers_runs_on()
    {
        _transports.Script = (attempt, transport) =>
        {
            if (attempt < 3)
            {
                transport.Fail(new InvalidOperationException());
            }
        };
        var endpoint = await _lab.Supervisor.CreateAsync(Definition, start: true, CancellationToken.None);
        await Eventually.HoldsAsync(_lab.Supervisor.Changed, () => _transports.Created == 3 && endpoint.State == EndpointState.Running);
        Assert.Null(endpoint.Fault);
        Assert.Equal(1, _transports.Alive);
    }

    [Fact]
    public async Task Starting_it_by_hand_gives_it_three_restarts_again()
    {
        _transports.Script = (_, transport) => transport.Fail(new InvalidOperationException());
        var endpoint = await _lab.Supervisor.CreateAsync(Definition, start: true, CancellationToken.None);
        await FaultedAsync(endpoint, created: 4);
        await _lab.Supervisor.StartAsync(endpoint.Id, CancellationToken.None);
        await FaultedAsync(endpoint, created: 8);
    }

    [Fact]
    public async Task Foreseen_fault_is_not_restarted()
    {
        _transports.Script = (_, transport) => transport.Fail(new NetworkException(SocketFaults.Reset("peer")));
        var endpoint = await _lab.Supervisor.CreateAsync(Definition, start: true, CancellationToken.None);
        await FaultedAsync(endpoint, created: 1);
        Assert.Equal(FaultCode.ConnectionReset, endpoint.Fault!.Code);
    }

    [Fact]
    public async Task Start_that_throws_faults_and_host_and_others_go_on()
    {
        _transports.Script = (attempt, transport) =>
            transport.Starting = _ => attempt == 1 ? throw new InvalidOperationException("no start") : Task.CompletedTask;
        var bad = await _lab.Supervisor.CreateAsync(Definition, start: true, CancellationToken.None);
        var good = await _lab.Supervisor.CreateAsync(Definition, start: true, CancellationToken.None);
        Assert.Equal((EndpointState.Faulted, EndpointState.Running), (bad.State, good.State));
    }

    [Fact]
    public async Task Factory_that_throws_faults_too()
    {
        _transports.Script = (_, _) => throw new InvalidOperationException("no transport");
        var endpoint = await _lab.Supervisor.CreateAsync(Definition, start: true, CancellationToken.None);
        Assert.Equal(EndpointState.Faulted, endpoint.State);
        await _lab.Supervisor.StopAsync(endpoint.Id, CancellationToken.None);
        Assert.Equal((EndpointState.Stopped, null), (endpoint.State, endpoint.Fault));
    }

    [Fact]
    public async Task Transport_that_ends_in_order_stops_the_endpoint()
    {
        var endpoint = await _lab.Supervisor.CreateAsync(Definition, start: true, CancellationToken.None);
        _transports.Last!.End();
        await Eventually.HoldsAsync(_lab.Supervisor.Changed, () => endpoint.State == EndpointState.Stopped);
        Assert.Equal([EventType.Started, EventType.Stopped], endpoint.Journal.EventTypes());
        Assert.Equal(0, _transports.Alive);
    }

    [Fact]
    public async Task Kernel_drops_are_summed_over_transports()
    {
        var endpoint = await _lab.Supervisor.CreateAsync(Definition, start: true, CancellationToken.None);
        for (var round = 1; round <= 3; round++)
        {
            _transports.Last!.KernelDrops = 10;
            Assert.Equal(round * 10, endpoint.Statistics.KernelDrops);
            await _lab.Supervisor.StopAsync(endpoint.Id, CancellationToken.None);
            Assert.Equal(round * 10, endpoint.Statistics.KernelDrops);
            await _lab.Supervisor.StartAsync(endpoint.Id, CancellationToken.None);
        }
    }

    private async Task FaultedAsync(Endpoint endpoint, int created)
    {
        await Eventually.HoldsAsync(_lab.Supervisor.Changed, () =>
            _transports.Created == created && endpoint.State == EndpointState.Faulted
        );
        Assert.Null(endpoint.Bound);
    }
}
