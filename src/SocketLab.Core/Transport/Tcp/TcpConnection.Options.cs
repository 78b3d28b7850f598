using System.Net.Sockets;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Transport.Linux;

namespace SocketLab.Core.Transport.Tcp;

/// <content>Socket options, also while it is open, and what the system tells of the connection.</content>
public sealed partial class TcpConnection
{
    /// <summary>The options that it has now.</summary>
    public ConnectionOptions Options => ConnectionOptions.Of(_options);

    /// <summary>Changes options from here on.</summary>
    /// <exception cref="InvalidDefinitionException">One is out of range; nothing was changed.</exception>
    /// <exception cref="ConnectionClosedException">The connection is over.</exception>
    public void Change(ConnectionOptions options)
    {
        var errors = options.Validate();
        if (errors.Count > 0)
        {
            throw new InvalidDefinitionException(errors);
        }

        lock (_order)
        {
            if (IsOver || !TryApply(options.Into(_options)))
            {
                throw new ConnectionClosedException();
            }

            _options = options.Into(_options);
        }
    }

    /// <summary>
    /// What the system knows of the connection now; null when it is over, for a Unix socket, and on systems without <c>TCP_INFO</c>. One
    /// system call.
    /// </summary>
    public TcpInfo? ReadTcpInfo()
    {
        lock (_order)
        {
            return IsOver ? null : AskTcpInfo();
        }
    }

    /// <summary>Whether the socket is given back, or about to be.</summary>
    private bool IsOver => _ending is not null || _requested == Tcp.CloseReason.Reset;

    private TcpInfo? AskTcpInfo()
    {
        if (!OperatingSystem.IsLinux() || Peer.IsUnix)
        {
            return null;
        }

        Span<byte> info = stackalloc byte[TcpInfo.Bytes];
        try
        {
            return TcpInfo.Parse(info[.._socket.GetRawSocketOption(LibC.SolTcp, LibC.TcpInfo, info)]);
        }
        catch (SocketException)
        {
            // A kernel that does not tell.
            return null;
        }
    }

    /// <returns>Whether the socket took them; it does not when it was reset already. A Unix socket has none of them.</returns>
    private bool TryApply(TcpOptions options)
    {
        if (Peer.IsUnix)
        {
            return true;
        }

        try
        {
            _socket.NoDelay = options.NoDelay;
            _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, options.KeepAliveSeconds > 0);
            if (options.KeepAliveSeconds > 0)
            {
                _socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, options.KeepAliveSeconds);
                _socket.SetSocketOption(
                    SocketOptionLevel.Tcp,
                    SocketOptionName.TcpKeepAliveInterval,
                    Math.Clamp(options.KeepAliveSeconds / 4, 1, 15)
                );
                _socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 4);
            }

            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
