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
        PayloadBytes = 64,
        V4AddressBytes = 16;

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
                    var extended = MemoryMarshal.Read<ExtendedError>(messages.Data);
                    var fault = SocketFaults.Of(Errno.ToException((int)extended.Error), destination.ToString());
                    unreachable.Record(fault, AnswerOf(extended, messages.Data[sizeof(ExtendedError)..]), destination);
                }
            }
        }
    }

    /// <summary>The ICMP message that an error stands for; null where the system made it itself.</summary>
    /// <param name="error">The error.</param>
    /// <param name="offender">The socket address of who said so, right behind it (SO_EE_OFFENDER); of no family where nobody knows.</param>
    private static IcmpAnswer? AnswerOf(ExtendedError error, ReadOnlySpan<byte> offender)
    {
        const byte icmp = 2,
            icmpV6 = 3;
        if (error.Origin is not (icmp or icmpV6))
        {
            return null;
        }

        var from = offender.Length < V4AddressBytes ? PeerAddress.None : PeerAddress.FromSockaddr(offender);
        return new IcmpAnswer(error.Origin == icmpV6, error.Type, error.Code, from.IsNone ? null : from.WithoutZone().Address);
    }
}
