using System.Runtime.InteropServices;
using SocketLab.Core.Addresses;
using SocketLab.Core.Faults;
using SocketLab.Core.Transport.Linux;
using static SocketLab.Core.Transport.Linux.LibC;

namespace SocketLab.Core.Transport.Udp;

/// <summary>A UDP socket's error queue (IP_RECVERR, ip(7)): which destination refused a datagram of ours, and why.</summary>
internal static unsafe class LinuxErrorQueue
{
    private const int ControlBytes = 512,
        PayloadBytes = 64;

    /// <summary>Records each ICMP answer that waits in the queue. Never waits.</summary>
    public static void Drain(int descriptor, UnreachableTally unreachable)
    {
        var name = stackalloc byte[LinuxReceiveBatch.NameBytes];
        var control = stackalloc byte[ControlBytes];
        var payload = stackalloc byte[PayloadBytes];
        while (true)
        {
            var vector = new IoVector { Base = payload, Length = PayloadBytes };
            var message = new MessageHeader
            {
                Name = name,
                NameLength = LinuxReceiveBatch.NameBytes,
                Vectors = &vector,
                VectorCount = 1,
                Control = control,
                ControlLength = ControlBytes,
            };
            if (Receive(descriptor, &message, MsgErrQueue | MsgDontWait) < 0)
            {
                return;
            }

            var destination = PeerAddress.FromSockaddr(new ReadOnlySpan<byte>(name, LinuxReceiveBatch.NameBytes));
            var messages = new ControlMessages(new ReadOnlySpan<byte>(control, (int)message.ControlLength));
            while (messages.MoveNext())
            {
                if ((messages.Level, messages.Type) is (SolIp, IpRecvErr) or (SolIpv6, Ipv6RecvErr))
                {
                    var error = Errno.ToException((int)MemoryMarshal.Read<ExtendedError>(messages.Data).Error);
                    unreachable.Record(SocketFaults.Of(error, destination.ToString()), destination);
                }
            }
        }
    }
}
