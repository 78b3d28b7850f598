using System.Net.Sockets;
using SocketLab.Core.Addresses;

namespace SocketLab.Core.Faults;

/// <summary>Explains what goes wrong with Unix sockets: there the system's errors mean something else than with IP (unix(7)).</summary>
public static class UnixFaults
{
    /// <summary>More than one datagram carries.</summary>
    public static Fault TooLong { get; } =
        new(
            FaultCode.MessageTooLong,
            "That does not fit into one datagram of a Unix socket.",
            "Send 65,535 bytes at most, or use a tcp kind, which has stream sockets."
        );

    /// <summary>Datagram sockets on a system where SocketLab has none.</summary>
    public static Fault NoDatagrams { get; } =
        new(
            FaultCode.SocketError,
            "SocketLab has no Unix datagram sockets on this system.",
            "Use a tcp kind, which has stream sockets, or an IP address."
        );

    /// <summary>A path that SocketLab does not use.</summary>
    /// <param name="address">The address as written.</param>
    /// <param name="why">The reason, as the end of a sentence.</param>
    /// <param name="hint">What a person can do.</param>
    public static Fault Refused(string address, string why, string hint) =>
        new(FaultCode.AccessDenied, $"SocketLab does not use {address}: {why}.", hint);

    /// <summary>Explains a failure to connect or send.</summary>
    public static Fault Of(SocketException error, UnixAddress address) =>
        error.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => SocketFaults.Refused(address.ToString()),
            SocketError.AddressNotAvailable => new(
                FaultCode.ConnectionRefused,
                $"There is no socket {address}.",
                "Start the listener first, or check the name."
            ),
            SocketError.WouldBlock => new(
                FaultCode.TimedOut,
                $"{address} does not take any more: its queue is full.",
                "The program that listens there must read; send again later."
            ),
            SocketError.ProtocolType or SocketError.SocketError => new(
                FaultCode.SocketError,
                $"{address} is of the other type: {error.Message}.",
                "A tcp kind connects to stream sockets, a udp kind sends to datagram sockets."
            ),
            SocketError.MessageSize => TooLong,
            _ => SocketFaults.Of(error, address.ToString()),
        };

    /// <summary>Explains a failure to make a socket's file.</summary>
    public static Fault OfBind(Exception error, UnixAddress address) =>
        (error as SocketException)?.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse => new(
                FaultCode.AddressInUse,
                $"{address} is there already.",
                "Choose another name, stop the program that listens there, or remove the file if nobody does."
            ),
            SocketError.AddressNotAvailable => new(
                FaultCode.AddressNotAvailable,
                $"The folder of {address} is not there.",
                "Make the folder first, or choose another name."
            ),
            SocketError.AccessDenied => new(
                FaultCode.AccessDenied,
                $"SocketLab may not make {address}.",
                "Choose a folder that its user may write to."
            ),
            _ => new(FaultCode.SocketError, $"The system refused {address}: {error.Message}.", "Choose another name."),
        };
}
