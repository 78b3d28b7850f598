using static SocketLab.Core.Transport.Linux.LibC;

namespace SocketLab.Core.Transport.Linux;

/// <summary>Waits for room in a socket's send buffer, with no lock held.</summary>
internal static unsafe class SendRoom
{
    /// <summary>Returns when there is room to send, or after <paramref name="milliseconds"/>.</summary>
    /// <remarks>
    /// The socket may be closed meanwhile, and its number even be another's: then this was a wait for nothing, and no more.
    /// </remarks>
    public static void Wait(int descriptor, int milliseconds)
    {
        var room = new PollDescriptor { Descriptor = descriptor, Events = PollOut };
        _ = Poll(&room, 1, milliseconds);
    }
}
