using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Faults;

namespace SocketLab.Core.Tests.Endpoints;

/// <summary>What a restart of the server brings back.</summary>
public sealed class EndpointRestoreTests
{
    [Fact]
    public async Task What_was_wanted_runs_again_with_the_same_id_and_a_new_journal()
    {
        var store = new MemoryStore();
        Endpoint running,
            stopped;
        await using (var before = new EndpointLab(store: store))
        {
            running = await before.UdpListenerAsync();
            stopped = await before.TcpListenerAsync();
            await before.Supervisor.StopAsync(stopped.Id, CancellationToken.None);
        }

        Assert.Equal(EndpointState.Stopped, running.State);
        Assert.Equal([true, false], store.Stored.Select(one => one.WantedRunning));

        await using var after = new EndpointLab(store: store);
        await after.Supervisor.RestoreAsync(CancellationToken.None);
        Assert.Equal([running.Id, stopped.Id], after.Supervisor.List().Select(e => e.Id));
        Assert.Equal([EndpointState.Running, EndpointState.Stopped], after.Supervisor.List().Select(e => e.State));
        Assert.Equal(running.Definition, after.Supervisor.List()[0].Definition);
        Assert.NotEqual(running.Journal.Id, after.Supervisor.List()[0].Journal.Id);
    }

    [Fact]
    public async Task What_cannot_start_is_faulted_and_the_rest_runs()
    {
        using var occupied = Sockets.Udp();
        var store = new MemoryStore();
        await AddAsync(
            store,
            "first",
            new()
            {
                Kind = EndpointKind.UdpListener,
                Local = new() { Port = EndpointLab.Remote(occupied.LocalEndPoint).Port },
            }
        );
        await AddAsync(
            store,
            "second",
            new()
            {
                Kind = EndpointKind.UdpListener,
                Local = new() { Address = "no address at all" },
            }
        );
        await AddAsync(store, "third", new() { Kind = EndpointKind.UdpListener, Local = new() });

        await using var lab = new EndpointLab(store: store);
        await lab.Supervisor.RestoreAsync(CancellationToken.None);
        Assert.Equal([EndpointState.Faulted, EndpointState.Faulted, EndpointState.Running], lab.Supervisor.List().Select(e => e.State));
        Assert.Equal(FaultCode.AddressInUse, lab.Supervisor.List()[0].Fault!.Code);
    }

    [Fact]
    public async Task Faulted_endpoint_stays_wanted()
    {
        var store = new MemoryStore();
        await using (var lab = new EndpointLab(store: store))
        {
            await lab.Supervisor.CreateAsync(
                new()
                {
                    Kind = EndpointKind.UdpListener,
                    Local = new() { Address = "192.0.2.1" },
                },
                start: true,
                CancellationToken.None
            );
        }

        Assert.True(Assert.Single(store.Stored).WantedRunning);
    }

    private static Task AddAsync(MemoryStore store, string id, EndpointDefinition definition) =>
        store.SaveAsync(new(id, definition, true), CancellationToken.None);
}
