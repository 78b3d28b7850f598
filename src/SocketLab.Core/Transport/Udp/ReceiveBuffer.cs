using System.Net.Sockets;
using System.Runtime.InteropServices;
using SocketLab.Core.Numbers;
using SocketLab.Core.Transport.Linux;

namespace SocketLab.Core.Transport.Udp;

/// <summary>The size of a socket's receive buffer: asked of the system, and read back (socket(7)).</summary>
internal static class ReceiveBuffer
{
    private const string SystemLimit = "/proc/sys/net/core/rmem_max";

    /// <summary>Asks for a receive buffer of <paramref name="bytes"/>. The socket never ends with less than the system's default.</summary>
    public static void Request(Socket socket, int bytes)
    {
        if (!OperatingSystem.IsLinux())
        {
            socket.ReceiveBufferSize = bytes;
            return;
        }

        // With CAP_NET_ADMIN the first one is not capped. The plain option is, in silence, at net.core.rmem_max: where an administrator set
        // that below the default, asking for more would leave less.
        var systemDefault = Granted(socket);
        if (!TryForce(socket, bytes) && (bytes <= systemDefault || ReadLimit() is not { } limit || limit >= systemDefault))
        {
            socket.ReceiveBufferSize = bytes;
        }
    }

    /// <summary>The receive buffer in bytes that the system granted. Linux reads back twice what it uses for payload.</summary>
    public static int Granted(Socket socket) => OperatingSystem.IsLinux() ? socket.ReceiveBufferSize / 2 : socket.ReceiveBufferSize;

    private static bool TryForce(Socket socket, int bytes)
    {
        Span<byte> value = stackalloc byte[sizeof(int)];
        MemoryMarshal.Write(value, bytes);
        try
        {
            socket.SetRawSocketOption(LibC.SolSocket, LibC.SoRcvBufForce, value);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>The most that the plain option grants; null in a network namespace that does not show it.</summary>
    private static int? ReadLimit()
    {
        try
        {
            return WholeNumber.TryRead<int>(File.ReadAllText(SystemLimit).AsSpan().Trim(), out var limit) ? limit : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
