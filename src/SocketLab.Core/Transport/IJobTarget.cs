namespace SocketLab.Core.Transport;

/// <summary>Where a job's messages go. Made for one job, used by its thread only; it journals what it sends.</summary>
internal interface IJobTarget : IDisposable
{
    /// <summary>Messages that it takes in one call at most.</summary>
    int Capacity { get; }

    /// <summary>
    /// Sends some of the messages from number <paramref name="first"/> on, <paramref name="count"/> at most. None: it waited for room for a
    /// moment. Numbers only ever go up, and each is filled in once.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The endpoint was stopped.</exception>
    /// <exception cref="Faults.ConnectionClosedException">The connection was closed.</exception>
    /// <exception cref="Faults.NetworkException">The connection failed.</exception>
    /// <exception cref="OperationCanceledException">The job is to end; the message under way may be cut.</exception>
    SendOutcome Send(long first, int count, CancellationToken cancellation);
}

/// <summary>What became of some messages.</summary>
/// <param name="Sent">Messages that the system took.</param>
/// <param name="Bytes">Their payload bytes; over all connections, where there are several.</param>
/// <param name="Failed">Messages that it refused, or that had nowhere to go.</param>
internal readonly record struct SendOutcome(int Sent, long Bytes, int Failed = 0)
{
    /// <summary>Messages that are done with.</summary>
    public int Done => Sent + Failed;
}
