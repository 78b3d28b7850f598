using SocketLab.Core.Journal;

namespace SocketLab.Core.Statistics;

/// <summary>Measures sequence-stamped messages that an endpoint receives: loss, reordering, duplicates and jitter for each sender.</summary>
/// <remarks>
/// It looks at the journal whenever rates are sampled, so that no receive ever waits for it and nothing wakes up for a datagram.
/// What was evicted before it looked is counted as missed. It remembers <see cref="MaxSenders"/>: a further one takes the place of the one not
/// heard for the longest time.
/// </remarks>
internal sealed class SequenceMeter
{
    /// <summary>Senders that are remembered.</summary>
    public const int MaxSenders = 64;

    /// <summary>As much as one look reads at most, in batches of the journal: an endpoint in a flood must not hold up the others.</summary>
    private const int MaxBatches = 400;

    private readonly Lock _lock = new();
    private readonly EntryJournal _journal;
    private readonly bool _isStream;
    private readonly EntryBatch _batch = new();
    private readonly Dictionary<(PeerAddress Peer, ConnectionId Connection), Sender> _senders = [];
    private long _after;
    private long _missed;
    private long _heard;

    /// <summary>Measures what comes into the journal from now on.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="isStream">Whether messages lie in streams rather than in datagrams.</param>
    public SequenceMeter(EntryJournal journal, bool isStream) => (_journal, _isStream, _after) = (journal, isStream, journal.Ledger.Last);

    /// <summary>What was found so far.</summary>
    public SequenceReport Report
    {
        get
        {
            lock (_lock)
            {
                return new([.. _senders.OrderByDescending(pair => pair.Value.LastHeard).Select(pair => pair.Value.ToStatistics(pair.Key.Peer, pair.Key.Connection))], _missed);
            }
        }
    }

    /// <summary>Reads what came since the last look. One call at a time.</summary>
    public void Look()
    {
        lock (_lock)
        {
            for (var i = 0; i < MaxBatches; i++)
            {
                _journal.Read(_after, _batch, maxPayload: _isStream ? int.MaxValue : SequenceStamp.Size);
                (_after, _missed) = (_batch.Next, _missed + _batch.Missed);
                if (_batch.Count == 0)
                {
                    return;
                }

                foreach (var entry in _batch)
                {
                    if (entry.Direction == EntryDirection.In && entry.Kind != EntryKind.Event)
                    {
                        Take(entry);
                    }
                }
            }
        }
    }

    private void Take(in EntryView entry)
    {
        var arrived = (entry.Time - DateTime.UnixEpoch).TotalMicroseconds;
        if (_isStream)
        {
            if (SenderOf(entry, isStamped: SequenceStamp.TryRead(entry.Payload, out _)) is { } sender)
            {
                sender.Cutter.Take(entry.Offset, entry.Payload, stamp => sender.Track.Take(stamp.Number, stamp.SentMicroseconds, arrived));
            }
        }
        else if (SequenceStamp.TryRead(entry.Payload, out var stamp) && stamp.Length == entry.Length)
        {
            SenderOf(entry, isStamped: true)!.Track.Take(stamp.Number, stamp.SentMicroseconds, arrived);
        }
    }

    /// <summary>The sender of an entry. One that never sent a stamp is none.</summary>
    private Sender? SenderOf(in EntryView entry, bool isStamped)
    {
        var key = (entry.Peer, entry.ConnectionId);
        if (!_senders.TryGetValue(key, out var sender))
        {
            if (!isStamped)
            {
                return null;
            }

            if (_senders.Count == MaxSenders)
            {
                _senders.Remove(_senders.MinBy(pair => pair.Value.LastHeard).Key);
            }

            _senders.Add(key, sender = new Sender());
        }

        sender.LastHeard = ++_heard;
        return sender;
    }

    private sealed class Sender
    {
        public SequenceTrack Track { get; } = new();

        public SequenceCutter Cutter { get; } = new();

        public long LastHeard { get; set; }

        public SequenceStatistics ToStatistics(PeerAddress peer, ConnectionId connection) => new()
        {
            Peer = peer,
            ConnectionId = connection,
            Received = Track.Received,
            Lost = Track.Lost,
            Reordered = Track.Reordered,
            Duplicates = Track.Duplicates,
            TooLate = Track.TooLate,
            Runs = Track.Runs,
            Highest = Track.Highest,
            JitterMicroseconds = Math.Round(Track.JitterMicroseconds, 1),
        };
    }
}
