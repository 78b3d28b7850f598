using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SocketLab.Core.Transport.Linux;

/// <summary>
/// struct epoll_event, 32 bits of events and 64 of the caller's own: packed on x86-64, and aligned everywhere else (epoll_ctl(2)).
/// </summary>
internal static unsafe class EpollEvent
{
    /// <summary>Room for one on any processor.</summary>
    public const int LargestSize = 16;

    private static readonly int Size = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : LargestSize;

    /// <summary>Writes one.</summary>
    public static void Write(byte* destination, uint events, long data)
    {
        Unsafe.WriteUnaligned(destination, events);
        Unsafe.WriteUnaligned(destination + Size - sizeof(long), data);
    }

    /// <summary>The events of one in an array of them.</summary>
    public static uint ReadEvents(byte* events, int index) => Unsafe.ReadUnaligned<uint>(events + (index * Size));

    /// <summary>The caller's own of one in an array of them.</summary>
    public static long ReadData(byte* events, int index) => Unsafe.ReadUnaligned<long>(events + ((index + 1) * Size) - sizeof(long));
}
