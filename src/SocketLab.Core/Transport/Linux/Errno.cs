using System.Net.Sockets;

namespace SocketLab.Core.Transport.Linux;

/// <summary>Translates Linux error numbers (errno(3)) where the framework did not see the call.</summary>
internal static class Errno
{
    public const int Interrupted = 4,
        TryAgain = 11,
        Refused = 111;

    private const int InputOutput = 5,
        MessageTooLong = 90,
        NoProtocolOption = 92,
        NotSupported = 95;
    private const int BadDescriptor = 9,
        BadAddress = 14,
        InvalidArgument = 22,
        NotASocket = 88;

    /// <summary>Whether a receive on this descriptor can never succeed again.</summary>
    public static bool IsFatal(int errno) => errno is BadDescriptor or BadAddress or InvalidArgument or NotASocket;

    /// <summary>Whether the process (EMFILE) or the whole system (ENFILE) has no descriptor left.</summary>
    public static bool IsOutOfDescriptors(int errno) => errno is 23 or 24;

    /// <summary>
    /// Whether it may mean that this path cannot send datagrams in segments, where it may well send them one by one (udp(7), UDP_SEGMENT).
    /// </summary>
    public static bool IsNoSegmentation(int errno) =>
        errno is InvalidArgument or InputOutput or MessageTooLong or NoProtocolOption or NotSupported;

    /// <summary>The framework's exception for it.</summary>
    public static SocketException ToException(int errno) =>
        new(
            (int)(
                errno switch
                {
                    11 => SocketError.WouldBlock,
                    22 => SocketError.InvalidArgument,
                    99 => SocketError.AddressNotAvailable,
                    1 or 13 => SocketError.AccessDenied,
                    23 or 24 => SocketError.TooManyOpenSockets,
                    90 => SocketError.MessageSize,
                    100 => SocketError.NetworkDown,
                    101 => SocketError.NetworkUnreachable,
                    104 => SocketError.ConnectionReset,
                    105 => SocketError.NoBufferSpaceAvailable,
                    110 => SocketError.TimedOut,
                    111 => SocketError.ConnectionRefused,
                    112 => SocketError.HostDown,
                    113 => SocketError.HostUnreachable,
                    _ => SocketError.SocketError,
                }
            )
        );
}
