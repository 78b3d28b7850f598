using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tls;

namespace SocketLab.Core.Transport.Tcp;

/// <summary>Where a stream reports what it carries: all that it knows of its connection.</summary>
internal interface IStreamSink
{
    /// <summary>The connection's lock. Held around a send and its report, so that no answer stands before its question.</summary>
    Lock Order { get; }

    /// <summary>The clock.</summary>
    TimeProvider Time { get; }

    /// <summary>The connection's id.</summary>
    ConnectionId Id { get; }

    /// <summary>The other side, as an error names it.</summary>
    string PeerName { get; }

    /// <summary>Cancelled when reading is to end although the peer has not finished.</summary>
    CancellationToken ReadingStops { get; }

    /// <summary>Whether somebody here wants the connection to end.</summary>
    bool IsEndRequested { get; }

    /// <summary>Whether the TLS handshake is complete.</summary>
    bool IsOpened { get; }

    /// <summary>Whether anything was received.</summary>
    bool HasReceived { get; }

    /// <summary>Whether more may be received. Under the lock.</summary>
    bool MayReceive { get; }

    /// <summary>Whether our FIN is out. Under the lock.</summary>
    bool HasFinished { get; }

    /// <summary>Asks whoever consumes what is received. Under the lock.</summary>
    /// <returns>False: the stream is to pause, and the consumer resumes it.</returns>
    bool MayReadOn();

    /// <summary>Room in the journal to read into. Under the lock; dispose it soon.</summary>
    JournalBatch BeginBatch();

    /// <summary>A read whose bytes stand in what <paramref name="batch"/> had reserved.</summary>
    void Received(in JournalBatch batch, int count);

    /// <summary>A read whose bytes stand elsewhere.</summary>
    void Received(ReadOnlySpan<byte> bytes);

    /// <summary>The next byte to be received is one that the peer marked as urgent (RFC 6093). Under the lock.</summary>
    void UrgentNext();

    /// <summary>Bytes that went out.</summary>
    void Sent(ReadOnlySpan<byte> bytes);

    /// <summary>Checks that our sending side is open.</summary>
    /// <exception cref="ConnectionClosedException">It is not.</exception>
    void RequireSending();

    /// <summary>The TLS handshake is complete.</summary>
    void Opened(TlsInfo tls);

    /// <summary>The peer has finished. Under the lock.</summary>
    void Finished(JournalEvent how);

    /// <summary>The stream cannot go on, for a reason that the close reason does not say.</summary>
    void Failed(Fault fault);

    /// <summary>Something else that happened.</summary>
    void Report(JournalEvent what);
}
