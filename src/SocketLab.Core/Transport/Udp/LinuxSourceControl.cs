using System.Net.Sockets;
using System.Runtime.InteropServices;
using SocketLab.Core.Transport.Linux;
using static SocketLab.Core.Transport.Linux.LibC;

namespace SocketLab.Core.Transport.Udp;

/// <summary>The control message that says where a datagram leaves from (IP_PKTINFO, ip(7); IPV6_PKTINFO, ipv6(7)).</summary>
internal static unsafe class LinuxSourceControl
{
    /// <summary>Room that the longer of the two takes.</summary>
    public const int MaxBytes = 40;

    private const int V4Bytes = 12,
        V6Bytes = 20,
        V6Address = 16;

    /// <summary>Writes one.</summary>
    /// <param name="source">Where from; not the system's choice.</param>
    /// <param name="toV6">Whether the destination is IPv6 proper: IPv4 inside IPv6 is IPv4.</param>
    /// <param name="control">Where it goes: <see cref="MaxBytes"/> that are zero, at a multiple of 8.</param>
    /// <returns>How many bytes it takes, with what aligns the next one.</returns>
    public static int Write(SendSource source, bool toV6, Span<byte> control)
    {
        var (level, type, bytes) = toV6 ? (SolIpv6, Ipv6PacketInfo, V6Bytes) : (SolIp, IpPacketInfo, V4Bytes);
        MemoryMarshal.Write(
            control,
            new ControlHeader
            {
                Length = (nuint)(sizeof(ControlHeader) + bytes),
                Level = level,
                Type = type,
            }
        );
        var data = control.Slice(sizeof(ControlHeader), bytes);
        MemoryMarshal.Write(data[(toV6 ? V6Address : 0)..], source.Interface);
        if (!source.From.IsNone)
        {
            source.From.Address.TryWriteBytes(data[(toV6 ? 0 : sizeof(int))..], out _);
        }

        return (sizeof(ControlHeader) + bytes + 7) & ~7;
    }

    /// <summary>Sends one datagram from there, without waiting.</summary>
    /// <exception cref="SocketException">The system refused.</exception>
    public static void Send(int descriptor, ReadOnlySpan<byte> payload, UdpDestination destination)
    {
        var control = stackalloc byte[MaxBytes];
        var controlBytes = Write(destination.Source, destination.IsV6, new Span<byte>(control, MaxBytes));
        fixed (byte* bytes = payload)
        fixed (byte* name = destination.Address.Buffer.Span)
        {
            var vector = new IoVector { Base = bytes, Length = (nuint)payload.Length };
            var message = new MessageHeader
            {
                Name = name,
                NameLength = (uint)destination.Address.Size,
                Vectors = &vector,
                VectorCount = 1,
                Control = control,
                ControlLength = (nuint)controlBytes,
            };
            if (LibC.Send(descriptor, &message, MsgDontWait) < 0)
            {
                throw Errno.ToException(Marshal.GetLastPInvokeError());
            }
        }
    }
}
