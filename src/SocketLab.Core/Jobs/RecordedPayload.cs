using SocketLab.Core.Journal;
using SocketLab.Core.Transport;

namespace SocketLab.Core.Jobs;

/// <summary>The bytes of recorded messages, read from their journal when they are due, round after round.</summary>
/// <remarks>For one job's thread.</remarks>
internal sealed class RecordedPayload(RecordedMessages messages) : IPayloadSource
{
    private readonly JournalCursor _cursor = new(messages.Journal);

    /// <inheritdoc/>
    public int MaxLength => messages.MaxLength;

    /// <inheritdoc/>
    /// <exception cref="EntriesEvictedException">The journal has let it go meanwhile.</exception>
    public int Write(Span<byte> destination, long index)
    {
        var sequence = messages.Sequences[(int)(index % messages.Count)];
        _cursor.GoBehind(sequence - 1);
        if (!_cursor.TryPeek(out var entry) || entry.Sequence != sequence)
        {
            throw new EntriesEvictedException();
        }

        entry.Payload.CopyTo(destination);
        return entry.Payload.Length;
    }
}

/// <summary>What was to be sent again was evicted from its journal before it was due.</summary>
internal sealed class EntriesEvictedException() : Exception("The entry was evicted from the journal before it was due.");
