using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Jobs;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport;
using SocketLab.Core.Transport.Udp;

namespace SocketLab.Core.Tests.Jobs;

/// <summary>What tests of UDP jobs share: a peer with room, a payload that changes, and ways to send it.</summary>
internal static class UdpJobs
{
    public static Socket Peer(IPAddress? address = null)
    {
        var peer = Sockets.Udp(address);

        // Room for all of the longest: the tests are not about loss.
        peer.ReceiveBufferSize = 4 << 20;
        if (OperatingSystem.IsLinux())
        {
            peer.SetRawSocketOption(1, 33, BitConverter.GetBytes(32 << 20));
        }

        return peer;
    }

    public static Task<SendJob> StartAsync(Endpoint sender, IPayloadSource payload, RepeatOptions repeat, Socket to) =>
        sender.StartJobAsync(payload, repeat, EndpointLab.Remote(to.LocalEndPoint), CancellationToken.None);

    public static async Task<UdpTransport> OpenAsync(EntryJournal journal)
    {
        var transport = new UdpTransport(new() { Kind = EndpointKind.UdpSender }, journal, UnixFolders.None);
        await transport.StartAsync(CancellationToken.None);
        transport.Begin();
        return transport;
    }

    public static long Send(IJobTarget target, long first, int count)
    {
        var end = first + count;
        while (first < end)
        {
            first += target.Send(first, (int)Math.Min(target.Capacity, end - first), CancellationToken.None).Done;
        }

        return first;
    }

    /// <summary>A number, and as much noise behind it that runs of equal lengths begin and end everywhere.</summary>
    public sealed class Numbered(int maxLength) : IPayloadSource
    {
        public int MaxLength => maxLength;

        public int Write(Span<byte> destination, long index)
        {
            var length = 4 + (int)(index / 5 % (maxLength - 4));
            BitConverter.TryWriteBytes(destination, (int)index);
            destination[4..length].Fill((byte)index);
            return length;
        }
    }
}
