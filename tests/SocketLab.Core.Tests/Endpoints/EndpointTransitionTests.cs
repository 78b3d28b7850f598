using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Endpoints;

/// <summary>Starts, stops, edits and deletes that meet each other: the last one wins, and no socket is left behind.</summary>
public sealed class EndpointTransitionTests : IAsyncDisposable
{
    private static readonly EndpointDefinition Definition = new() { Kind = EndpointKind.UdpListener };

    private readonly FakeTransports _transports = new();
    private readonly EndpointLab _lab;

    public EndpointTransitionTests() => _lab = new EndpointLab(transports: _transports);

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task Starting_and_stopping_twice_is_like_once()
    {
        var endpoint = await _lab.Supervisor.CreateAsync(Definition, start: true, CancellationToken.None);
        await _lab.Supervisor.StartAsync(endpoint.Id, CancellationToken.None);
        Assert.Equal(1, _transports.Created);
        await _lab.Supervisor.StopAsync(endpoint.Id, CancellationToken.None);
        await _lab.Supervisor.StopAsync(endpoint.Id, CancellationToken.None);
        Assert.Equal(2, endpoint.Journal.Ledger.Events);
    }

    [Fact]
    public async Task Stop_gives_up_a_start_that_takes_long()
    {
        HangAtStart();
        var creating = _lab.Supervisor.CreateAsync(Definition, start: true, CancellationToken.None);
        var endpoint = await StartingAsync();
        await Eventually.Ends(_lab.Supervisor.StopAsync(endpoint.Id, CancellationToken.None));
        await Eventually.Ends(creating);
        Assert.Equal((EndpointState.Stopped, null), (endpoint.State, endpoint.Fault));
        Assert.Equal([EventType.Stopped], endpoint.Journal.EventTypes());
        Assert.Equal(0, _transports.Alive);
    }

    [Fact]
    public async Task Caller_who_gives_up_a_start_leaves_it_stopped()
    {
        HangAtStart();
        using var cancellation = new CancellationTokenSource();
        var creating = _lab.Supervisor.CreateAsync(Definition, start: true, cancellation.Token);
        var endpoint = await StartingAsync();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Eventually.Ends(creating));
        Assert.Equal(EndpointState.Stopped, endpoint.State);
    }

    [Fact]
    public async Task Delete_gives_up_a_start_that_takes_long()
    {
        HangAtStart();
        var creating = _lab.Supervisor.CreateAsync(Definition, start: true, CancellationToken.None);
        var endpoint = await StartingAsync();
        await Eventually.Ends(_lab.Supervisor.DeleteAsync(endpoint.Id, CancellationToken.None));
        await Eventually.Ends(creating);
        Assert.Empty(_lab.Supervisor.List());
        Assert.Equal(0, _transports.Alive);
    }

    [Fact]
    public async Task Shutdown_does_not_wait_for_a_start_that_takes_long()
    {
        HangAtStart();
        var creating = _lab.Supervisor.CreateAsync(Definition, start: true, CancellationToken.None);
        await StartingAsync();
        await Eventually.Ends(_lab.Supervisor.DisposeAsync().AsTask());
        await Eventually.Ends(creating);
        Assert.Equal(0, _transports.Alive);
    }

    [Fact]
    public async Task Endpoint_that_is_starting_holds_up_no_other_and_cannot_be_edited()
    {
        HangAtStart();
        var creating = _lab.Supervisor.CreateAsync(Definition, start: true, CancellationToken.None);
        var endpoint = await StartingAsync();
        await Assert.ThrowsAsync<EndpointStateException>(() =>
            Eventually.Ends(
                _lab.Supervisor.UpdateAsync(endpoint.Id, endpoint.Definition with { Local = new() { Port = 1 } }, CancellationToken.None)
            )
        );
        await Eventually.Ends(
            _lab.Supervisor.UpdateAsync(endpoint.Id, endpoint.Definition with { Name = "renamed" }, CancellationToken.None)
        );

        _transports.Script = (_, _) => { };
        var other = await Eventually.Ends(_lab.Supervisor.CreateAsync(Definition, start: true, CancellationToken.None));
        Assert.Equal(EndpointState.Running, other.State);
        await _lab.Supervisor.StopAsync(endpoint.Id, CancellationToken.None);
        await Eventually.Ends(creating);
    }

    [Fact]
    public async Task Starts_and_stops_at_once_end_as_the_last_one_wanted()
    {
        for (var round = 0; round < 50; round++)
        {
            var endpoint = await _lab.Supervisor.CreateAsync(Definition, start: false, CancellationToken.None);
            await Eventually.Ends(
                Task.WhenAll(
                    Enumerable
                        .Range(0, 20)
                        .Select(i =>
                            Task.Run(() =>
                                i % 2 == 0
                                    ? _lab.Supervisor.StartAsync(endpoint.Id, CancellationToken.None)
                                    : _lab.Supervisor.StopAsync(endpoint.Id, CancellationToken.None)
                            )
                        )
                )
            );
            var wanted = _lab.Store.Stored.Single().WantedRunning;
            Assert.Equal(wanted ? EndpointState.Running : EndpointState.Stopped, endpoint.State);
            Assert.Equal(wanted ? 1 : 0, _transports.Alive);
            await _lab.Supervisor.DeleteAsync(endpoint.Id, CancellationToken.None);
        }
    }

    [Fact]
    public async Task Deleted_endpoint_never_runs_again()
    {
        for (var round = 0; round < 100; round++)
        {
            var endpoint = await _lab.Supervisor.CreateAsync(Definition, start: false, CancellationToken.None);
            var starting = Task.Run(() => _lab.Supervisor.StartAsync(endpoint.Id, CancellationToken.None));
            await Eventually.Ends(Task.Run(() => _lab.Supervisor.DeleteAsync(endpoint.Id, CancellationToken.None)));
            if (await Record.ExceptionAsync(() => starting) is { } error)
            {
                Assert.IsType<EndpointNotFoundException>(error);
            }

            Assert.Equal((EndpointState.Stopped, 0), (endpoint.State, _transports.Alive));
        }
    }

    private void HangAtStart() =>
        _transports.Script = (_, transport) =>
            transport.Starting = cancellation => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);

    private async Task<Endpoint> StartingAsync()
    {
        await Eventually.HoldsAsync(_lab.Supervisor.Changed, () => _lab.Supervisor.List() is [{ State: EndpointState.Starting }]);
        return _lab.Supervisor.List()[0];
    }
}
