namespace SocketLab.Core.Definitions;

/// <summary>Where the numbers of messages are read from, by which loss, reordering and jitter are measured.</summary>
public enum SequenceFormat
{
    /// <summary>From SocketLab's own <see cref="Statistics.SequenceStamp">stamp</see>.</summary>
    Stamp,

    /// <summary>From the header of RTP (RFC 3550), for each synchronization source.</summary>
    Rtp,
}
