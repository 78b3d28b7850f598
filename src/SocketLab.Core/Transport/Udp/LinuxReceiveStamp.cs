using System.Runtime.InteropServices;
using SocketLab.Core.Transport.Linux;
using static SocketLab.Core.Transport.Linux.LibC;

namespace SocketLab.Core.Transport.Udp;

/// <summary>What the kernel tells with a datagram.</summary>
internal readonly unsafe ref struct LinuxReceiveStamp
{
    /// <summary>When it was received, in UTC ticks (SO_TIMESTAMPNS); 0 where the kernel does not tell.</summary>
    public long Ticks { get; private init; }

    /// <summary>The socket's total of drops at that moment (SO_RXQ_OVFL); null where there were none.</summary>
    public uint? Drops { get; private init; }

    /// <summary>
    /// Which address and interface it came to, for <see cref="LinuxPacketInfo"/> to read; empty where the socket does not ask. Valid until
    /// the memory is received into again.
    /// </summary>
    public ReadOnlySpan<byte> Arrival { get; private init; }

    /// <summary>Reads the control messages of a received message.</summary>
    public static LinuxReceiveStamp Read(in MessageHeader header)
    {
        var (ticks, drops) = (0L, default(uint?));
        ReadOnlySpan<byte> arrival = default;
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
                case (SolIp, IpPacketInfo) or (SolIpv6, Ipv6PacketInfo):
                    arrival = messages.Data;
                    break;
            }
        }

        return new()
        {
            Ticks = ticks,
            Drops = drops,
            Arrival = arrival,
        };
    }
}
