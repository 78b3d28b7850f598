using System.Net.Sockets;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Transport.Udp;

/// <summary>A job's datagrams elsewhere and to Unix sockets: one by one.</summary>
internal sealed class PortableUdpTarget(UdpOutbound outbound, EntryJournal journal, UdpDestination to, IPayloadSource payload) : IJobTarget
{
    private const int RoomMilliseconds = 1;

    private readonly FirstSendFailures _failures = new(journal, to.Peer);
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(payload.MaxLength);
    private long _filled = -1;
    private int _length;

    /// <inheritdoc/>
    public int Capacity => 1;

    /// <inheritdoc/>
    public SendOutcome Send(long first, int count, CancellationToken cancellation)
    {
        if (first != _filled)
        {
            (_filled, _length) = (first, payload.Write(_buffer, first));
        }

        if (outbound.TrySend(_buffer.AsSpan(0, _length), to) is not { } error)
        {
            return new SendOutcome(1, _length);
        }

        if (error.SocketErrorCode == SocketError.WouldBlock)
        {
            // A Unix receiver's queue is full, and no poll tells a sender that is not connected when it has room.
            cancellation.WaitHandle.WaitOne(RoomMilliseconds);
            return default;
        }

        _failures.Record(error, failure => outbound.Explain(failure, to));
        return new SendOutcome(0, 0, Failed: 1);
    }

    /// <inheritdoc/>
    public void Dispose() { }
}
