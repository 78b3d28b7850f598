using SocketLab.Core.Addresses;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Linux;

namespace SocketLab.Core.Transport.Udp;

/// <summary>
/// Tells the journal of the first datagram that failed in some way; further ones are only counted, or a dead network would flood it.
/// </summary>
internal sealed class FirstFailures(EntryJournal journal, PeerAddress peer)
{
    private readonly HashSet<FaultCode> _told = [];

    public void Note(Fault fault)
    {
        if (_told.Add(fault.Code))
        {
            journal.AddEvent(UdpJournal.SendFailed(fault, peer), peer);
        }
    }
}

/// <summary>A job's datagrams on Linux: many in one call.</summary>
internal sealed class LinuxUdpTarget(UdpTransport transport, EntryJournal journal, UdpDestination to, LinuxDatagramBatch batch) : IJobTarget
{
    private const int RoomMilliseconds = 50;

    /// <summary>One send after another may be refused for what became of datagrams long before it.</summary>
    private const int AttemptsPastRefusals = 1000;

    private const int Attempts = 4;

    private readonly FirstFailures _failures = new(journal, to.Peer);
    private long _filledFrom;
    private int _filled;
    private int _attempts;

    /// <inheritdoc/>
    public int Capacity => batch.Capacity;

    /// <inheritdoc/>
    public SendOutcome Send(long first, int count, CancellationToken cancellation)
    {
        if (first >= _filledFrom + _filled)
        {
            (_filledFrom, _filled) = (first, count);
            batch.Fill(first, count);
        }

        var from = (int)(first - _filledFrom);
        var (sent, bytes, errno) = transport.SendBatch(batch, from, Math.Min(count, _filled - from), to.Peer);
        if (sent > 0)
        {
            _attempts = 0;
            return new SendOutcome(sent, bytes);
        }

        switch (errno)
        {
            case Errno.TryAgain:
                batch.WaitForRoom(RoomMilliseconds);
                return default;
            case Errno.Interrupted:
                return default;
        }

        // The refusal of an earlier datagram is handed to the next send, which then did not happen: try that one again.
        if (++_attempts < (errno == Errno.Refused ? AttemptsPastRefusals : Attempts))
        {
            return default;
        }

        _attempts = 0;
        _failures.Note(transport.Explain(Errno.ToException(errno), to.To));
        return new SendOutcome(0, 0, Failed: 1);
    }

    /// <inheritdoc/>
    public void Dispose() => batch.Dispose();
}

/// <summary>A job's datagrams elsewhere and to Unix sockets: one by one.</summary>
internal sealed class PortableUdpTarget(UdpTransport transport, EntryJournal journal, UdpDestination to, IPayloadSource payload)
    : IJobTarget
{
    private const int RoomMilliseconds = 1;

    private readonly FirstFailures _failures = new(journal, to.Peer);
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

        if (transport.TrySend(_buffer.AsSpan(0, _length), to) is not { } fault)
        {
            return new SendOutcome(1, _length);
        }

        if (to.Peer.IsUnix && fault.Code == FaultCode.TimedOut)
        {
            // The receiver's queue is full, and no poll tells a sender that is not connected when it has room.
            cancellation.WaitHandle.WaitOne(RoomMilliseconds);
            return default;
        }

        _failures.Note(fault);
        return new SendOutcome(0, 0, Failed: 1);
    }

    /// <inheritdoc/>
    public void Dispose() { }
}
