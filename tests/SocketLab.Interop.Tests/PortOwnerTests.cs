using System.Globalization;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;

namespace SocketLab.Interop.Tests;

public sealed class PortOwnerTests
{
    [Fact]
    public async Task A_port_in_use_names_the_program_that_has_it()
    {
        await using var python = Tool.Start(
            "python3",
            "-u",
            "-c",
            """
            import socket, sys
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            s.bind(("127.0.0.1", 0))
            print("port", s.getsockname()[1])
            sys.stdin.read()
            """
        );
        await python.SaysAsync("port ");
        var port = int.Parse(python.Output.Split("port ")[1], CultureInfo.InvariantCulture);
        await using var lab = new EndpointLab();
        var endpoint = await lab.Supervisor.CreateAsync(
            new()
            {
                Kind = EndpointKind.UdpListener,
                Local = new() { Port = port },
            },
            start: true,
            CancellationToken.None
        );
        Assert.Equal(FaultCode.AddressInUse, endpoint.Fault!.Code);
        Assert.Matches($@"^Port {port} is already in use by python3\S* \(process \d+\)\.$", endpoint.Fault.Message);
    }
}
