using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Transport.Linux;

/// <summary>Says which program of this machine is at the other side, as far as the system tells.</summary>
/// <remarks>
/// Who asks never waits: what is not known is looked for on the thread pool, all that was asked for meanwhile in one go, and looking takes
/// a twentieth of the time at most, however many connections open. Overflow policy: beyond <see cref="MaxWaiting"/> nothing is looked for;
/// beyond <see cref="MaxKnown"/> peers of datagrams all are forgotten and asked for again.
/// </remarks>
public sealed class PeerPrograms
{
    /// <summary>Peers that wait to be looked for.</summary>
    public const int MaxWaiting = 1024;

    /// <summary>Peers of datagrams that are remembered.</summary>
    public const int MaxKnown = 4096;

    private const int RestFactor = 20;

    /// <summary>A port may be another program's after a while.</summary>
    private static readonly TimeSpan Validity = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;

    // Under the lock; the connections' answers are their own.
    private readonly Dictionary<WantedPeer, (PeerProgram? Program, long At)> _known = [];
    private readonly List<(WantedPeer Peer, Action<PeerProgram?> Found)> _waiting = [];
    private bool _isSearching;

    /// <summary>Knows nobody yet.</summary>
    public PeerPrograms(TimeProvider time) => _time = time;

    /// <summary>Wakes whoever shows programs when more are known.</summary>
    public ChangeSignal Changed { get; } = new();

    /// <summary>The program that is at the other side of datagrams; null while that is not known, and where it cannot be.</summary>
    /// <param name="peer">The other side.</param>
    /// <param name="ours">Our address, as far as it is known.</param>
    public PeerProgram? Find(PeerAddress peer, PeerAddress ours)
    {
        var one = new WantedPeer(IsUdp: true, peer.WithoutZone(), ours.WithoutZone());
        PeerProgram? known;
        lock (_lock)
        {
            var isKnown = _known.TryGetValue(one, out var answer);
            known = answer.Program;
            if (isKnown && _time.GetElapsedTime(answer.At) < Validity)
            {
                return known;
            }

            if (_known.Count >= MaxKnown)
            {
                _known.Clear();
            }

            // Also while it is looked for, so that it is looked for once.
            _known[one] = (known, _time.GetTimestamp());
        }

        Enqueue(one, found => Remember(one, found));
        return known;
    }

    /// <summary>Looks for the program at the other side of a connection that has just been opened.</summary>
    /// <param name="peer">The other side.</param>
    /// <param name="ours">Our side.</param>
    /// <param name="found">Called with what was found, null for nothing, on some thread.</param>
    internal void FindLater(PeerAddress peer, PeerAddress ours, Action<PeerProgram?> found) =>
        Enqueue(new(IsUdp: false, peer.WithoutZone(), ours.WithoutZone()), found);

    private void Enqueue(WantedPeer one, Action<PeerProgram?> found)
    {
        lock (_lock)
        {
            if (_waiting.Count >= MaxWaiting)
            {
                return;
            }

            _waiting.Add((one, found));
            if (_isSearching)
            {
                return;
            }

            _isSearching = true;
        }

        _ = Task.Run(SearchAsync);
    }

    private async Task SearchAsync()
    {
        while (Take() is { Count: > 0 } wanted)
        {
            var begin = _time.GetTimestamp();
            var here = wanted.Where(one => SocketLookup.CanBeHere(one.Peer)).ToList();
            var found = here.Count == 0 ? [] : SocketLookup.Find([.. here.Select(one => one.Peer)]);
            for (var i = 0; i < found.Length; i++)
            {
                here[i].Found(found[i]);
            }

            if (found.Length > 0)
            {
                Changed.Set();
                await Task.Delay(_time.GetElapsedTime(begin) * RestFactor, _time);
            }
        }
    }

    private List<(WantedPeer Peer, Action<PeerProgram?> Found)> Take()
    {
        lock (_lock)
        {
            List<(WantedPeer, Action<PeerProgram?>)> taken = [.. _waiting];
            _waiting.Clear();
            _isSearching = taken.Count > 0;
            return taken;
        }
    }

    private void Remember(WantedPeer one, PeerProgram? program)
    {
        lock (_lock)
        {
            _known[one] = (program, _time.GetTimestamp());
        }
    }
}
