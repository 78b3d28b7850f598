using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Endpoints;

public sealed class EndpointUndoTests
{
    private static readonly TimeSpan UndoTime = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_deleted_endpoint_comes_back_in_its_place_with_its_journal_and_runs_again()
    {
        await using var lab = new EndpointLab();
        var endpoints = new[] { await lab.UdpListenerAsync(), await lab.UdpListenerAsync(), await lab.UdpListenerAsync() };
        var middle = endpoints[1];
        using var peer = Sockets.Udp();
        peer.SendTo("hello"u8, middle.Bound!);
        await middle.Journal.FirstAsync(entry => entry.Kind == EntryKind.Datagram);
        var (received, id) = (middle.Journal.Ledger.ReceivedMessages, middle.Journal.Id);

        var deleted = await lab.Supervisor.DeleteAsync(middle.Id, UndoTime, CancellationToken.None);
        Assert.Null(lab.Supervisor.Find(middle.Id));
        Assert.Equal(2, lab.Store.Stored.Count);
        Assert.Equal(EndpointState.Stopped, middle.State);

        var back = await lab.Supervisor.UndeleteAsync(deleted, CancellationToken.None);
        Assert.Same(middle, back);
        Assert.Equal(endpoints, lab.Supervisor.List());
        Assert.Equal([.. endpoints.Select(endpoint => endpoint.Id)], lab.Store.Stored.Select(stored => stored.Id));
        Assert.Equal(EndpointState.Running, back.State);
        Assert.Equal((received, id, 1L), (back.Journal.Ledger.ReceivedMessages, back.Journal.Id, back.Journal.Ledger.First));
        Assert.Equal(deleted.EntriesHad, deleted.EntriesBack);
        Assert.Equal([EventType.Started, EventType.Stopped, EventType.Started], back.Journal.EventTypes());
    }

    [Fact]
    public async Task A_port_that_somebody_took_meanwhile_is_told_as_the_endpoints_fault()
    {
        await using var lab = new EndpointLab();
        var port = Sockets.QuietPort();
        var endpoint = await lab.StartAsync(Listener(port));
        var deleted = await lab.Supervisor.DeleteAsync(endpoint.Id, UndoTime, CancellationToken.None);
        await lab.StartAsync(Listener(port));

        var back = await lab.Supervisor.UndeleteAsync(deleted, CancellationToken.None);
        Assert.Equal((EndpointState.Faulted, FaultCode.AddressInUse), (back.State, back.Fault!.Code));
    }

    [Fact]
    public async Task A_stopped_endpoint_comes_back_stopped()
    {
        await using var lab = new EndpointLab();
        var endpoint = await lab.Supervisor.CreateAsync(Listener(0), start: false, CancellationToken.None);
        var deleted = await lab.Supervisor.DeleteAsync(endpoint.Id, UndoTime, CancellationToken.None);
        var back = await lab.Supervisor.UndeleteAsync(deleted, CancellationToken.None);
        Assert.Equal(EndpointState.Stopped, back.State);
        await lab.Supervisor.StartAsync(back.Id, CancellationToken.None);
        Assert.Equal(EndpointState.Running, back.State);
    }

    [Fact]
    public async Task Neighbours_that_are_both_deleted_come_back_in_order_whichever_is_first()
    {
        await using var lab = new EndpointLab();
        var endpoints = new List<Endpoint>();
        for (var i = 0; i < 4; i++)
        {
            endpoints.Add(await lab.Supervisor.CreateAsync(Listener(0), start: false, CancellationToken.None));
        }

        var second = await lab.Supervisor.DeleteAsync(endpoints[1].Id, UndoTime, CancellationToken.None);
        var third = await lab.Supervisor.DeleteAsync(endpoints[2].Id, UndoTime, CancellationToken.None);
        await lab.Supervisor.UndeleteAsync(second, CancellationToken.None);
        await lab.Supervisor.UndeleteAsync(third, CancellationToken.None);
        Assert.Equal(endpoints, lab.Supervisor.List());
    }

    [Fact]
    public async Task When_the_time_is_over_the_deletion_stands()
    {
        var clock = new FakeTimeProvider();
        await using var lab = new EndpointLab(clock);
        var endpoint = await lab.UdpListenerAsync();
        var deleted = await lab.Supervisor.DeleteAsync(endpoint.Id, UndoTime, CancellationToken.None);
        clock.Advance(UndoTime);
        await Assert.ThrowsAsync<EndpointNotFoundException>(() => lab.Supervisor.UndeleteAsync(deleted, CancellationToken.None));
        Assert.Empty(lab.Supervisor.List());
    }

    [Fact]
    public async Task It_comes_back_once_whoever_asks()
    {
        await using var lab = new EndpointLab();
        var endpoint = await lab.UdpListenerAsync();
        var deleted = await lab.Supervisor.DeleteAsync(endpoint.Id, UndoTime, CancellationToken.None);
        await lab.Supervisor.UndeleteAsync(deleted, CancellationToken.None);
        await Assert.ThrowsAsync<EndpointNotFoundException>(() => lab.Supervisor.UndeleteAsync(deleted, CancellationToken.None));
        Assert.Single(lab.Supervisor.List());
    }

    [Fact]
    public async Task An_undo_that_cannot_be_stored_changes_nothing_and_can_be_tried_again()
    {
        await using var lab = new EndpointLab();
        var endpoint = await lab.UdpListenerAsync();
        var deleted = await lab.Supervisor.DeleteAsync(endpoint.Id, UndoTime, CancellationToken.None);
        lab.Store.Failure = new NotSavedException(new IOException("full"));
        await Assert.ThrowsAsync<NotSavedException>(() => lab.Supervisor.UndeleteAsync(deleted, CancellationToken.None));
        Assert.Empty(lab.Supervisor.List());

        lab.Store.Failure = null;
        var back = await lab.Supervisor.UndeleteAsync(deleted, CancellationToken.None);
        Assert.Equal((EndpointState.Running, deleted.EntriesHad), (back.State, deleted.EntriesBack));
    }

    private static EndpointDefinition Listener(int port) =>
        new()
        {
            Kind = EndpointKind.UdpListener,
            Local = new() { Address = "127.0.0.1", Port = port },
        };
}
