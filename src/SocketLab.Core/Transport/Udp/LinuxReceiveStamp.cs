using System.Runtime.InteropServices;
using SocketLab.Core.Transport.Linux;
using static SocketLab.Core.Transport.Linux.LibC;

namespace SocketLab.Core.Transport.Udp;

/// <summary>What the kernel tells with a datagram.</summary>
/// <param name="Ticks">When it was received, in UTC ticks (SO_TIMESTAMPNS); 0 where the kernel does not tell.</param>
/// <param name="Drops">The socket's total of drops at that moment (SO_RXQ_OVFL); null where there were none.</param>
/// <param name="Arrival">Which address and interface it came to; all zero where the socket does not ask.</param>
internal readonly record struct LinuxReceiveStamp(long Ticks, uint? Drops, LinuxPacketInfo Arrival)
{
    /// <summary>Reads the control messages of a received message.</summary>
    public static unsafe LinuxReceiveStamp Read(in MessageHeader header)
    {
        var (ticks, drops, arrival) = (0L, default(uint?), default(LinuxPacketInfo));
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
                case (SolIp, IpPacketInfo):
                    arrival = LinuxPacketInfo.ReadV4(messages.Data);
                    break;
                case (SolIpv6, Ipv6PacketInfo) when arrival.Interface == 0:
                    // Of IPv4 inside IPv6 the other message comes behind this one, and says more.
                    arrival = LinuxPacketInfo.ReadV6(messages.Data);
                    break;
            }
        }

        return new(ticks, drops, arrival);
    }
}
