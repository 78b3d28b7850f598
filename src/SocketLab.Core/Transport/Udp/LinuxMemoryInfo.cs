using System.Net.Sockets;
using System.Runtime.InteropServices;
using SocketLab.Core.Transport.Linux;

namespace SocketLab.Core.Transport.Udp;

/// <summary>A socket's memory figures (SO_MEMINFO, socket(7)). Takes no lock of the socket.</summary>
internal static class LinuxMemoryInfo
{
    private const int Figures = 9,
        ReceiveQueueIndex = 0,
        DropsIndex = 8;

    /// <summary>Bytes of kernel memory that wait to be read (<c>sk_rmem_alloc</c>); null where the system does not tell.</summary>
    public static int? ReceiveQueueBytes(Socket socket) => (int?)Read(socket, ReceiveQueueIndex);

    /// <summary>Datagrams that the kernel dropped (<c>sk_drops</c>), modulo 2³²; null where the system does not tell.</summary>
    public static uint? Drops(Socket socket) => Read(socket, DropsIndex);

    private static uint? Read(Socket socket, int index)
    {
        Span<uint> figures = stackalloc uint[Figures];
        var bytes = MemoryMarshal.AsBytes(figures);
        try
        {
            return socket.GetRawSocketOption(LibC.SolSocket, LibC.SoMeminfo, bytes) == bytes.Length ? figures[index] : null;
        }
        catch (SocketException)
        {
            // An old kernel, or a sandbox that does not let the option through.
            return null;
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
    }
}
