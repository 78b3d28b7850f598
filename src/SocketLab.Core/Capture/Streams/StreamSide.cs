using SocketLab.Core.Journal;

namespace SocketLab.Core.Capture.Streams;

/// <summary>One direction of a captured connection: puts its segments in order, and tells repetitions and gaps.</summary>
internal sealed class StreamSide(CapturedConnection connection, EntryDirection way, CaptureJournal journal, WaitingRoom room)
{
    /// <summary>Packets of the connection for which bytes that the receiver has acknowledged may still turn up in the file.</summary>
    private const int MaxAcknowledgedAhead = 32;

    private readonly WaitingSegments _waiting = new(room);
    private uint _next;
    private uint? _end;
    private int _acknowledgedAhead;

    /// <summary>Whether a sequence number is known, and so where the stream is.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>Whether all up to FIN is there, or given up.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>How far the stream is, in bytes.</summary>
    public long Offset { get; private set; }

    /// <summary>Segments that were sent again.</summary>
    public long SentAgain { get; private set; }

    /// <summary>The sequence number with which the connection began.</summary>
    public uint First { get; private set; }

    /// <summary>Begins with SYN.</summary>
    public void Begin(uint sequence) => (First, _next, IsKnown) = (sequence, sequence + 1, true);

    /// <summary>Takes a segment's bytes.</summary>
    /// <param name="ticks">When it was captured.</param>
    /// <param name="sequence">The number of its first byte.</param>
    /// <param name="bytes">What was kept of its bytes.</param>
    /// <param name="length">How many it had.</param>
    public void Take(long ticks, uint sequence, ReadOnlySpan<byte> bytes, int length)
    {
        if (!IsKnown)
        {
            (First, _next, IsKnown) = (sequence - 1, sequence, true);
        }

        if (length == 0 || IsFinished)
        {
            return;
        }

        var ahead = (int)(sequence - _next);
        if (ahead > 0)
        {
            SentAgain += _waiting.Add(_next, new(sequence, ticks, bytes.ToArray(), length)) ? 0 : 1;
            if (_waiting.IsFull)
            {
                GiveUpHole(ticks);
            }

            return;
        }

        Deliver(ticks, -ahead, bytes, length);
        DeliverWaiting();
        Finish(ticks);
    }

    /// <summary>Takes FIN, which stands behind the last byte.</summary>
    public void TakeEnd(long ticks, uint sequence)
    {
        if (!IsKnown)
        {
            (First, _next, IsKnown) = (sequence - 1, sequence, true);
        }

        _end ??= sequence;
        Finish(ticks);
    }

    /// <summary>The other side has everything before a sequence number: what of it is not in the file soon will never be.</summary>
    public void Acknowledged(long ticks, uint number)
    {
        var isAhead = IsKnown && !_waiting.IsEmpty && (int)(number - _waiting.First.Sequence) >= 0;
        _acknowledgedAhead = isAhead ? _acknowledgedAhead + 1 : 0;
        if (_acknowledgedAhead >= MaxAcknowledgedAhead)
        {
            GiveUpHole(ticks);
        }
    }

    /// <summary>Nothing more comes: what waits is delivered, with gaps.</summary>
    public void Flush(long ticks)
    {
        while (!_waiting.IsEmpty)
        {
            GiveUpHole(ticks);
        }

        if (_end is { } end && !IsFinished && (int)(end - _next) > 0)
        {
            Skip(ticks, (int)(end - _next));
            Finish(ticks);
        }
    }

    private void GiveUpHole(long ticks)
    {
        _acknowledgedAhead = 0;
        if ((int)(_waiting.First.Sequence - _next) is > 0 and var hole)
        {
            Skip(_waiting.First.Ticks, hole);
        }

        DeliverWaiting();
        Finish(ticks);
    }

    private void DeliverWaiting()
    {
        while (!_waiting.IsEmpty && (int)(_waiting.First.Sequence - _next) <= 0)
        {
            var segment = _waiting.Take();
            Deliver(segment.Ticks, (int)(_next - segment.Sequence), segment.Bytes, segment.Length);
        }
    }

    /// <summary>Delivers a segment whose first bytes may be there already.</summary>
    private void Deliver(long ticks, int known, ReadOnlySpan<byte> bytes, int length)
    {
        if (known > 0)
        {
            // One byte again, or none, is how a side asks whether the other still lives (RFC 9293, 3.8.4).
            SentAgain += known == 1 && length == 1 ? 0 : 1;
            if (known >= length)
            {
                return;
            }

            bytes = bytes[Math.Min(known, bytes.Length)..];
            length -= known;
        }

        journal.AddData(connection, way, ticks, Offset, bytes);
        Offset += bytes.Length;
        _next += (uint)bytes.Length;
        if (bytes.Length < length)
        {
            Skip(ticks, length - bytes.Length);
        }
    }

    private void Skip(long ticks, int bytes)
    {
        journal.Gap(connection, way, bytes, ticks);
        Offset += bytes;
        _next += (uint)bytes;
    }

    private void Finish(long ticks)
    {
        if (!IsFinished && _end is { } end && (int)(end - _next) <= 0)
        {
            IsFinished = true;
            journal.Finished(connection, way, ticks);
        }
    }
}
