using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Faults;
using SocketLab.Core.Transport.Linux;

namespace SocketLab.Core.Transport;

/// <summary>Binds and connects Unix domain sockets. The framework removes the file of a bound socket when it is closed.</summary>
internal static class UnixSocket
{
    /// <summary>A socket bound to a file that only this user may open.</summary>
    /// <exception cref="NetworkException">Somebody listens there already, or the system refused.</exception>
    public static Socket Bind(SocketType type, UnixAddress address, UnixFolders folders)
    {
        if (folders.IsOwn(address) && IsLeftOver(address))
        {
            File.Delete(address.Path);
        }

        var socket = New(type);
        try
        {
            socket.Bind(address.ToSystem());
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(address.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            return socket;
        }
        catch (Exception error) when (error is SocketException or IOException or UnauthorizedAccessException)
        {
            socket.Dispose();
            throw new NetworkException(UnixFaults.OfBind(error, address), error);
        }
    }

    /// <summary>A socket of this kind, not bound.</summary>
    /// <exception cref="NetworkException">The system has none left.</exception>
    public static Socket New(SocketType type)
    {
        try
        {
            return Descriptors.OpenSocket(AddressFamily.Unix, type, ProtocolType.Unspecified);
        }
        catch (SocketException error)
        {
            throw new NetworkException(SocketFaults.Of(error, "a Unix socket"), error);
        }
    }

    /// <summary>Whether a socket is there that nobody has open.</summary>
    /// <remarks>
    /// Connecting a datagram socket disturbs nobody: one of the other type refuses it by its type, and one of this type does not notice.
    /// </remarks>
    private static bool IsLeftOver(UnixAddress address)
    {
        if (!IsSocket(address.Path))
        {
            return false;
        }

        using var probe = New(SocketType.Dgram);
        try
        {
            probe.Connect(address.ToSystem());
            return false;
        }
        catch (SocketException error)
        {
            return error.SocketErrorCode == SocketError.ConnectionRefused;
        }
    }

    /// <summary>A refusal is also what connecting to a plain file gives, and that is somebody's.</summary>
    private static unsafe bool IsSocket(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        const int modeOffset = 28,
            typeMask = 0xF000,
            socketType = 0xC000;
        var status = stackalloc byte[256];
        return LibC.FileStatus(LibC.CurrentDirectory, path, LibC.DoNotFollow, LibC.StatusType, status) == 0
            && (*(ushort*)(status + modeOffset) & typeMask) == socketType;
    }
}
