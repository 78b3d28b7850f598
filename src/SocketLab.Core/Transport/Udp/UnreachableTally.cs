using SocketLab.Core.Addresses;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Transport.Udp;

/// <summary>Reports in the journal which destinations cannot be reached, so that a flood of refusals does not fill it.</summary>
/// <remarks>
/// The first of a kind from a destination is reported at once, further ones at most once a second in one event with their count. Used by
/// one receive loop. Overflow policy: beyond <see cref="MaxDestinations"/> destinations a second each refusal is reported by itself.
/// </remarks>
internal sealed class UnreachableTally(EntryJournal journal, Lock order)
{
    /// <summary>Destinations that are summed up at once.</summary>
    public const int MaxDestinations = 256;

    /// <summary>How long further refusals are gathered.</summary>
    public static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(1);

    private readonly Dictionary<(PeerAddress Destination, FaultCode Code, IcmpAnswer? Answer), Gathered> _gathered = [];

    /// <summary>Whether some are gathered and <see cref="ReportDue"/> is to be called again.</summary>
    public bool HasUnreported { get; private set; }

    /// <summary>Records one refusal.</summary>
    /// <param name="fault">What the system makes of it.</param>
    /// <param name="answer">What the ICMP message says; null where the system refused by itself.</param>
    /// <param name="destination">Where the datagram was to go.</param>
    public void Record(Fault fault, IcmpAnswer? answer, PeerAddress destination)
    {
        if (_gathered.TryGetValue((destination, fault.Code, answer), out var gathered))
        {
            gathered.Count++;
            HasUnreported = true;
            return;
        }

        Report(fault, answer, destination, 1);
        if (_gathered.Count < MaxDestinations)
        {
            _gathered.Add((destination, fault.Code, answer), new(fault) { Since = journal.Time.GetTimestamp() });
        }
    }

    /// <summary>Reports what was gathered for long enough, and forgets who refused nothing since.</summary>
    public void ReportDue()
    {
        if (_gathered.Count > 0)
        {
            Report(gathered => journal.Time.GetElapsedTime(gathered.Since) >= ReportInterval);
        }
    }

    /// <summary>Reports everything, at the end.</summary>
    public void ReportAll() => Report(_ => true);

    private void Report(Predicate<Gathered> isDue)
    {
        HasUnreported = false;
        foreach (var (key, gathered) in _gathered)
        {
            if (!isDue(gathered))
            {
                HasUnreported |= gathered.Count > 0;
            }
            else if (gathered.Count == 0)
            {
                // Removing does not disturb the walk.
                _gathered.Remove(key);
            }
            else
            {
                Report(gathered.Fault, key.Answer, key.Destination, gathered.Count);
                (gathered.Count, gathered.Since) = (0, journal.Time.GetTimestamp());
            }
        }
    }

    private void Report(Fault fault, IcmpAnswer? answer, PeerAddress destination, long count)
    {
        lock (order)
        {
            journal.AddEvent(UdpJournal.Unreachable(fault, answer, destination, count), destination);
        }
    }

    private sealed class Gathered(Fault fault)
    {
        public Fault Fault { get; } = fault;

        public long Count { get; set; }

        public long Since { get; set; }
    }
}
