using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport;
using SocketLab.Core.Transport.Udp;

namespace SocketLab.Core.Tests.Transport.Udp;

/// <summary>Groups on an interface that is not there, or goes.</summary>
public sealed class MulticastInterfaceTests : IAsyncDisposable
{
    private const string Group = "239.255.77.1";

    private readonly EndpointLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task Interface_that_is_not_there_faults_the_start()
    {
        var listener = await _lab.Supervisor.CreateAsync(
            Definition([Group], "0.0.0.0", "no-such-interface"),
            start: true,
            CancellationToken.None
        );
        Assert.Equal((EndpointState.Faulted, FaultCode.AddressNotAvailable), (listener.State, listener.Fault!.Code));
    }

    [Theory]
    [InlineData("0.0.0.0", Group, "239.255.77.2%lo", "239.255.77.3")]
    [InlineData("::", "ff05::77:1", "239.255.77.2%lo", "ff05::77:3")]
    public async Task What_runs_can_be_changed_also_when_the_interface_of_its_groups_is_gone(
        string address,
        string group,
        string other,
        string third
    )
    {
        using var journal = new EntryJournal(1 << 20, new JournalBudget(1 << 20), TimeProvider.System);
        var definition = Definition([group], address, "lab0");
        string[] network =
        [
            "link set lo up",
            "link add lab0 type veth peer name lab1",
            "link set lab0 up",
            "addr add 10.77.0.1/24 dev lab0",
        ];
        await using var transport = await NetworkNamespace.RunAsync(network, () =>
        {
            var transport = new UdpTransport(definition, journal, UnixFolders.None);
            Assert.True(transport.StartAsync(CancellationToken.None).IsCompletedSuccessfully);
            transport.Begin();
            NetworkNamespace.Ip("link del lab0");
            transport.Apply(definition with { Name = "renamed" });
            transport.Apply(Definition([other], address, "lab0"));
            Assert.Throws<NetworkException>(() => transport.Apply(Definition([other, third], address, "lab0")));
            return transport;
        });
        // That the system took the membership may be noticed at any time.
        EventType[] changes = [.. journal.EventTypes().Where(type => type != EventType.MulticastLost)];
        Assert.Equal([EventType.MulticastJoined, EventType.MulticastLeft, EventType.MulticastJoined], changes);
    }

    private static EndpointDefinition Definition(IReadOnlyList<string> groups, string address, string? on) =>
        new()
        {
            Kind = EndpointKind.UdpListener,
            Local = new() { Address = address },
            Udp = new() { MulticastGroups = groups, MulticastInterface = on },
        };
}
