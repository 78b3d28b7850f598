using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Statistics;

/// <summary>
/// Measures sequence-stamped messages that an endpoint receives: loss, reordering, duplicates and jitter for each sender.
/// </summary>
/// <remarks>
/// The meter reads the journal whenever rates are sampled, so that no receive ever waits for it and nothing wakes up for a datagram.
/// Reading the report never waits: it is what the last measurement left there. What was evicted before it was measured is counted as
/// missed. The meter remembers <see cref="MaxSenders"/> senders: a further one takes the place of the one not heard for the longest time.
/// </remarks>
internal sealed class SequenceMeter
{
    /// <summary>Senders that are remembered.</summary>
    public const int MaxSenders = 64;

    private readonly EntryJournal _journal;
    private readonly bool _isStream;
    private readonly EntryBatch _batch = new();
    private readonly Dictionary<(PeerAddress Peer, ConnectionId Connection), Sender> _senders = [];
    private readonly SequenceCutters _cutters = new();
    private readonly List<SequenceStamp> _stamps = [];
    private long _after;
    private long _missed;
    private long _heard;
    private SequenceReport _report = SequenceReport.Empty;

    /// <summary>Measures what comes into the journal from now on.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="isStream">Whether messages lie in streams rather than in datagrams.</param>
    public SequenceMeter(EntryJournal journal, bool isStream) => (_journal, _isStream, _after) = (journal, isStream, journal.Ledger.Last);

    /// <summary>What was found up to the last measurement.</summary>
    public SequenceReport Report => Volatile.Read(ref _report);

    /// <summary>Connections whose streams are followed at the moment.</summary>
    internal int StreamsFollowed => _cutters.Count;

    /// <summary>Measures what came since the last time. One call at a time.</summary>
    /// <param name="limit">An endpoint in a flood must not hold up the others: when so much time has passed, the rest is left for the next
    /// time.</param>
    public void Measure(TimeSpan limit)
    {
        var (begun, before) = (_journal.Time.GetTimestamp(), _after);
        do
        {
            _journal.Read(_after, _batch, maxPayload: _isStream ? int.MaxValue : SequenceStamp.Size);
            (_after, _missed) = (_batch.Next, _missed + _batch.Missed);
            foreach (var entry in _batch)
            {
                if (entry.Direction == EntryDirection.In)
                {
                    Record(entry);
                }
                else if (_isStream && entry.Kind == EntryKind.Event)
                {
                    _cutters.OnEvent(entry);
                }
            }
        } while (_batch.Count > 0 && _journal.Time.GetElapsedTime(begun) < limit);

        if (_after != before)
        {
            var senders = _senders
                .OrderByDescending(pair => pair.Value.LastHeard)
                .Select(pair => pair.Value.ToStatistics(pair.Key.Peer, pair.Key.Connection));
            Volatile.Write(ref _report, new([.. senders], _missed));
        }
    }

    private void Record(in EntryView entry)
    {
        var key = (entry.Peer, entry.ConnectionId);
        var arrived = (entry.Time - DateTime.UnixEpoch).TotalMicroseconds;
        if (_isStream)
        {
            _stamps.Clear();
            _cutters.Of(entry.ConnectionId).Read(entry.Offset, entry.Payload, _stamps);
            foreach (var found in _stamps)
            {
                Record(key, found, arrived);
            }
        }
        else if (SequenceStamp.TryRead(entry.Payload, out var stamp) && stamp.Length == entry.Length)
        {
            Record(key, stamp, arrived);
        }
    }

    /// <summary>Records a stamp; whoever sends one is a sender from then on.</summary>
    private void Record((PeerAddress Peer, ConnectionId Connection) key, in SequenceStamp stamp, double arrived)
    {
        if (!_senders.TryGetValue(key, out var sender))
        {
            if (_senders.Count == MaxSenders)
            {
                _senders.Remove(_senders.MinBy(pair => pair.Value.LastHeard).Key);
            }

            _senders.Add(key, sender = new Sender());
        }

        sender.LastHeard = ++_heard;
        sender.Track.Record(stamp.Number, stamp.SentMicroseconds, arrived);
    }

    private sealed class Sender
    {
        public SequenceTrack Track { get; } = new();

        public long LastHeard { get; set; }

        public SequenceStatistics ToStatistics(PeerAddress peer, ConnectionId connection) =>
            new()
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
