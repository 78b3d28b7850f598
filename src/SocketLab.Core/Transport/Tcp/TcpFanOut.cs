using System.Net;
using System.Runtime.ExceptionServices;
using SocketLab.Core.Faults;

namespace SocketLab.Core.Transport.Tcp;

/// <summary>
/// The same data to several connections at once, in one piece or in many: a connection that does not take a piece gets no more of them,
/// and holds up none of the others.
/// </summary>
/// <remarks>Used by one sender, a piece at a time.</remarks>
public sealed class TcpFanOut
{
    private readonly List<TcpConnection> _taking;
    private readonly EndPoint? _only;
    private long _bytes;
    private Exception? _refused;

    /// <summary>Sends to these connections.</summary>
    public TcpFanOut(IEnumerable<TcpConnection> connections)
    {
        _taking = [.. connections];
        _only = _taking is [var only] ? only.Remote : null;
    }

    /// <summary>How many connections took every piece so far.</summary>
    public int Taking => _taking.Count;

    /// <summary>Sends a whole payload to all of <paramref name="connections"/>.</summary>
    /// <exception cref="NetworkException">None took it, for this reason.</exception>
    /// <exception cref="ConnectionClosedException">None took it: they are closed for sending.</exception>
    internal static async Task<SendReceipt> SendAsync(
        IReadOnlyList<TcpConnection> connections,
        ReadOnlyMemory<byte> payload,
        EndPoint? local,
        CancellationToken cancellation
    )
    {
        var fanOut = new TcpFanOut(connections);
        await fanOut.SendAsync(payload, cancellation);
        return fanOut.Receipt(local);
    }

    /// <summary>Sends the next piece to all that took each piece before.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> piece, CancellationToken cancellation)
    {
        var sends = _taking.ConvertAll(connection => connection.SendAsync(piece, cancellation));
        await Task.WhenAll(sends).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _bytes += piece.Length;
        for (var i = sends.Count - 1; i >= 0; i--)
        {
            if (!sends[i].IsCompletedSuccessfully)
            {
                _refused = sends[i].Exception?.InnerException ?? _refused;
                _taking.RemoveAt(i);
            }
        }

        // What was taken before the cancellation came is sent, and counts.
        if (_taking.Count == 0)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>What was sent: to how many connections, and bytes over all of them.</summary>
    /// <param name="local">The address that it was sent from.</param>
    /// <exception cref="NetworkException">None took all of it, for this reason.</exception>
    /// <exception cref="ConnectionClosedException">None took all of it: they are closed for sending.</exception>
    public SendReceipt Receipt(EndPoint? local)
    {
        if (_taking.Count == 0 && _refused is not null)
        {
            ExceptionDispatchInfo.Throw(_refused);
        }

        return new SendReceipt(_bytes > 0 ? _taking.Count : 0, _bytes * _taking.Count, local, _only);
    }
}
