using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;

namespace SocketLab.Core.Transport.Tcp;

/// <summary>The payload of the message under way: one buffer, filled anew for each, or once if all are the same.</summary>
internal sealed class MessageBuffer(IPayloadSource payload)
{
    private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(payload.MaxLength);
    private int _length = -1;

    public ReadOnlyMemory<byte> Fill(long index)
    {
        if (_length < 0 || !payload.IsConstant)
        {
            _length = payload.Write(_bytes, index);
        }

        return _bytes.AsMemory(0, _length);
    }
}

/// <summary>A job's messages on one connection, each whole before the next: a peer that reads slowly slows the job down.</summary>
internal sealed class ConnectionTarget(IPayloadSource payload, TcpConnection connection) : IJobTarget
{
    private readonly MessageBuffer _buffer = new(payload);

    /// <inheritdoc/>
    public int Capacity => 1;

    /// <inheritdoc/>
    public SendOutcome Send(long first, int count, CancellationToken cancellation)
    {
        var message = _buffer.Fill(first);

        // The job's thread is its own: it may wait for room, and mostly there is nothing to wait for.
        try
        {
            connection.SendAsync(message, cancellation).GetAwaiter().GetResult();
            return new SendOutcome(1, message.Length);
        }
        catch (ConnectionClosedException)
        {
            // Between two messages the connection ended, and it knows how.
            AwaitRecordedEnd();
            throw connection.CloseReason == CloseReason.PeerReset
                ? new NetworkException(SocketFaults.Reset(connection.Peer.ToString()))
                : new ConnectionClosedException();
        }
    }

    /// <inheritdoc/>
    public void Dispose() { }

    /// <summary>A send gets its turn only behind the end, if there is one: one without bytes shows that it is recorded.</summary>
    private void AwaitRecordedEnd()
    {
        try
        {
            connection.SendAsync(default, CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (ConnectionClosedException)
        {
            // That it is closed is known.
        }
    }
}

/// <summary>Each of a job's messages to all connections that are open then. The slowest sets the pace, until its send times out.</summary>
internal sealed class AllConnectionsTarget(IPayloadSource payload, ConnectionTable connections, bool publicToo) : IJobTarget
{
    private readonly MessageBuffer _buffer = new(payload);

    /// <inheritdoc/>
    public int Capacity => 1;

    /// <inheritdoc/>
    public SendOutcome Send(long first, int count, CancellationToken cancellation)
    {
        var message = _buffer.Fill(first);
        var fanOut = new TcpFanOut(connections.ListOpen().Where(connection => publicToo || !AddressScope.IsPublic(connection.Peer)));
        fanOut.SendAsync(message, cancellation).GetAwaiter().GetResult();
        var taken = fanOut.Taking;
        return taken > 0 ? new SendOutcome(1, (long)taken * message.Length) : new SendOutcome(0, 0, Failed: 1);
    }

    /// <inheritdoc/>
    public void Dispose() { }
}
