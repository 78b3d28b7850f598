using System.Globalization;
using System.Net;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;

namespace SocketLab.Interop.Tests;

/// <summary>Why a port cannot be had: somebody has it, or nobody has it and the system keeps it.</summary>
public sealed class PortOwnerTests
{
    [Fact]
    public async Task A_port_in_use_names_the_program_that_has_it()
    {
        await using var python = Python(
            """
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            s.bind(("127.0.0.1", 0))
            print("port", s.getsockname()[1])
            """
        );
        var fault = await RefusedAsync(EndpointKind.UdpListener, await PortAsync(python));
        Assert.Matches(@"^Port \d+ is already in use by python3\S* \(process \d+\)\.$", fault.Message);
    }

    [Fact]
    public async Task A_port_that_a_server_left_behind_is_no_programs()
    {
        await using var python = Python(
            """
            s = socket.socket()
            s.bind(("127.0.0.1", 0))
            s.listen()
            client = socket.create_connection(s.getsockname())
            accepted, _ = s.accept()
            accepted.close()
            client.recv(1)
            client.close()
            port = s.getsockname()[1]
            s.close()
            print("port", port)
            """
        );
        var port = await PortAsync(python);
        var fault = await RefusedAsync(EndpointKind.TcpListener, port);
        Assert.Matches($@"^No program has port {port}, .*SO_REUSEADDR.*\(TIME-WAIT\) for (60|[1-5]?\d) s more\.$", fault.Message);
        Assert.Contains($"'ss -K state time-wait sport = :{port}'", fault.Hint, StringComparison.Ordinal);

        // It is kept for connections of that address, and no other is concerned.
        await using var lab = new EndpointLab();
        var beside = await CreateAsync(lab, EndpointKind.TcpListener, port, "127.0.0.2");
        Assert.Null(beside.Fault);
    }

    [Fact]
    public async Task A_port_whose_connections_are_still_ending_is_no_programs()
    {
        await using var python = Python(
            """
            s = socket.socket()
            s.bind(("127.0.0.1", 0))
            s.listen()
            client = socket.create_connection(s.getsockname())
            accepted, _ = s.accept()
            accepted.setblocking(False)
            try:
                while True:
                    accepted.send(bytes(65536))
            except BlockingIOError:
                pass
            port = s.getsockname()[1]
            accepted.close()
            s.close()
            print("port", port)
            """
        );
        var port = await PortAsync(python);
        var fault = await RefusedAsync(EndpointKind.TcpListener, port);
        Assert.Matches($"^No program has port {port}, .*SO_REUSEADDR.*not taken or acknowledged", fault.Message);
        Assert.Contains($"'ss -tan sport = :{port}'", fault.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_a_program_still_has_is_its_own()
    {
        await using var python = Python(
            """
            s = socket.socket()
            s.bind(("127.0.0.1", 0))
            s.listen()
            client = socket.create_connection(s.getsockname())
            accepted, _ = s.accept()
            s.close()
            print("port", accepted.getsockname()[1])
            """
        );
        var fault = await RefusedAsync(EndpointKind.TcpListener, await PortAsync(python));
        Assert.Matches(@"^Port \d+ is already in use by python3\S* \(process \d+\)\.$", fault.Message);
    }

    [Fact]
    public async Task Of_two_programs_on_one_port_the_one_with_that_address_is_named()
    {
        await using var lab = new EndpointLab();
        await using var python = Python(
            """
            s = socket.socket()
            s.bind(("127.0.0.3", 0))
            s.listen()
            print("port", s.getsockname()[1])
            """
        );
        var port = await PortAsync(python);
        var ours = await CreateAsync(lab, EndpointKind.TcpListener, port, "127.0.0.4");
        Assert.Null(ours.Fault);
        foreach (var (address, owner) in new[] { ("127.0.0.3", "python3"), ("127.0.0.4", "another endpoint here") })
        {
            var second = await CreateAsync(lab, EndpointKind.TcpListener, port, address);
            Assert.Contains($"in use by {owner}", second.Fault!.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>A program that waits for its input to end.</summary>
    private static Tool Python(string script) => Tool.Start("python3", "-u", "-c", $"import socket, sys\n{script}\nsys.stdin.read()\n");

    private static async Task<int> PortAsync(Tool python)
    {
        await python.SaysAsync("port ");
        return int.Parse(python.Output.Split("port ")[1], CultureInfo.InvariantCulture);
    }

    private static async Task<Fault> RefusedAsync(EndpointKind kind, int port)
    {
        await using var lab = new EndpointLab();
        var endpoint = await CreateAsync(lab, kind, port, $"{IPAddress.Loopback}");
        Assert.Equal(FaultCode.AddressInUse, endpoint.Fault?.Code);
        return endpoint.Fault!;
    }

    private static Task<Endpoint> CreateAsync(EndpointLab lab, EndpointKind kind, int port, string address) =>
        lab.Supervisor.CreateAsync(
            new()
            {
                Kind = kind,
                Local = new() { Address = address, Port = port },
            },
            start: true,
            CancellationToken.None
        );
}
