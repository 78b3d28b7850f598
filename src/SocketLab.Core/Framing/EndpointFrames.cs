using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Framing;

/// <summary>The frames of all connections of an endpoint in one list, in the order in which they ended.</summary>
/// <remarks>
/// A frame is remembered as a place of some 100 bytes, without its payload: the last 131,072 of them, so some 13 MiB at most. A connection
/// that ended is forgotten with its last frame. Of more than 8,192 that have bytes and did not end, those that are silent for the longest
/// are forgotten as well; what they say then begins like the middle of a stream.
/// </remarks>
public sealed class EndpointFrames(EntryJournal journal, FramingOptions options) : IFrameIndex
{
    /// <summary>Frames that are remembered at most.</summary>
    public const int MaxFrames = BlockSize * MaxBlocks;

    /// <summary>Frames under way that are shown: of more, those that got bytes last.</summary>
    public const int MaxOpen = 16;

    private const int BlockSize = 4096;
    private const int MaxBlocks = 32;
    private const int MaxConversations = 8192;

    private readonly EntryBatch _batch = new();
    private readonly Dictionary<ConnectionId, ConversationFramer> _conversations = [];
    private readonly List<ConversationFrame[]> _blocks = [];
    private long _firstBlock;
    private long _first = 1;

    /// <inheritdoc/>
    public long Count { get; private set; }

    /// <inheritdoc/>
    public long First
    {
        get
        {
            DropEvicted();
            return _first;
        }
    }

    /// <inheritdoc/>
    public long Position { get; private set; } = journal.Ledger.First - 1;

    /// <inheritdoc/>
    public IReadOnlyList<ConversationFrame> Open { get; private set; } = [];

    /// <inheritdoc/>
    public bool Advance(int maxBatches = FrameReader.DefaultBatches)
    {
        for (var i = 0; i < maxBatches; i++)
        {
            journal.Read(Position, _batch);
            foreach (var entry in _batch)
            {
                Take(entry);
            }

            Position = _batch.Next;
            if (_batch.Count == 0)
            {
                Open = FindOpen();
                return true;
            }
        }

        Open = [];
        return false;
    }

    /// <inheritdoc/>
    public IReadOnlyList<ConversationFrame> Read(long first, int count)
    {
        var frames = new List<ConversationFrame>();
        var last = Math.Min(Count, first + count - 1);
        for (var ordinal = Math.Max(first, First); ordinal <= last; ordinal++)
        {
            frames.Add(At(ordinal));
        }

        return frames;
    }

    private void Take(in EntryView entry)
    {
        if (entry.ConnectionId.IsNone)
        {
            return;
        }

        if (entry.Kind == EntryKind.Data)
        {
            if (!_conversations.TryGetValue(entry.ConnectionId, out var conversation))
            {
                ForgetSilent();
                _conversations.Add(entry.ConnectionId, conversation = new(entry.ConnectionId, options));
            }

            foreach (var frame in conversation.Feed(entry))
            {
                Add(frame);
            }
        }
        else if (entry.EndsConnection && _conversations.Remove(entry.ConnectionId, out var ended))
        {
            foreach (var frame in ended.Open)
            {
                Add(frame with { IsCutOff = true });
            }
        }
    }

    private void Add(in ConversationFrame frame)
    {
        if (Count % BlockSize == 0)
        {
            _blocks.Add(new ConversationFrame[BlockSize]);
            if (_blocks.Count > MaxBlocks)
            {
                _blocks.RemoveAt(0);
                _firstBlock++;
                _first = Math.Max(_first, (_firstBlock * BlockSize) + 1);
            }
        }

        Count++;
        At(Count) = frame with { Ordinal = Count };
    }

    private ref ConversationFrame At(long ordinal) =>
        ref _blocks[(int)(((ordinal - 1) / BlockSize) - _firstBlock)][(int)((ordinal - 1) % BlockSize)];

    /// <summary>Passes over the oldest frames of which nothing is kept. One that lost only its beginning is still told of.</summary>
    private void DropEvicted()
    {
        var kept = journal.Ledger.First;
        while (_first <= Count && At(_first).Frame.LastSequence < kept)
        {
            _first++;
        }
    }

    private void ForgetSilent()
    {
        if (_conversations.Count >= MaxConversations)
        {
            foreach (var silent in _conversations.Values.OrderBy(one => one.LastSequence).Take(MaxConversations / 2).ToList())
            {
                _conversations.Remove(silent.Connection);
            }
        }
    }

    private List<ConversationFrame> FindOpen() =>
        [
            .. _conversations
                .Values.Where(one => one.HasOpen)
                .OrderByDescending(one => one.LastSequence)
                .Take(MaxOpen)
                .SelectMany(one => one.Open)
                .OrderByDescending(one => one.Frame.LastSequence)
                .Take(MaxOpen)
                .OrderBy(one => one.Frame.FirstSequence),
        ];
}
