using SocketLab.Core.Addresses;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Transport.Udp;

/// <summary>Tells the journal which destinations cannot be reached, so that a flood of refusals does not fill it.</summary>
/// <remarks>
/// The first of a kind from a destination is told at once, further ones at most once a second in one event with their count. Used by one
/// receive loop. Overflow policy: beyond <see cref="Most"/> destinations a second each refusal is told by itself.
/// </remarks>
internal sealed class UnreachableTally(EntryJournal journal, Lock order)
{
    /// <summary>Destinations that are summed up at once.</summary>
    public const int Most = 256;

    /// <summary>How long further refusals are gathered.</summary>
    public static readonly TimeSpan TellAgain = TimeSpan.FromSeconds(1);

    private readonly Dictionary<(PeerAddress Destination, FaultCode Code), Gathered> _gathered = [];

    /// <summary>Whether some are gathered and <see cref="TellDue"/> is to be called again.</summary>
    public bool HasUntold { get; private set; }

    /// <summary>Takes note of one.</summary>
    public void Note(Fault fault, PeerAddress destination)
    {
        if (_gathered.TryGetValue((destination, fault.Code), out var gathered))
        {
            gathered.Count++;
            HasUntold = true;
            return;
        }

        Tell(fault, destination, 1);
        if (_gathered.Count < Most)
        {
            _gathered.Add((destination, fault.Code), new(fault) { Since = journal.Time.GetTimestamp() });
        }
    }

    /// <summary>Tells what was gathered for long enough, and forgets who refused nothing since.</summary>
    public void TellDue()
    {
        if (_gathered.Count > 0)
        {
            Tell(gathered => journal.Time.GetElapsedTime(gathered.Since) >= TellAgain);
        }
    }

    /// <summary>Tells everything, at the end.</summary>
    public void TellAll() => Tell(_ => true);

    private void Tell(Predicate<Gathered> isDue)
    {
        HasUntold = false;
        foreach (var (key, gathered) in _gathered)
        {
            if (!isDue(gathered))
            {
                HasUntold |= gathered.Count > 0;
            }
            else if (gathered.Count == 0)
            {
                // Removing does not disturb the walk.
                _gathered.Remove(key);
            }
            else
            {
                Tell(gathered.Fault, key.Destination, gathered.Count);
                (gathered.Count, gathered.Since) = (0, journal.Time.GetTimestamp());
            }
        }
    }

    private void Tell(Fault fault, PeerAddress destination, long count)
    {
        lock (order)
        {
            journal.AddEvent(UdpJournal.Unreachable(fault, destination, count), destination);
        }
    }

    private sealed class Gathered(Fault fault)
    {
        public Fault Fault { get; } = fault;

        public long Count { get; set; }

        public long Since { get; set; }
    }
}
