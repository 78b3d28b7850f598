using System.Runtime.InteropServices;
using SocketLab.Core.Transport.Linux;
using static SocketLab.Core.Transport.Linux.LibC;

namespace SocketLab.Core.Transport.Udp;

/// <summary>What the kernel tells with a datagram.</summary>
/// <param name="Ticks">When it was received, in UTC ticks (SO_TIMESTAMPNS); 0 where the kernel does not tell.</param>
/// <param name="Drops">The socket's total of drops at that moment (SO_RXQ_OVFL); null where there were none.</param>
internal readonly record struct LinuxReceiveStamp(long Ticks, uint? Drops)
{
    /// <summary>Reads the control messages of a received message.</summary>
    public static unsafe LinuxReceiveStamp Read(in MessageHeader header)
    {
        var (ticks, drops) = (0L, default(uint?));
        var messages = new ControlMessages(new(header.Control, (int)header.ControlLength));
        while (messages.MoveNext())
        {
            switch ((messages.Level, messages.Type))
            {
                case (SolSocket, SoTimestampNs):
                    var time = MemoryMarshal.Read<TimeSpec>(messages.Data);
                    ticks =
                        DateTime.UnixEpoch.Ticks
                        + (time.Seconds * TimeSpan.TicksPerSecond)
                        + (time.Nanoseconds / TimeSpan.NanosecondsPerTick);
                    break;
                case (SolSocket, SoRxqOvfl):
                    drops = MemoryMarshal.Read<uint>(messages.Data);
                    break;
            }
        }

        return new(ticks, drops);
    }
}
