using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Endpoints;

/// <summary>A client that stays wanted, on the tests' own clock.</summary>
public sealed class ReconnectTests : IAsyncDisposable
{
    private static readonly EndpointDefinition Definition = new()
    {
        Kind = EndpointKind.TcpClient,
        Remote = new() { Host = "127.0.0.1", Port = 9 },
        Tcp = new() { Reconnect = true },
    };

    private readonly FakeTransports _transports = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly EndpointLab _lab;

    public ReconnectTests() => _lab = new EndpointLab(_clock, transports: _transports);

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task A_start_that_fails_leaves_it_starting_with_the_fault_and_the_next_attempt()
    {
        Refuse(FaultCode.ConnectionRefused);
        var client = await CreateAsync();
        Assert.Equal((EndpointState.Starting, FaultCode.ConnectionRefused), (client.State, client.Fault!.Code));
        var wait = client.Status.NextAttemptAt!.Value - _clock.GetUtcNow().UtcDateTime;
        Assert.InRange(wait.TotalSeconds, 0.375, 0.5);
        var told = Assert.Single(client.Journal.Events(EventType.ConnectFailed)).Event!;
        Assert.Equal("connectionRefused", told.Code);
        Assert.Equal(2, ((RetryData)told.Data!).Attempt);
        Assert.Empty(client.Journal.Events(EventType.Faulted));
        Assert.True(Assert.Single(_lab.Store.Stored).WantedRunning);
    }

    [Fact]
    public async Task It_tries_until_it_is_connected_and_says_at_which_attempt()
    {
        _transports.Script = (n, transport) => transport.Starting = n < 5 ? Refused(FaultCode.ConnectionRefused) : transport.Starting;
        var client = await CreateAsync();
        await Eventually.HoldsAsync(_clock, () => client.State == EndpointState.Running);
        Assert.Equal((null, null), (client.Fault, client.Status.NextAttemptAt));
        Assert.Equal(5, _transports.Created);
        Assert.Equal(3, client.Journal.Events(EventType.ConnectFailed).Count);
    }

    [Fact]
    public async Task A_server_that_stays_away_for_an_hour_floods_neither_the_journal_nor_the_network()
    {
        Refuse(FaultCode.ConnectionRefused);
        var client = await CreateAsync();
        await LetAnHourPassAsync(client);
        Assert.InRange(_transports.Created, 120, 170);
        Assert.Equal(3, client.Journal.Ledger.Events);
    }

    [Fact]
    public async Task No_port_left_is_no_reason_to_hurry()
    {
        Refuse(FaultCode.AddressNotAvailable);
        var client = await CreateAsync();
        await LetAnHourPassAsync(client);
        Assert.InRange(_transports.Created, 120, 170);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lost_connection_is_made_again(bool inOrder)
    {
        var client = await CreateAsync();
        Assert.Equal(EndpointState.Running, client.State);
        if (inOrder)
        {
            _transports.Last!.End();
        }
        else
        {
            _transports.Last!.Fail(new NetworkException(SocketFaults.Reset("peer")));
        }

        await Eventually.HoldsAsync(_lab.Supervisor.Changed, () => client.State == EndpointState.Starting);
        Assert.Equal(inOrder ? null : FaultCode.ConnectionReset, client.Fault?.Code);
        Assert.Single(client.Journal.Events(EventType.Reconnecting));
        await Eventually.HoldsAsync(_clock, () => client.State == EndpointState.Running);
        Assert.Equal((2, 1), (_transports.Created, _transports.Alive));
        Assert.True(Assert.Single(_lab.Store.Stored).WantedRunning);
    }

    [Fact]
    public async Task Stop_ends_the_wait_at_once_and_for_good()
    {
        Refuse(FaultCode.ConnectionRefused);
        var client = await CreateAsync();
        await Eventually.Ends(_lab.Supervisor.StopAsync(client.Id, CancellationToken.None));
        Assert.Equal((EndpointState.Stopped, null, null), (client.State, client.Fault, client.Status.NextAttemptAt));
        Assert.Equal(EventType.Stopped, client.Journal.ReadAll()[^1].Event!.Type);
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, _transports.Created);
    }

    [Fact]
    public async Task Stop_during_an_attempt_is_told_too()
    {
        _transports.Script = (_, transport) =>
            transport.Starting = cancellation => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
        var creating = CreateAsync();
        await Eventually.HoldsAsync(_lab.Supervisor.Changed, () => _lab.Supervisor.List() is [{ State: EndpointState.Starting }]);
        await Eventually.Ends(_lab.Supervisor.StopAsync(_lab.Supervisor.List()[0].Id, CancellationToken.None));
        var client = await Eventually.Ends(creating);
        Assert.Equal(EndpointState.Stopped, client.State);
        Assert.Equal([EventType.Stopped], client.Journal.EventTypes());
    }

    [Fact]
    public async Task Start_while_it_waits_tries_at_once()
    {
        Refuse(FaultCode.ConnectionRefused);
        var client = await CreateAsync();
        _transports.Script = (_, _) => { };
        await Eventually.Ends(_lab.Supervisor.StartAsync(client.Id, CancellationToken.None));
        Assert.Equal(EndpointState.Running, client.State);
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal((2, 1), (_transports.Created, _transports.Alive));
    }

    [Fact]
    public async Task What_waiting_cannot_mend_is_a_fault()
    {
        Refuse(FaultCode.DestinationDenied);
        var client = await CreateAsync();
        Assert.Equal((EndpointState.Faulted, null), (client.State, client.Status.NextAttemptAt));
        Assert.Single(client.Journal.Events(EventType.ConnectFailed));
    }

    [Fact]
    public async Task Stops_and_ends_at_once_leave_no_socket_behind()
    {
        for (var round = 0; round < 50; round++)
        {
            var client = await CreateAsync();
            var last = _transports.Last!;
            var ending = Task.Run(last.End);
            await Eventually.Ends(_lab.Supervisor.StopAsync(client.Id, CancellationToken.None));
            await ending;
            _clock.Advance(TimeSpan.FromMinutes(1));
            await Eventually.Ends(_lab.Supervisor.DeleteAsync(client.Id, CancellationToken.None));
            Assert.Equal((EndpointState.Stopped, 0), (client.State, _transports.Alive));
        }
    }

    private static Func<CancellationToken, Task> Refused(FaultCode code) => _ => throw new NetworkException(new(code, "No.", "Wait."));

    private void Refuse(FaultCode code) => _transports.Script = (_, transport) => transport.Starting = Refused(code);

    private Task<Endpoint> CreateAsync() => _lab.Supervisor.CreateAsync(Definition, start: true, CancellationToken.None);

    private Task LetAnHourPassAsync(Endpoint client)
    {
        var end = _clock.GetUtcNow() + TimeSpan.FromHours(1);
        return Eventually.HoldsAsync(() =>
        {
            // From one attempt to the next: time does not pass while one is under way.
            if (client.Status.NextAttemptAt is { } next)
            {
                _clock.Advance(next - _clock.GetUtcNow().UtcDateTime + TimeSpan.FromMilliseconds(1));
            }

            return _clock.GetUtcNow() >= end;
        });
    }
}
