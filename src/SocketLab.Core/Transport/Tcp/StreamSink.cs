using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tls;

namespace SocketLab.Core.Transport.Tcp;

/// <summary>Takes what a stream reports into the connection's life and log.</summary>
/// <remarks>Owned by its <see cref="TcpConnection"/>.</remarks>
internal sealed class StreamSink(TcpConnection connection, ConnectionLife life, ConnectionLog log, ConnectionTable table, TlsSetup? setup)
    : IStreamSink
{
    /// <summary>Where the last urgent byte stood. Guarded by the connection's lock.</summary>
    private long _mark = -1;

    /// <summary>What the TLS handshake agreed on; null before that, and without TLS.</summary>
    public TlsInfo? Tls { get; private set; }

    /// <summary>Why the stream failed, where the close reason does not say it.</summary>
    public Fault? Fault { get; private set; }

    /// <inheritdoc/>
    public Lock Order => life.Lock;

    /// <inheritdoc/>
    public TimeProvider Time => log.Time;

    /// <inheritdoc/>
    public ConnectionId Id => connection.Id;

    /// <inheritdoc/>
    public string PeerName => log.Peer.ToString();

    /// <inheritdoc/>
    public CancellationToken ReadingStops => life.ReadingStops;

    /// <inheritdoc/>
    public bool IsEndRequested => life.IsEndRequested;

    /// <inheritdoc/>
    public bool IsOpened => Tls is not null;

    /// <inheritdoc/>
    public bool HasReceived => log.ReceivedBytes > 0;

    /// <inheritdoc/>
    public bool MayReceive => life.MayReceive;

    /// <inheritdoc/>
    public bool HasFinished => life.HasFinished;

    /// <inheritdoc/>
    public bool MayReadOn() => table.Consumer?.MayRead(connection) ?? true;

    /// <inheritdoc/>
    public JournalBatch BeginBatch() => log.BeginBatch();

    /// <inheritdoc/>
    public void Received(in JournalBatch batch, int count)
    {
        table.Consumer?.OnReceived(connection, count);
        log.AddReceived(in batch, count);
    }

    /// <inheritdoc/>
    public void Received(ReadOnlySpan<byte> bytes)
    {
        lock (life.Lock)
        {
            if (life.MayReceive)
            {
                table.Consumer?.OnReceived(connection, bytes.Length);
                log.AddReceived(bytes);
            }
        }
    }

    /// <inheritdoc/>
    public void UrgentNext()
    {
        // A turn that was held back finds the same mark again.
        if (_mark != log.ReceivedBytes)
        {
            _mark = log.ReceivedBytes;
            log.AddEvent(TcpJournal.Urgent(_mark));
        }
    }

    /// <inheritdoc/>
    public void Sent(ReadOnlySpan<byte> bytes) => log.AddSent(bytes);

    /// <inheritdoc/>
    public void RequireSending() => life.RequireSending();

    /// <inheritdoc/>
    public void Opened(TlsInfo tls)
    {
        lock (life.Lock)
        {
            Tls = tls;
            log.AddEvent(TlsJournal.Established(tls));
            life.Open();
            log.RecordActivity();
        }

        if (tls.TrustAny)
        {
            log.AddEvent(TlsJournal.Unverified(tls));
            if (tls.Problems.Count > 0)
            {
                var checks = string.Join(", ", tls.Problems.Select(problem => TlsJournal.NameOf(problem.Code)));
                TlsJournal.Ignored(setup!.Logger, connection.EndpointId, connection.Id.ToString(), checks);
            }
        }
    }

    /// <inheritdoc/>
    public void Finished(JournalEvent how)
    {
        life.PeerFinished();
        log.RestartHalfClosed();
        log.AddEvent(how);
    }

    /// <inheritdoc/>
    public void Failed(Fault fault) => Fault = fault;

    /// <inheritdoc/>
    public void Report(JournalEvent what) => log.AddEvent(what);
}
