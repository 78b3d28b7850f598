using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Statistics;

/// <summary>What was measured of sequence-stamped messages.</summary>
/// <param name="Senders">The senders, the last one heard first.</param>
/// <param name="Missed">Entries that were evicted before they were measured: each may be a message that counts as lost.</param>
public sealed record SequenceReport(IReadOnlyList<SequenceStatistics> Senders, long Missed)
{
    /// <summary>Nothing is measured.</summary>
    public static SequenceReport Empty { get; } = new([], 0);
}

/// <summary>What became of the numbered messages of one sender.</summary>
public sealed record SequenceStatistics
{
    /// <summary>The sender of the messages.</summary>
    public required PeerAddress Peer { get; init; }

    /// <summary>On which connection; none for datagrams.</summary>
    public required ConnectionId ConnectionId { get; init; }

    /// <summary>Messages that came, each once.</summary>
    public required long Received { get; init; }

    /// <summary>Numbers between the first and the highest that did not come, or not yet.</summary>
    public required long Lost { get; init; }

    /// <summary>Messages whose number is below one that came before (RFC 4737).</summary>
    public required long Reordered { get; init; }

    /// <summary>Messages that came again.</summary>
    public required long Duplicates { get; init; }

    /// <summary>
    /// Messages that came more than 65,536 numbers behind: reordered or duplicates, nobody can tell. They stay lost. For RTP those whose
    /// number is more than 100 behind or 3,000 ahead and not followed by the next one.
    /// </summary>
    public required long TooLate { get; init; }

    /// <summary>How often the sender began to count.</summary>
    public required long Runs { get; init; }

    /// <summary>The highest number of the present run; for RTP with the rounds that the 16 bits made above them.</summary>
    public required ulong Highest { get; init; }

    /// <summary>Interarrival jitter as in RFC 3550, section 6.4.1, in microseconds.</summary>
    public required double JitterMicroseconds { get; init; }

    /// <summary>Which RTP source it is; null for SocketLab's own stamp.</summary>
    public RtpSource? Rtp { get; init; }
}

/// <summary>A source of RTP packets.</summary>
/// <param name="Ssrc">Its synchronization source identifier.</param>
/// <param name="PayloadType">What its last packet carried (RFC 3551).</param>
/// <param name="ClockRate">Ticks a second by which the timestamps were read.</param>
public sealed record RtpSource(uint Ssrc, int PayloadType, int ClockRate);
