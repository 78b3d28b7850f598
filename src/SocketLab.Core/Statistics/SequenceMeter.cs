using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Statistics;

/// <summary>
/// Measures messages that carry a number, which an endpoint receives: loss, reordering, duplicates and jitter for each sender.
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
    private readonly SequenceFormat _format;
    private readonly int _rtpClockRate;
    private readonly EntryBatch _batch = new();
    private readonly Dictionary<SenderKey, Sender> _senders = [];
    private readonly SequenceCutters _cutters = new();
    private readonly List<SequenceStamp> _stamps = [];
    private long _after;
    private long _missed;
    private long _heard;
    private SequenceReport _report = SequenceReport.Empty;

    /// <summary>Measures what comes into the journal from now on.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="isStream">Whether messages lie in streams rather than in datagrams.</param>
    /// <param name="format">Where their numbers are.</param>
    /// <param name="rtpClockRate">Ticks a second of RTP's timestamps where the payload type does not say it.</param>
    public SequenceMeter(EntryJournal journal, bool isStream, SequenceFormat format = SequenceFormat.Stamp, int rtpClockRate = 90_000)
    {
        (_journal, _isStream, _after) = (journal, isStream, journal.Ledger.Last);
        (_format, _rtpClockRate) = (format, rtpClockRate);
    }

    /// <summary>Whether it measures what a definition asks for.</summary>
    public bool Fits(EndpointDefinition definition) => _format == definition.SequenceFormat && _rtpClockRate == definition.RtpClockRate;

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
            var senders = _senders.OrderByDescending(pair => pair.Value.LastHeard).Select(pair => pair.Value.ToStatistics(pair.Key));
            Volatile.Write(ref _report, new([.. senders], _missed));
        }
    }

    private void Record(in EntryView entry)
    {
        var arrived = (entry.Time - DateTime.UnixEpoch).TotalMicroseconds;
        if (_isStream)
        {
            _stamps.Clear();
            _cutters.Of(entry.ConnectionId).Read(entry.Offset, entry.Payload, _stamps);
            foreach (var found in _stamps)
            {
                Record(new(entry.Peer, entry.ConnectionId, null), found, arrived);
            }
        }
        else if (_format == SequenceFormat.Rtp)
        {
            if (RtpHeader.TryRead(entry.Payload, entry.Length, out var packet))
            {
                SenderOf(new(entry.Peer, entry.ConnectionId, packet.Ssrc)).Rtp.Record(packet, packet.ClockRate(_rtpClockRate), arrived);
            }
        }
        else if (SequenceStamp.TryRead(entry.Payload, out var stamp) && stamp.Length == entry.Length)
        {
            Record(new(entry.Peer, entry.ConnectionId, null), stamp, arrived);
        }
    }

    private void Record(SenderKey key, in SequenceStamp stamp, double arrived) =>
        SenderOf(key).Track.Record(stamp.Number, stamp.SentMicroseconds, arrived);

    /// <summary>Whoever sends something with a number is a sender from then on.</summary>
    private Sender SenderOf(SenderKey key)
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
        return sender;
    }

    /// <summary>A peer's address, on TCP its connection, and the source that RTP tells it by.</summary>
    private readonly record struct SenderKey(PeerAddress Peer, ConnectionId Connection, uint? Ssrc);

    private sealed class Sender
    {
        public Sender() => Rtp = new(Track);

        public SequenceTrack Track { get; } = new();

        public RtpTrack Rtp { get; }

        public long LastHeard { get; set; }

        public SequenceStatistics ToStatistics(SenderKey key) =>
            new()
            {
                Peer = key.Peer,
                ConnectionId = key.Connection,
                Received = Track.Received,
                Lost = Track.Lost,
                Reordered = Track.Reordered,
                Duplicates = Track.Duplicates,
                TooLate = Track.TooLate,
                Runs = Track.Runs,
                Highest = key.Ssrc is null ? Track.Highest : Rtp.Highest,
                JitterMicroseconds = Math.Round(Track.JitterMicroseconds, 1),
                Rtp = key.Ssrc is { } ssrc ? new(ssrc, Rtp.PayloadType, Rtp.ClockRate) : null,
            };
    }
}
