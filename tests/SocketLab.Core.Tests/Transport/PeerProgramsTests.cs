using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Linux;

namespace SocketLab.Core.Tests.Transport;

/// <summary>Who is at the other side: here the process that runs the tests, so that its name and number are known.</summary>
public sealed class PeerProgramsTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    private static PeerProgram Ourselves => new(File.ReadAllText("/proc/self/comm").Trim(), Environment.ProcessId);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::")]
    public async Task A_connection_learns_its_peer_s_program_by_itself_when_it_opens(string address)
    {
        var listener = await _lab.TcpListenerAsync(address: address);
        using var peer = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await peer.ConnectAsync(address == "::1" ? IPAddress.IPv6Loopback : IPAddress.Loopback, listener.Bound!.Port);
        await Eventually.HoldsAsync(_lab.Supervisor.Programs.Changed, () => listener.Connections.List() is [{ PeerProgram: not null }]);
        var program = Assert.Single(listener.Connections.List()).PeerProgram!;
        Assert.Equal(Ourselves, program);
        Assert.True(program.IsOurselves);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    public async Task A_connection_that_nobody_has_accepted_yet_is_the_listening_program_s(string address)
    {
        var at = new IPEndPoint(IPAddress.Parse(address), 0);
        using var server = new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (address == "::")
        {
            server.DualMode = true;
        }

        server.Bind(at);
        server.Listen();
        var client = await _lab.StartAsync(
            new()
            {
                Kind = EndpointKind.TcpClient,
                Remote = new() { Host = "127.0.0.1", Port = ((IPEndPoint)server.LocalEndPoint!).Port },
            }
        );
        await Eventually.HoldsAsync(_lab.Supervisor.Programs.Changed, () => client.Connections.List() is [{ PeerProgram: not null }]);
        Assert.Equal(Ourselves, Assert.Single(client.Connections.List()).PeerProgram);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task The_program_of_datagrams_is_found_however_it_has_bound_its_socket(bool isWildcard, bool isConnected)
    {
        var listener = await _lab.UdpListenerAsync();
        using var peer = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        peer.Bind(new IPEndPoint(isWildcard ? IPAddress.Any : IPAddress.Loopback, 0));
        if (isConnected)
        {
            await peer.ConnectAsync(listener.Bound!);
        }

        await peer.SendToAsync("who am I"u8.ToArray(), listener.Bound!);
        await Eventually.HoldsAsync(listener.Journal.Changed, () => listener.Journal.Messages(EntryDirection.In).Count == 1);
        var entry = listener.Journal.Messages(EntryDirection.In)[0];
        await Eventually.HoldsAsync(_lab.Supervisor.Programs.Changed, () => listener.ProgramOf(entry) is not null);
        Assert.Equal(Environment.ProcessId, listener.ProgramOf(entry)!.ProcessId);
    }

    [Fact]
    public void Several_are_found_in_one_walk_and_nothing_is_said_of_who_is_not_there_or_elsewhere()
    {
        using var peer = new UdpClient(new IPEndPoint(IPAddress.Loopback, Sockets.QuietPort()));
        using var gone = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var (there, ended) = (PeerOf(peer), PeerOf(gone));
        gone.Dispose();
        var ours = PeerAddress.From(IPEndPoint.Parse("127.0.0.1:1"));
        Assert.Equal(
            [null, Ourselves.ProcessId, null],
            SocketLookup
                .Find([new(true, ended, ours), new(true, there, ours), new(false, there, ours)])
                .Select(program => program?.ProcessId)
        );
        var far = PeerAddress.From(IPEndPoint.Parse("192.0.2.1:53"));
        Assert.False(SocketLookup.CanBeHere(new(true, far, ours)));
        Assert.False(SocketLookup.CanBeHere(new(true, far, PeerAddress.None)));
        Assert.False(SocketLookup.CanBeHere(new(false, PeerAddress.FromUnix("lab.sock"), ours)));
        Assert.True(SocketLookup.CanBeHere(new(false, far, far.WithPort(1))));
    }

    [Fact]
    public async Task Asking_never_waits_and_what_was_found_is_not_looked_for_at_each_question()
    {
        var programs = new PeerPrograms(TimeProvider.System);
        using var peer = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var address = PeerOf(peer);
        Assert.Null(programs.Find(address, PeerAddress.None));
        await Eventually.HoldsAsync(programs.Changed, () => programs.Find(address, PeerAddress.None) is not null);
        var found = programs.Find(address, PeerAddress.None);
        peer.Dispose();
        for (var i = 0; i < 100; i++)
        {
            Assert.Same(found, programs.Find(address, PeerAddress.None));
        }
    }

    private static PeerAddress PeerOf(UdpClient peer) => PeerAddress.From((IPEndPoint)peer.Client.LocalEndPoint!);
}
