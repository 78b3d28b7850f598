using SocketLab.Core.Definitions;
using SocketLab.Core.Framing;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Replies;

/// <summary>Makes messages for rules of what connections receive: reads as they came, or the whole frames in them.</summary>
/// <remarks>
/// Framing begins with the first byte that it sees of a connection, which it takes for the beginning of a frame. Frames that lost their
/// beginning, are oversized or out of step are no messages. For one thread.
/// </remarks>
internal sealed class MessageFramer(EntryJournal journal, FramingOptions options)
{
    /// <summary>Bytes of a frame that rules look at, at most.</summary>
    public const int LongestMessage = 1 << 20;

    private readonly Dictionary<ConnectionId, Framer> _framers = [];
    private readonly List<Message> _messages = [];

    /// <summary>The framing.</summary>
    public FramingOptions Options { get; } = options;

    /// <summary>The messages that an entry finishes. Good until the next call.</summary>
    /// <param name="entry">Stream data that was received.</param>
    /// <param name="onTooLong">Called for each frame that is longer than rules look at.</param>
    public Messages Take(in EntryView entry, Action onTooLong)
    {
        _messages.Clear();
        if (Options.Mode == FramingMode.Raw)
        {
            _messages.Add(new Message(null, 0, entry.Payload.Length, 0, 0));
            return new Messages(_messages, entry.Payload);
        }

        if (!_framers.TryGetValue(entry.ConnectionId, out var framer))
        {
            _framers[entry.ConnectionId] = framer = new Framer(Options, FramerState.At(entry.Offset));
        }

        foreach (var frame in framer.Feed(entry))
        {
            if (frame.State == FrameState.Complete && frame.Length <= LongestMessage)
            {
                Add(frame, entry);
            }
            else if (frame.Length > LongestMessage)
            {
                onTooLong();
            }
        }

        return new Messages(_messages, entry.Payload);
    }

    /// <summary>Looks at an event of a connection: one that has ended needs no memory.</summary>
    public void Note(in EntryView entry)
    {
        if (
            entry.Kind == EntryKind.Event
            && _framers.ContainsKey(entry.ConnectionId)
            && entry.ReadEvent()!.Type is EventType.ConnectionClosed or EventType.ConnectionReset or EventType.ConnectionTimedOut
        )
        {
            _framers.Remove(entry.ConnectionId);
        }
    }

    private void Add(in Frame frame, in EntryView entry)
    {
        if (frame.Offset >= entry.Offset)
        {
            _messages.Add(new Message(null, (int)(frame.Offset - entry.Offset), frame.Length, frame.HeaderLength, frame.TrailerLength));
            return;
        }

        // It began in an earlier read: the journal has it, unless it was evicted since.
        var stream = new FrameSource(entry.ConnectionId, EntryDirection.In, Options);
        if (FramePayloads.Read(journal, stream, [frame])[0] is { } bytes)
        {
            _messages.Add(new Message(bytes, 0, bytes.Length, frame.HeaderLength, frame.TrailerLength));
        }
    }

    /// <summary>A place in the entry's bytes, or in bytes of its own.</summary>
    internal readonly record struct Message(byte[]? Bytes, int Start, int Length, int Header, int Trailer);

    /// <summary>Walks the messages of one entry.</summary>
    internal ref struct Messages(List<Message> messages, ReadOnlySpan<byte> entry)
    {
        private readonly ReadOnlySpan<byte> _entry = entry;
        private int _index = -1;

        /// <summary>All its bytes.</summary>
        public readonly ReadOnlySpan<byte> Whole =>
            messages[_index] is var message && message.Bytes is { } own ? own : _entry.Slice(message.Start, message.Length);

        /// <summary>Its bytes without length field and delimiter.</summary>
        public readonly ReadOnlySpan<byte> Content => Whole[messages[_index].Header..^messages[_index].Trailer];

        /// <summary>Itself, at the present place.</summary>
        public readonly Messages Current => this;

        /// <summary>Goes one message on.</summary>
        public bool MoveNext() => ++_index < messages.Count;

        /// <summary>Itself.</summary>
        public readonly Messages GetEnumerator() => this;
    }
}
