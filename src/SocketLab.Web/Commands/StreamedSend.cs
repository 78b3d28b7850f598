using System.Net;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Transport;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Web.Commands;

/// <summary>A payload that is read while it is sent.</summary>
/// <param name="Body">The payload. A datagram is read whole; stream data passes through in pieces, so it may be larger than memory.</param>
/// <param name="To">Where a datagram goes; null for the endpoint's remote.</param>
/// <param name="ConnectionIds">Which of the endpoint's connections it goes to; null: all that are open.</param>
public sealed record StreamedPayload(Stream Body, RemoteAddress? To = null, IReadOnlyList<string>? ConnectionIds = null);

/// <summary>Sends a payload while it is read.</summary>
internal static class StreamedSend
{
    private const int PieceBytes = 64 << 10;

    /// <summary>The longest payload of a datagram: that of UDP over IPv6 without extension headers (RFC 768, RFC 8200).</summary>
    private const int MaxDatagramBytes = 65_527;

    /// <summary>Sends the payload as one datagram.</summary>
    public static async Task<SendReceipt> AsDatagramAsync(
        Endpoint endpoint,
        RemoteAddress? to,
        Stream payload,
        CancellationToken cancellation
    )
    {
        var buffer = new byte[MaxDatagramBytes + 1];
        var length = await payload.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return length <= MaxDatagramBytes
            ? await endpoint.SendAsync(buffer.AsMemory(0, length), to, cancellation)
            : throw new NetworkException(SocketFaults.TooLong(null));
    }

    /// <summary>Sends the payload to all of these connections at once, in pieces.</summary>
    public static async Task<SendReceipt> ToConnectionsAsync(
        IReadOnlyList<TcpConnection> connections,
        EndPoint? local,
        Stream payload,
        CancellationToken cancellation
    )
    {
        var fanOut = new TcpFanOut(connections);
        var (buffer, isFirst) = (new byte[PieceBytes], true);
        while (fanOut.Taking > 0)
        {
            var length = await payload.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
            if (length > 0 || isFirst)
            {
                // Without a byte it is still told whether the connections are open.
                await fanOut.SendAsync(buffer.AsMemory(0, length), cancellation);
                isFirst = false;
            }

            if (length < buffer.Length)
            {
                break;
            }
        }

        return fanOut.Receipt(local);
    }
}
