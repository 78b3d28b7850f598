using System.Net.Sockets;
using System.Runtime.InteropServices;
using SocketLab.Core.Definitions;
using SocketLab.Core.Transport.Linux;

namespace SocketLab.Core.Transport;

/// <summary>
/// Opens sockets within their share of the process's descriptors (<see cref="DescriptorShares"/>). All of Core's are opened here.
/// </summary>
internal static class Descriptors
{
    private static readonly DescriptorShares Shares = DescriptorShares.OfProcess;

    /// <summary>How many names may be looked up at once.</summary>
    public static int Lookups => Shares.Lookups;

    /// <summary>Whether none is left at all, for this process or for the whole system.</summary>
    public static bool AreUsedUp
    {
        get
        {
            if (!LibC.IsSupported)
            {
                return false;
            }

            var probe = LibC.EventDescriptor(0, LibC.EventCloseOnExec);
            var isFull = probe < 0 && Errno.IsOutOfDescriptors(Marshal.GetLastPInvokeError());
            if (probe >= 0)
            {
                _ = LibC.Close(probe);
            }

            return isFull;
        }
    }

    /// <summary>A socket for something that a user does.</summary>
    /// <exception cref="SocketException">
    /// The system refused, or the share is used up (<see cref="SocketError.TooManyOpenSockets"/>).
    /// </exception>
    public static Socket OpenSocket(AddressFamily family, SocketType type, ProtocolType protocol)
    {
        var socket = new Socket(family, type, protocol);
        if (!IsBeyond(socket, Shares.OwnEnd))
        {
            return socket;
        }

        socket.Dispose();
        throw new SocketException((int)SocketError.TooManyOpenSockets);
    }

    /// <summary>A signal that poll(2) waits for: eventfd(2), to be closed by the caller.</summary>
    /// <exception cref="SocketException">The system refused, or the share is used up.</exception>
    public static int OpenSignal()
    {
        var signal = LibC.EventDescriptor(0, LibC.EventCloseOnExec);
        if (signal >= 0 && signal < Shares.OwnEnd)
        {
            return signal;
        }

        if (signal >= 0)
        {
            _ = LibC.Close(signal);
        }

        throw new SocketException((int)SocketError.TooManyOpenSockets);
    }

    /// <summary>Whether a connection that a peer opened has to be turned away.</summary>
    public static bool IsTooMany(Socket accepted) => IsBeyond(accepted, Shares.PeersEnd);

    /// <summary>Handles are no numbers in a row on Windows, where they are not this scarce either.</summary>
    private static bool IsBeyond(Socket socket, int end) => !OperatingSystem.IsWindows() && socket.Handle >= end;
}
