using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Faults;

namespace SocketLab.Core.Tests.Faults;

public sealed class SocketFaultsTests
{
    [Theory]
    [InlineData(SocketError.AddressAlreadyInUse, 9191, FaultCode.AddressInUse)]
    [InlineData(SocketError.AccessDenied, 80, FaultCode.AccessDenied)]
    [InlineData(SocketError.AccessDenied, 8080, FaultCode.AccessDenied)]
    [InlineData(SocketError.AddressNotAvailable, 9191, FaultCode.AddressNotAvailable)]
    [InlineData(SocketError.TooManyOpenSockets, 9191, FaultCode.TooManyOpenFiles)]
    [InlineData(SocketError.InvalidArgument, 9191, FaultCode.SocketError)]
    public void Failed_bind_has_its_code(SocketError error, int port, FaultCode code) =>
        Assert.Equal(code, SocketFaults.OfBind(new((int)error), new IPEndPoint(IPAddress.Loopback, port)).Code);

    [Fact]
    public void Privileged_port_is_explained()
    {
        var fault = SocketFaults.OfBind(new((int)SocketError.AccessDenied), new IPEndPoint(IPAddress.Loopback, 80));
        Assert.Equal("Port 80 needs privileges.", fault.Message);
        Assert.Contains("above 1023", fault.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SocketError.AddressAlreadyInUse, FaultCode.AddressInUse)]
    [InlineData(SocketError.AddressNotAvailable, FaultCode.AddressNotAvailable)]
    [InlineData(SocketError.AccessDenied, FaultCode.AccessDenied)]
    [InlineData(SocketError.ConnectionRefused, FaultCode.ConnectionRefused)]
    [InlineData(SocketError.HostNotFound, FaultCode.HostNotFound)]
    [InlineData(SocketError.NoData, FaultCode.HostNotFound)]
    [InlineData(SocketError.TryAgain, FaultCode.HostNotFound)]
    [InlineData(SocketError.HostUnreachable, FaultCode.HostUnreachable)]
    [InlineData(SocketError.NetworkUnreachable, FaultCode.NetworkUnreachable)]
    [InlineData(SocketError.NetworkDown, FaultCode.NetworkUnreachable)]
    [InlineData(SocketError.TimedOut, FaultCode.TimedOut)]
    [InlineData(SocketError.ConnectionReset, FaultCode.ConnectionReset)]
    [InlineData(SocketError.ConnectionAborted, FaultCode.ConnectionReset)]
    [InlineData(SocketError.Shutdown, FaultCode.ConnectionReset)]
    [InlineData(SocketError.MessageSize, FaultCode.MessageTooLong)]
    [InlineData(SocketError.TooManyOpenSockets, FaultCode.TooManyOpenFiles)]
    public void Network_error_has_its_code_and_a_hint(SocketError error, FaultCode code)
    {
        var fault = SocketFaults.Of(new SocketException((int)error), "192.0.2.7:9191");
        Assert.Equal(code, fault.Code);
        Assert.EndsWith(".", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", fault.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void What_no_case_foresaw_keeps_the_systems_own_name()
    {
        var fault = SocketFaults.Of(new SocketException((int)SocketError.ProtocolNotSupported), "x");
        Assert.Equal(FaultCode.SocketError, fault.Code);
        Assert.Contains("ProtocolNotSupported", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Codes_are_spelled_as_in_the_contract() =>
        Assert.Equal(
            [
                "addressInUse",
                "addressNotAvailable",
                "accessDenied",
                "connectionRefused",
                "hostNotFound",
                "hostUnreachable",
                "networkUnreachable",
                "timedOut",
                "connectionReset",
                "messageTooLong",
                "tlsHandshakeFailed",
                "certificateNotFound",
                "tooManyOpenFiles",
                "limitReached",
                "destinationDenied",
                "socketError",
            ],
            Enum.GetValues<FaultCode>().Select(code => code.ToName())
        );

    [Theory]
    [InlineData(SocketError.ConnectionAborted, AcceptAction.Next)]
    [InlineData(SocketError.ConnectionReset, AcceptAction.Next)]
    [InlineData(SocketError.NetworkDown, AcceptAction.Next)]
    [InlineData(SocketError.TooManyOpenSockets, AcceptAction.BackOff)]
    [InlineData(SocketError.NoBufferSpaceAvailable, AcceptAction.BackOff)]
    [InlineData(SocketError.NotSocket, AcceptAction.Fail)]
    [InlineData(SocketError.InvalidArgument, AcceptAction.Fail)]
    public void Accept_errors_are_sorted(SocketError error, AcceptAction action) => Assert.Equal(action, AcceptFaults.Classify(error));
}
