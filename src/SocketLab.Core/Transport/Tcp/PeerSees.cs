using System.Globalization;
using SocketLab.Core.Definitions;

namespace SocketLab.Core.Transport.Tcp;

/// <summary>
/// What the other side will see of each way to end a connection: a sentence or two to read before doing it (RFC 9293, 3.6 and 3.10).
/// </summary>
public static class PeerSees
{
    /// <summary>A half-close.</summary>
    public const string HalfClose =
        "The peer reads what we sent, then the end of the stream (FIN). It can still send, and we still receive.";

    /// <summary>A reset.</summary>
    public const string Reset =
        "The peer gets RST: its next read or write fails with “connection reset”, and what was still under way is lost, both ways.";

    /// <summary>What a reset is on a Unix socket (unix(7)), which has none.</summary>
    public const string UnixReset = "Unix sockets have no RST: the peer reads what we sent, then the end of the stream, as after a close.";

    /// <summary>A half-close of a Unix socket.</summary>
    public const string UnixHalfClose = "The peer reads what we sent, then the end of the stream. It can still send, and we still receive.";

    /// <summary>A close of a Unix socket.</summary>
    public const string UnixClose =
        "The peer reads what we sent, then the end of the stream. What it sends later fails with “broken pipe”.";

    private const string OrderlyClose =
        "The peer reads what we sent, then the end of the stream (FIN). We still take what it sends within a second, and answer anything "
        + "later with RST.";

    /// <summary>A close, which depends on the connection's options.</summary>
    /// <param name="lingerSeconds">See <see cref="ConnectionOptions.LingerSeconds"/>.</param>
    public static string Close(int? lingerSeconds) =>
        lingerSeconds switch
        {
            null => OrderlyClose,
            0 => $"Linger is 0, so this is a reset. {Reset}",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"{OrderlyClose} If it has not acknowledged all of our data within {lingerSeconds:N0} s, it gets RST instead."
            ),
        };
}
