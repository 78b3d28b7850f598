using System.Net.Sockets;
using SocketLab.Core.Definitions;
using SocketLab.Core.Transport.Linux;

namespace SocketLab.Core.Transport.Tcp;

/// <summary>The socket of one connection: its options, and what the system knows of it; nothing of the connection's life.</summary>
/// <remarks>
/// Owned by its <see cref="TcpConnection"/>, which closes it under the connection's lock. Sends never block: the socket is non-blocking.
/// </remarks>
internal sealed class ConnectionSocket
{
    private readonly Socket _socket;
    private readonly bool _isUnix;
    private SocketError _sendError;

    public ConnectionSocket(Socket socket, bool isUnix, TcpOptions options)
    {
        (_socket, _isUnix, Options) = (socket, isUnix, options);
        socket.Blocking = false;

        // If it was reset while it waited to be accepted, the first read reports that.
        _ = TryApply(options);
    }

    /// <summary>The options that it has now.</summary>
    public TcpOptions Options { get; private set; }

    /// <summary>For how long a send may wait for the peer.</summary>
    public TimeSpan SendTimeout =>
        Options.SendTimeoutSeconds == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(Options.SendTimeoutSeconds);

    /// <summary>The descriptor, for those that wait on it.</summary>
    public Socket Descriptor => _socket;

    /// <summary>Changes options.</summary>
    /// <returns>Whether the socket took them; it does not when it was reset already. A Unix socket has none of them.</returns>
    public bool TryApply(TcpOptions options)
    {
        if (!_isUnix)
        {
            try
            {
                _socket.NoDelay = options.NoDelay;
                _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, options.KeepAliveSeconds > 0);
                if (options.KeepAliveSeconds > 0)
                {
                    var interval = Math.Clamp(options.KeepAliveSeconds / 4, 1, 15);
                    _socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, options.KeepAliveSeconds);
                    _socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, interval);
                    _socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 4);
                }
            }
            catch (SocketException)
            {
                return false;
            }
        }

        Options = options;
        return true;
    }

    /// <summary>Reads what is there, without waiting; -1 when nothing is.</summary>
    /// <returns>Bytes read; 0 at the peer's FIN.</returns>
    /// <exception cref="SocketException">The connection broke.</exception>
    public int TryReceive(Span<byte> buffer)
    {
        var count = _socket.Receive(buffer, SocketFlags.None, out var error);
        return error switch
        {
            SocketError.Success => count,
            SocketError.WouldBlock => -1,
            _ => throw new SocketException((int)error),
        };
    }

    /// <summary>Whether the next byte is one that the peer marked as urgent.</summary>
    public bool IsAtMark() => LibC.IsAtMark((int)_socket.Handle) == 1;

    /// <summary>Waits for data and reads it; for an empty buffer, only waits.</summary>
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellation) =>
        _socket.ReceiveAsync(buffer, SocketFlags.None, cancellation);

    /// <summary>Sends what there is room for, without waiting.</summary>
    /// <exception cref="SocketException">The connection broke.</exception>
    public int TrySend(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return 0;
        }

        var sent = _socket.Send(bytes, SocketFlags.None, out var error);
        return error switch
        {
            SocketError.Success => sent,
            SocketError.WouldBlock => 0,
            _ => throw new SocketException((int)error),
        };
    }

    /// <summary>Waits for room by sending one byte: when that is cancelled, it is certain that nothing went out.</summary>
    /// <returns>Bytes sent.</returns>
    public ValueTask<int> SendByteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) =>
        _socket.SendAsync(bytes[..1], SocketFlags.None, cancellation);

    /// <summary>Sends FIN, if there is still somebody to send it to.</summary>
    public void SendFin()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The connection died first; the read loop learns why and says so.
        }
    }

    /// <summary>Closes it so that the peer gets RST: that is what a linger time of zero means (socket(7)).</summary>
    public void Abort()
    {
        LastTcpInfo ??= ReadTcpInfo();
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Dispose();
    }

    /// <summary>Closes it.</summary>
    public void Close()
    {
        LastTcpInfo ??= ReadTcpInfo();
        _socket.Dispose();
    }

    /// <summary>What the system knew of the connection right before the socket was closed; null until then.</summary>
    public TcpInfo? LastTcpInfo { get; private set; }

    /// <summary>Remembers the error of a send: the system tells of each error once.</summary>
    public void RecordSendError(SocketError error) => _sendError = error;

    /// <summary>Checks for what a read would not tell: when a send took the error, a read sees what looks like the peer's FIN.</summary>
    /// <param name="hasFinished">Whether our FIN is out. Without it, no connection any more means RST.</param>
    /// <exception cref="SocketException">The connection broke.</exception>
    public void ThrowIfBroken(bool hasFinished)
    {
        var error =
            _sendError != SocketError.Success ? _sendError
            : TakeError() is var pending and not SocketError.Success ? pending
            : !hasFinished && IsGone() ? SocketError.ConnectionReset
            : SocketError.Success;
        if (error != SocketError.Success)
        {
            throw new SocketException((int)error);
        }
    }

    /// <summary>The error that the system holds for us (SO_ERROR, socket(7)), which is told once.</summary>
    public SocketError TakeError() => (SocketError)(int)_socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!;

    /// <summary>What the system knows of the connection now (<c>TCP_INFO</c>); null where it does not tell.</summary>
    public TcpInfo? ReadTcpInfo()
    {
        if (!OperatingSystem.IsLinux() || _isUnix)
        {
            return null;
        }

        Span<byte> info = stackalloc byte[TcpInfo.Bytes];
        try
        {
            return TcpInfo.Parse(info[.._socket.GetRawSocketOption(LibC.SolTcp, LibC.TcpInfo, info)]);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // A kernel that does not tell, or it is closed.
            return null;
        }
    }

    /// <summary>Whether the system has no connection any more (TCP_CLOSE in TCP_INFO).</summary>
    private bool IsGone()
    {
        if (!OperatingSystem.IsLinux() || _isUnix)
        {
            return false;
        }

        Span<byte> info = stackalloc byte[sizeof(ulong)];
        return _socket.GetRawSocketOption(LibC.SolTcp, LibC.TcpInfo, info) > 0 && info[0] == LibC.TcpStateClose;
    }
}
