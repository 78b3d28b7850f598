using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Endpoints;

public sealed class EndpointSupervisorTests : IAsyncDisposable
{
    private static readonly EndpointDefinition Udp = new() { Kind = EndpointKind.UdpListener };

    private readonly EndpointLab _lab = new(limits: new() { Endpoints = 5 });

    private EndpointSupervisor Supervisor => _lab.Supervisor;

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task Created_endpoint_is_stored_with_its_defaults_and_not_started()
    {
        var endpoint = await Supervisor.CreateAsync(Udp, start: false, CancellationToken.None);
        Assert.Equal((EndpointState.Stopped, null, null), (endpoint.State, endpoint.Bound, endpoint.Fault));
        Assert.Equal(
            ("127.0.0.1", 0, "UDP any port"),
            (endpoint.Definition.Local!.Address, endpoint.Definition.Local.Port, endpoint.Definition.Name)
        );
        Assert.Equal(new StoredEndpoint(endpoint.Id, endpoint.Definition, false), Assert.Single(_lab.Store.Stored));
        Assert.Matches("^[a-z2-9]{10}$", endpoint.Id);
        Assert.Same(endpoint, Supervisor.Get(endpoint.Id));
        Assert.Equal(0, endpoint.Journal.Ledger.Journaled);
    }

    [Fact]
    public async Task Endpoints_are_listed_in_order_of_creation()
    {
        for (var i = 0; i < 5; i++)
        {
            await Supervisor.CreateAsync(Udp with { Name = $"n{i}" }, start: i % 2 == 0, CancellationToken.None);
        }

        Assert.Equal(["n0", "n1", "n2", "n3", "n4"], Supervisor.List().Select(e => e.Definition.Name));
        Assert.Equal(5, Supervisor.List().Select(e => e.Id).Distinct().Count());
    }

    [Fact]
    public async Task Invalid_definition_creates_and_changes_nothing()
    {
        var error = await Assert.ThrowsAsync<InvalidDefinitionException>(() =>
            Supervisor.CreateAsync(Udp with { Local = new() { Port = -1 } }, start: true, CancellationToken.None)
        );
        Assert.Equal("$.local.port", Assert.Single(error.Errors).Path);
        Assert.Empty(Supervisor.List());
        Assert.Empty(_lab.Store.Stored);

        var endpoint = await Supervisor.CreateAsync(Udp, start: false, CancellationToken.None);
        await Assert.ThrowsAsync<InvalidDefinitionException>(() =>
            Supervisor.UpdateAsync(endpoint.Id, Udp with { Name = new string('x', 101) }, CancellationToken.None)
        );
        await Assert.ThrowsAsync<InvalidDefinitionException>(() =>
            Supervisor.UpdateAsync(endpoint.Id, new EndpointDefinition { Kind = EndpointKind.TcpListener }, CancellationToken.None)
        );
        Assert.Equal("UDP any port", Assert.Single(_lab.Store.Stored).Definition.Name);
    }

    [Fact]
    public async Task One_endpoint_too_many_is_refused_with_the_limits_name()
    {
        for (var i = 0; i < 5; i++)
        {
            await Supervisor.CreateAsync(Udp, start: false, CancellationToken.None);
        }

        var error = await Assert.ThrowsAsync<LimitReachedException>(() =>
            Supervisor.CreateAsync(Udp, start: false, CancellationToken.None)
        );
        Assert.Equal(("Endpoints", 5L), (error.Limit, error.Value));
        Assert.Equal((5, 5), (Supervisor.List().Count, _lab.Store.Stored.Count));
        await Supervisor.DeleteAsync(Supervisor.List()[2].Id, CancellationToken.None);
        await Supervisor.CreateAsync(Udp, start: false, CancellationToken.None);
    }

    [Theory]
    [InlineData(EndpointKind.UdpListener)]
    [InlineData(EndpointKind.TcpListener)]
    public async Task Port_in_use_faults_with_a_hint_and_runs_once_it_is_free(EndpointKind kind)
    {
        var first = await _lab.StartAsync(
            new()
            {
                Kind = kind,
                Local = new() { Port = Sockets.QuietPort() },
            }
        );
        var second = await Supervisor.CreateAsync(
            new()
            {
                Kind = kind,
                Local = new() { Port = first.Bound!.Port },
            },
            start: true,
            CancellationToken.None
        );
        Assert.Equal((EndpointState.Faulted, FaultCode.AddressInUse), (second.State, second.Fault!.Code));
        Assert.Contains("Choose another port", second.Fault.Hint, StringComparison.Ordinal);
        Assert.Equal("addressInUse", Assert.Single(second.Journal.Events(EventType.Faulted)).Event!.Code);
        Assert.Equal(EndpointState.Running, first.State);

        var port = first.Bound.Port;
        await Supervisor.DeleteAsync(first.Id, CancellationToken.None);
        await Supervisor.StartAsync(second.Id, CancellationToken.None);
        Assert.Equal((EndpointState.Running, null, port), (second.State, second.Fault, second.Bound!.Port));
    }

    [Theory]
    [InlineData(EndpointKind.UdpListener)]
    [InlineData(EndpointKind.TcpListener)]
    [InlineData(EndpointKind.UdpSender)]
    public async Task Foreign_address_faults_as_addressNotAvailable(EndpointKind kind)
    {
        // TEST-NET-1 (RFC 5737) is nobody's.
        var endpoint = await Supervisor.CreateAsync(
            new()
            {
                Kind = kind,
                Local = new() { Address = "192.0.2.1" },
            },
            start: true,
            CancellationToken.None
        );
        Assert.Equal((EndpointState.Faulted, FaultCode.AddressNotAvailable), (endpoint.State, endpoint.Fault!.Code));
        Assert.Contains("192.0.2.1", endpoint.Fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Running_endpoint_takes_a_new_name_and_journal_limit_only()
    {
        var endpoint = await _lab.StartAsync(Udp);
        var wanted = endpoint.Definition with
        {
            Name = "lab 1",
            Journal = new() { MaxBytes = 1 << 20 },
        };
        await Supervisor.UpdateAsync(endpoint.Id, wanted, CancellationToken.None);
        Assert.Equal(("lab 1", EndpointState.Running), (endpoint.Definition.Name, endpoint.State));
        Assert.Equal(new StoredEndpoint(endpoint.Id, wanted, true), Assert.Single(_lab.Store.Stored));

        EndpointDefinition[] needRestart =
        [
            wanted with
            {
                Local = new() { Port = 1 },
            },
            wanted with
            {
                Remote = new() { Host = "127.0.0.1", Port = 1 },
            },
            wanted with
            {
                Udp = new() { MaxDatagramBytes = 100 },
            },
            wanted with
            {
                Tcp = new() { Backlog = 3 },
            },
        ];
        foreach (var change in needRestart)
        {
            var error = await Assert.ThrowsAsync<EndpointStateException>(() =>
                Supervisor.UpdateAsync(endpoint.Id, change, CancellationToken.None)
            );
            Assert.False(error.MustBeRunning);
            Assert.Equal(wanted, _lab.Store.Stored.Single().Definition);
            Assert.Equal(wanted, endpoint.Definition);
        }

        await Supervisor.StopAsync(endpoint.Id, CancellationToken.None);
        await Supervisor.UpdateAsync(endpoint.Id, needRestart[2], CancellationToken.None);
        Assert.Equal(100, endpoint.Definition.Udp.MaxDatagramBytes);
    }

    [Fact]
    public async Task Smaller_journal_limit_takes_effect_while_running()
    {
        var endpoint = await _lab.StartAsync(Udp with { Journal = new() { MaxBytes = 8 << 20 } });
        for (var i = 0; i < 100; i++)
        {
            using var batch = endpoint.Journal.BeginBatch();
            batch.AddDatagram(EntryDirection.In, 0, PeerAddress.None, 65_000, new byte[65_000]);
        }

        Assert.Equal(0, endpoint.Journal.Ledger.Evicted);
        await Supervisor.UpdateAsync(
            endpoint.Id,
            endpoint.Definition with
            {
                Journal = new() { MaxBytes = 2 << 20 },
            },
            CancellationToken.None
        );
        Assert.InRange(endpoint.Journal.Ledger.Kept, 1, (2 << 20) / 65_000);
    }

    [Fact]
    public async Task Deleted_endpoint_is_gone_with_its_socket_and_its_journal()
    {
        var endpoint = await _lab.StartAsync(Udp with { Local = new() { Port = Sockets.QuietPort() } });
        var bound = endpoint.Bound!;
        await Supervisor.DeleteAsync(endpoint.Id, CancellationToken.None);
        Assert.Null(Supervisor.Find(endpoint.Id));
        Assert.Throws<EndpointNotFoundException>(() => Supervisor.Get(endpoint.Id));
        Assert.Empty(_lab.Store.Stored);
        Assert.Empty(endpoint.Journal.ReadAll());
        using var next = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        next.Bind(bound);
    }

    [Fact]
    public async Task Unknown_endpoint_is_not_found()
    {
        await Assert.ThrowsAsync<EndpointNotFoundException>(() => Supervisor.StartAsync("nobody", CancellationToken.None));
        await Assert.ThrowsAsync<EndpointNotFoundException>(() => Supervisor.StopAsync("nobody", CancellationToken.None));
        await Assert.ThrowsAsync<EndpointNotFoundException>(() => Supervisor.DeleteAsync("nobody", CancellationToken.None));
        await Assert.ThrowsAsync<EndpointNotFoundException>(() => Supervisor.UpdateAsync("nobody", Udp, CancellationToken.None));
        Assert.Null(Supervisor.FindConnection(new ConnectionId(1)));
    }

    [Fact]
    public async Task Every_change_wakes_watchers_and_grows_the_endpoints_version()
    {
        var endpoint = await ChangesAsync(() => Supervisor.CreateAsync(Udp, start: false, CancellationToken.None));
        var version = endpoint.Version;
        await ChangesAsync(() => Supervisor.StartAsync(endpoint.Id, CancellationToken.None));
        Assert.True(endpoint.Version > version);
        version = endpoint.Version;
        await ChangesAsync(() => Supervisor.UpdateAsync(endpoint.Id, endpoint.Definition with { Name = "x" }, CancellationToken.None));
        Assert.True(endpoint.Version > version);
        version = endpoint.Version;
        await ChangesAsync(() => Supervisor.StopAsync(endpoint.Id, CancellationToken.None));
        Assert.True(endpoint.Version > version);
        await ChangesAsync(async () =>
        {
            await Supervisor.DeleteAsync(endpoint.Id, CancellationToken.None);
            return endpoint;
        });
    }

    [Fact]
    public async Task Store_that_fails_leaves_things_as_they_were()
    {
        var endpoint = await Supervisor.CreateAsync(Udp, start: false, CancellationToken.None);
        _lab.Store.Failure = new IOException("disk full");
        await Assert.ThrowsAsync<IOException>(() => Supervisor.CreateAsync(Udp, start: true, CancellationToken.None));
        await Assert.ThrowsAsync<IOException>(() => Supervisor.StartAsync(endpoint.Id, CancellationToken.None));
        await Assert.ThrowsAsync<IOException>(() => Supervisor.UpdateAsync(endpoint.Id, Udp with { Name = "new" }, CancellationToken.None));
        await Assert.ThrowsAsync<IOException>(() => Supervisor.DeleteAsync(endpoint.Id, CancellationToken.None));
        Assert.Equal((EndpointState.Stopped, "UDP any port"), (endpoint.State, endpoint.Definition.Name));
        Assert.Same(endpoint, Assert.Single(Supervisor.List()));

        _lab.Store.Failure = null;
        await Supervisor.StartAsync(endpoint.Id, CancellationToken.None);
        Assert.Equal(EndpointState.Running, endpoint.State);
    }

    private async Task<Endpoint> ChangesAsync(Func<Task<Endpoint>> change)
    {
        var seen = Supervisor.Changed.Version;
        var endpoint = await change();
        Assert.NotEqual(seen, Supervisor.Changed.Version);
        return endpoint;
    }
}
