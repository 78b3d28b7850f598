using SocketLab.Core.Journal;

namespace SocketLab.Core.Transport.Udp;

/// <summary>Counts the datagrams that the kernel dropped on one socket, and records them in the journal where they are missing.</summary>
/// <remarks>Written by one receive loop under the journal's lock; the count is read by anybody without a lock.</remarks>
internal sealed class DropCounter
{
    private uint _lastTotal;
    private long _count;

    /// <summary>Datagrams that the kernel dropped, as far as the journal says so: the two are never apart.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>The kernel's total as it was recorded last.</summary>
    public uint LastTotal => _lastTotal;

    /// <summary>Whether <paramref name="total"/> is more than was recorded.</summary>
    public bool IsMore(uint total) => Increase(total) > 0;

    /// <summary>Adds an event for the drops since the last one, if there are any.</summary>
    /// <param name="total">The kernel's total.</param>
    /// <param name="batch">Where the event goes; the datagram that reported the drops comes next.</param>
    public void Record(uint total, in JournalBatch batch)
    {
        var increase = Increase(total);
        if (increase > 0)
        {
            batch.AddEvent(PackedEvent.From(UdpJournal.Dropped(increase)));
            _lastTotal = total;
            Interlocked.Add(ref _count, increase);
        }
    }

    /// <summary>
    /// Drops since the last record. The kernel counts in 32 bits and starts again at 0; and a datagram that was queued before the total was
    /// read tells of fewer than that.
    /// </summary>
    private int Increase(uint total) => Math.Max(0, (int)(total - _lastTotal));
}
