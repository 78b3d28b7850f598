using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;

namespace SocketLab.Core.Tests.Transport.Tcp;

/// <summary>Clients with a local port of their own: two addresses and two ports are one connection.</summary>
public sealed class SamePortsTests
{
    [Fact]
    public async Task A_second_client_with_the_ports_of_the_first_is_told_of_that_connection()
    {
        await using var lab = new EndpointLab();
        using var server = Sockets.Listen();
        using var other = Sockets.Listen();
        var first = await lab.StartAsync(From(Sockets.QuietPort(), server));
        var port = first.Bound!.Port;
        var second = await lab.Supervisor.CreateAsync(From(port, server), start: true, CancellationToken.None);
        Assert.Equal(FaultCode.AddressNotAvailable, second.Fault?.Code);
        Assert.StartsWith($"There is a connection from 127.0.0.1:{port} to {server.LocalEndPoint} ", second.Fault!.Message);
        Assert.Contains("another local port", second.Fault.Hint, StringComparison.Ordinal);

        // To another server it is another connection.
        await lab.StartAsync(From(port, other));
    }

    private static EndpointDefinition From(int port, System.Net.Sockets.Socket server) =>
        EndpointLab.TcpClient(server.LocalEndPoint!) with
        {
            Local = new() { Port = port },
        };
}
