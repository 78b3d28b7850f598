using SocketLab.Core.Statistics;

namespace SocketLab.Core.Summaries;

/// <summary>Messages counted by key, for a bounded number of keys. Used under the summary's lock.</summary>
/// <remarks>
/// Overflow policy: the half with the fewest messages is counted together as others. So whoever sends much is always here, also when a
/// million peers come and go; what a key had before it was among the others stays there.
/// </remarks>
/// <param name="limit">How many keys are kept at most.</param>
internal sealed class TallyTable<TKey>(int limit)
    where TKey : struct, IEquatable<TKey>
{
    private readonly Dictionary<TKey, Tally> _tallies = [];
    private (TKey Key, Tally Tally)? _last;

    /// <summary>Those that are kept.</summary>
    public IEnumerable<KeyValuePair<TKey, Tally>> Kept => _tallies;

    /// <summary>What all others had.</summary>
    public Tally Others { get; } = new();

    /// <summary>Counts a message.</summary>
    public void Add(in TKey key, in TrafficTotals amount, long ticks)
    {
        // Mostly the next message is of the same key as the one before.
        if (_last is not { } last || !last.Key.Equals(key))
        {
            _last = last = (key, Find(key));
        }

        last.Tally.Add(amount, ticks);
    }

    /// <summary>Counts what another one has.</summary>
    public void Add(TallyTable<TKey> other)
    {
        foreach (var (key, tally) in other._tallies)
        {
            Find(key).Add(tally);
        }

        Others.Add(other.Others);
    }

    private Tally Find(TKey key)
    {
        if (_tallies.TryGetValue(key, out var known))
        {
            return known;
        }

        if (_tallies.Count >= limit)
        {
            foreach (var (least, tally) in _tallies.OrderBy(pair => pair.Value.Messages).Take((limit + 1) / 2).ToList())
            {
                Others.Add(tally);
                _tallies.Remove(least);
            }
        }

        var fresh = new Tally();
        _tallies.Add(key, fresh);
        return fresh;
    }
}
