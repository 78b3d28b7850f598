using System.Net.Sockets;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;

namespace SocketLab.Core.Tests.Transport;

/// <summary>The file of a Unix socket: made, in use, replaced, and left alone.</summary>
public sealed class UnixFileTests : UnixSocketTests
{
    [Theory]
    [InlineData(EndpointKind.TcpListener)]
    [InlineData(EndpointKind.UdpListener)]
    public async Task The_file_goes_with_the_endpoint(EndpointKind kind)
    {
        var endpoint = await StartAsync(kind, "unix:lab.sock");
        Assert.True(File.Exists(PathOf("lab.sock")));
        await Lab.Supervisor.StopAsync(endpoint.Id, CancellationToken.None);
        Assert.False(File.Exists(PathOf("lab.sock")));
        await Lab.Supervisor.StartAsync(endpoint.Id, CancellationToken.None);
        Assert.Equal(EndpointState.Running, endpoint.State);
    }

    [Theory]
    [InlineData(EndpointKind.TcpListener, SocketType.Stream)]
    [InlineData(EndpointKind.TcpListener, SocketType.Dgram)]
    [InlineData(EndpointKind.UdpListener, SocketType.Dgram)]
    [InlineData(EndpointKind.UdpListener, SocketType.Stream)]
    public async Task A_socket_that_somebody_listens_on_is_in_use_and_one_left_over_is_replaced(EndpointKind kind, SocketType type)
    {
        var live = new Socket(AddressFamily.Unix, type, ProtocolType.Unspecified);
        live.Bind(new UnixDomainSocketEndPoint(PathOf("kept.sock")));
        if (type == SocketType.Stream)
        {
            live.Listen();
        }

        File.Move(PathOf("kept.sock"), PathOf("lab.sock"));
        var endpoint = await CreateAsync(kind, "unix:lab.sock");
        Assert.Equal((EndpointState.Faulted, FaultCode.AddressInUse), (endpoint.State, endpoint.Fault!.Code));
        live.Dispose();
        Assert.True(File.Exists(PathOf("lab.sock")));
        await Lab.Supervisor.StartAsync(endpoint.Id, CancellationToken.None);
        Assert.Equal((EndpointState.Running, null), (endpoint.State, endpoint.Fault));
    }

    [Fact]
    public async Task A_file_that_is_no_socket_is_never_touched()
    {
        File.WriteAllText(PathOf("notes"), "");
        var endpoint = await CreateAsync(EndpointKind.TcpListener, "unix:notes");
        Assert.Equal(FaultCode.AddressInUse, endpoint.Fault!.Code);
        await Lab.Supervisor.DeleteAsync(endpoint.Id, CancellationToken.None);
        Assert.True(File.Exists(PathOf("notes")));
    }

    [Theory]
    [InlineData(EndpointKind.TcpClient, "unix:nobody.sock", FaultCode.ConnectionRefused)]
    [InlineData(EndpointKind.TcpClient, "unix:/etc/lab.sock", FaultCode.AccessDenied)]
    [InlineData(EndpointKind.UdpSender, "unix:/etc/lab.sock", FaultCode.AccessDenied)]
    public async Task What_cannot_be_reached_has_its_code(EndpointKind kind, string host, FaultCode code)
    {
        var endpoint = await CreateAsync(kind, null, host);
        Assert.Equal((EndpointState.Faulted, code), (endpoint.State, endpoint.Fault!.Code));
    }
}
