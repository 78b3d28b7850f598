using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Statistics;

namespace SocketLab.Core.Transport.Tcp;

/// <summary>Writes one connection's entries into the endpoint's journal, and counts what they carry.</summary>
/// <remarks>
/// Data is added under the connection's lock, by one writer at a time for each direction; counts may be read by all. Owned by its
/// <see cref="TcpConnection"/>.
/// </remarks>
internal sealed class ConnectionLog(EntryJournal journal, PeerAddress peer, ConnectionId id)
{
    private readonly TrafficGauge _traffic = new();
    private long _receivedBytes;
    private long _sentBytes;
    private long _receivedMessages;
    private long _sentMessages;
    private long _lastActivity = journal.Time.GetTimestamp();
    private long _lastSent;

    /// <summary>The clock.</summary>
    public TimeProvider Time => journal.Time;

    /// <summary>The other side.</summary>
    public PeerAddress Peer => peer;

    /// <summary>Bytes received.</summary>
    public long ReceivedBytes => Interlocked.Read(ref _receivedBytes);

    /// <summary>Bytes sent.</summary>
    public long SentBytes => Interlocked.Read(ref _sentBytes);

    /// <summary>Reads that brought data.</summary>
    public long ReceivedMessages => Interlocked.Read(ref _receivedMessages);

    /// <summary>Writes.</summary>
    public long SentMessages => Interlocked.Read(ref _sentMessages);

    /// <summary>Rates, as they were sampled last.</summary>
    public Traffic Traffic => _traffic.Current;

    /// <summary>Time since data last came or went.</summary>
    public TimeSpan Idle => Time.GetElapsedTime(Interlocked.Read(ref _lastActivity));

    /// <summary>Time since data was last sent, or since the peer's FIN if that was later.</summary>
    public TimeSpan SinceSent => Time.GetElapsedTime(Interlocked.Read(ref _lastSent));

    private TrafficTotals Totals => new(ReceivedMessages, ReceivedBytes, SentMessages, SentBytes);

    /// <summary>Holds the journal's lock, to let the system copy straight into the journal. Dispose it soon.</summary>
    public JournalBatch BeginBatch() => journal.BeginBatch();

    /// <summary>Adds a read whose <paramref name="count"/> bytes stand in what <paramref name="batch"/> had reserved.</summary>
    public void AddReceived(in JournalBatch batch, int count)
    {
        batch.AddReserved(Time.GetUtcNow().UtcTicks, peer, id, _receivedBytes, count);
        CountReceived(count);
    }

    /// <summary>Adds a read whose bytes stand elsewhere.</summary>
    public void AddReceived(ReadOnlySpan<byte> bytes)
    {
        using (var batch = journal.BeginBatch())
        {
            batch.AddData(EntryDirection.In, Time.GetUtcNow().UtcTicks, peer, id, _receivedBytes, bytes);
        }

        CountReceived(bytes.Length);
    }

    /// <summary>Adds what went out in one write; nothing for nothing.</summary>
    public void AddSent(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        using (var batch = journal.BeginBatch())
        {
            batch.AddData(EntryDirection.Out, Time.GetUtcNow().UtcTicks, peer, id, _sentBytes, bytes);
        }

        Interlocked.Add(ref _sentBytes, bytes.Length);
        Interlocked.Increment(ref _sentMessages);
        RecordActivity();
        RestartHalfClosed();
    }

    /// <summary>Adds an event.</summary>
    public void AddEvent(JournalEvent what) => journal.AddEvent(what, peer, id);

    /// <summary>Adds the closing event.</summary>
    public void AddEnd(CloseReason reason, string? systemError, bool closeRequested, bool peerFinished)
    {
        var data = new ConnectionEndedData(TcpJournal.Name(reason), _receivedBytes, _sentBytes) { PeerFinished = peerFinished };
        AddEvent(TcpJournal.Ended(reason, systemError, peer.IsUnix, closeRequested, data));
    }

    /// <summary>The connection is not idle.</summary>
    public void RecordActivity() => Interlocked.Exchange(ref _lastActivity, Time.GetTimestamp());

    /// <summary>The time for which a connection stays half-closed begins anew.</summary>
    public void RestartHalfClosed() => Interlocked.Exchange(ref _lastSent, Time.GetTimestamp());

    /// <summary>Takes a sample for the rates.</summary>
    public void Sample(TimeSpan now) => _traffic.Sample(now, Totals);

    /// <summary>Takes the last sample: also a connection that lived between two of them has its peak.</summary>
    public void FinishSampling() => _traffic.Finish(Time.GetElapsedTime(0), Totals);

    private void CountReceived(int bytes)
    {
        Interlocked.Add(ref _receivedBytes, bytes);
        Interlocked.Increment(ref _receivedMessages);
        RecordActivity();
    }
}
