namespace SocketLab.Core.Capture.Streams;

/// <summary>How much waits in all connections of a file together, in bytes.</summary>
internal sealed class WaitingRoom
{
    private const int MaxBytes = 32 << 20;

    /// <summary>Bytes that wait, with what keeping them costs.</summary>
    public int Used { get; set; }

    /// <summary>Whether no more is to wait.</summary>
    public bool IsFull => Used >= MaxBytes;
}

/// <summary>A segment that came before its turn.</summary>
internal sealed record WaitingSegment(uint Sequence, long Ticks, byte[] Bytes, int Length);

/// <summary>Segments of one direction that wait for what stands before them, in the order of the stream.</summary>
internal sealed class WaitingSegments(WaitingRoom room)
{
    private const int MaxSegments = 4096;
    private const int MaxBytes = 4 << 20;
    private const int Overhead = 128;

    private readonly List<WaitingSegment> _segments = [];
    private int _bytes;

    /// <summary>Whether none waits.</summary>
    public bool IsEmpty => _segments.Count == 0;

    /// <summary>Whether more wait than a network ever lets run ahead, so that what is missing will not come.</summary>
    public bool IsFull => _segments.Count >= MaxSegments || _bytes >= MaxBytes || room.IsFull;

    /// <summary>The one whose turn is next.</summary>
    public WaitingSegment First => _segments[0];

    /// <summary>Adds one.</summary>
    /// <param name="next">The sequence number that the stream has reached, from which all others are measured.</param>
    /// <param name="segment">The segment.</param>
    /// <returns>False when it waits already.</returns>
    public bool Add(uint next, WaitingSegment segment)
    {
        var at = _segments.Count;
        while (at > 0 && _segments[at - 1].Sequence - next > segment.Sequence - next)
        {
            at--;
        }

        if (at > 0 && _segments[at - 1].Sequence == segment.Sequence && _segments[at - 1].Length >= segment.Length)
        {
            return false;
        }

        _segments.Insert(at, segment);
        Count(segment.Bytes.Length + Overhead);
        return true;
    }

    /// <summary>Removes the one whose turn is next.</summary>
    public WaitingSegment Take()
    {
        var first = _segments[0];
        _segments.RemoveAt(0);
        Count(-first.Bytes.Length - Overhead);
        return first;
    }

    private void Count(int bytes)
    {
        _bytes += bytes;
        room.Used += bytes;
    }
}
