namespace SocketLab.Core.Filtering;

/// <summary>Says of a journal's entries, one by one and in order, whether a filter takes them.</summary>
/// <remarks>One thread at a time. The journal is looked through in larger pieces; what was found waits until it is asked for.</remarks>
public sealed class FilterCursor(FilterSource source, Filter filter)
{
    private const int MaxFound = 4096;

    private readonly FilterReader _reader = new(source, filter);
    private readonly Queue<long> _found = new();
    private long _lookedAt;

    /// <summary>Whether the filter takes an entry.</summary>
    /// <param name="sequence">Its sequence; never lower than the last that was asked for.</param>
    /// <param name="cancellation">Ends it.</param>
    public bool Takes(long sequence, CancellationToken cancellation)
    {
        if (_lookedAt < sequence)
        {
            // All that was found stands before it. What was passed over is never looked at.
            _found.Clear();
            var found = _reader.Forward(sequence - 1, long.MaxValue, MaxFound, 1, cancellation);
            if (found.Next < sequence)
            {
                return false;
            }

            _lookedAt = found.Next;
            foreach (var one in found.Sequences)
            {
                _found.Enqueue(one);
            }
        }

        while (_found.TryPeek(out var first) && first < sequence)
        {
            _found.Dequeue();
        }

        return _found.TryPeek(out var next) && next == sequence;
    }
}
