using SocketLab.Core.Definitions;
using SocketLab.Core.Framing;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Replies;

/// <summary>Makes messages for rules of what connections receive: reads as they came, or the whole frames in them.</summary>
/// <remarks>
/// Framing begins with the first byte that it sees of a connection, which it takes for the beginning of a frame. Frames that lost their
/// beginning or end, are oversized or out of step, and what stands between frames, are no messages. For one thread. Overflow policy: beyond
/// <see cref="MaxConnections"/> the connection that was silent for the longest time is forgotten, whose closing event may have left the
/// journal unseen.
/// </remarks>
internal sealed class MessageFramer(EntryJournal journal, ReplyCounters counters, FramingOptions options)
{
    /// <summary>Connections that are framed at once; more than there is any need for, since those that end are forgotten.</summary>
    public const int MaxConnections = 16_384;

    /// <summary>Bytes of a frame that rules look at, at most.</summary>
    public const int MaxMessageBytes = 1 << 20;

    private readonly Dictionary<ConnectionId, LinkedListNode<(ConnectionId Id, Framer Framer)>> _framers = [];
    private readonly LinkedList<(ConnectionId Id, Framer Framer)> _byUse = new();
    private readonly List<Message> _messages = [];
    private readonly byte? _escape = FrameContent.EscapeOf(options);

    /// <summary>The framing.</summary>
    public FramingOptions Options { get; } = options;

    /// <summary>Connections that are framed now.</summary>
    public int Count => _framers.Count;

    /// <summary>The messages that an entry finishes. Good until the next call.</summary>
    /// <param name="entry">Stream data that was received.</param>
    public Messages Read(in EntryView entry)
    {
        _messages.Clear();
        if (Options.Mode == FramingMode.Raw)
        {
            _messages.Add(new Message(null, 0, entry.Payload.Length, 0, 0));
            return new Messages(Options.Mode, _escape, _messages, entry.Payload);
        }

        var framer = FramerOf(entry);
        foreach (var frame in framer.Feed(entry))
        {
            if (frame.State == FrameState.Complete && frame.Length <= MaxMessageBytes)
            {
                Add(frame, entry);
            }
            else if (frame is { State: not (FrameState.BetweenFrames or FrameState.Unsynchronized), Length: > MaxMessageBytes })
            {
                counters.Skip(ReplySkip.FrameTooLong, entry.Peer, entry.ConnectionId);
            }
        }

        return new Messages(Options.Mode, _escape, _messages, entry.Payload);
    }

    /// <summary>Forgets a connection that has ended, if it is framed.</summary>
    public void Forget(ConnectionId id)
    {
        if (_framers.Remove(id, out var node))
        {
            _byUse.Remove(node);
        }
    }

    private Framer FramerOf(in EntryView entry)
    {
        if (_framers.TryGetValue(entry.ConnectionId, out var node))
        {
            _byUse.Remove(node);
        }
        else
        {
            if (_framers.Count == MaxConnections)
            {
                Forget(_byUse.First!.Value.Id);
            }

            node = new((entry.ConnectionId, new Framer(Options, FramerState.At(entry.Offset))));
            _framers.Add(entry.ConnectionId, node);
        }

        _byUse.AddLast(node);
        return node.Value.Framer;
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
        else
        {
            counters.Skip(ReplySkip.Behind, entry.Peer, entry.ConnectionId);
        }
    }

    /// <summary>A place in the entry's bytes, or in bytes of its own.</summary>
    internal readonly record struct Message(byte[]? Bytes, int Start, int Length, int Header, int Trailer);

    /// <summary>Walks the messages of one entry.</summary>
    internal ref struct Messages(FramingMode mode, byte? escape, List<Message> messages, ReadOnlySpan<byte> entry)
    {
        private readonly ReadOnlySpan<byte> _entry = entry;
        private int _index = -1;

        /// <summary>All its bytes.</summary>
        public readonly ReadOnlySpan<byte> Whole =>
            messages[_index] is var message && message.Bytes is { } own ? own : _entry.Slice(message.Start, message.Length);

        /// <summary>What it says: its bytes without length field, start, end and the codes that keep ends out of it.</summary>
        public readonly ReadOnlySpan<byte> Content =>
            FrameContent.Decode(mode, escape, Whole[messages[_index].Header..^messages[_index].Trailer]);

        /// <summary>The message at the present place.</summary>
        public readonly Messages Current => this;

        /// <summary>Goes one message on.</summary>
        public bool MoveNext() => ++_index < messages.Count;

        /// <summary>The walk itself: what a foreach asks for.</summary>
        public readonly Messages GetEnumerator() => this;
    }
}
