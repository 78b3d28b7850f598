using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Linux;

namespace SocketLab.Core.Transport.Udp;

/// <summary>A job's datagrams on Linux: many in one call.</summary>
internal sealed class LinuxUdpTarget(UdpOutbound outbound, EntryJournal journal, UdpDestination to, LinuxSendBatch batch) : IJobTarget
{
    private const int RoomMilliseconds = 50;

    /// <summary>One send after another may be refused for what became of datagrams long before it.</summary>
    private const int AttemptsPastRefusals = 1000;

    private const int Attempts = 4;

    private readonly FirstSendFailures _failures = new(journal, to.Peer);
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
        var (sent, bytes, errno) = outbound.SendBatch(batch, from, Math.Min(count, _filled - from), to);
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
        _failures.Record(Errno.ToException(errno), error => outbound.Explain(error, to));
        return new SendOutcome(0, 0, Failed: 1);
    }

    /// <inheritdoc/>
    public void Dispose() => batch.Dispose();
}
