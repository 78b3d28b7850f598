using System.Net.Sockets;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;

namespace SocketLab.Core.Transport.Tcp;

/// <summary>How reading came to its end, as seen on the wire.</summary>
/// <param name="Reason">The reason, unless somebody here asked for the end.</param>
/// <param name="SystemError">What the system said, where the reason is none of the others.</param>
internal readonly record struct WireEnd(CloseReason Reason, string? SystemError = null)
{
    /// <summary>The end that an exception means.</summary>
    public static WireEnd Of(Exception error) =>
        error switch
        {
            OperationCanceledException => new(CloseReason.Closed),
            SocketException socketError => new(ReasonOf(socketError.SocketErrorCode), $"by the system: {socketError.SocketErrorCode}"),
            ObjectDisposedException => new(CloseReason.Reset),
            NetworkException => new(CloseReason.Error, "because TLS failed"),
            _ => new(CloseReason.Error, $"by the system: {error.GetType().Name}"),
        };

    private static CloseReason ReasonOf(SocketError error) =>
        error switch
        {
            SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => CloseReason.PeerReset,
            SocketError.TimedOut => CloseReason.TimedOut,
            _ => CloseReason.Error,
        };
}
