namespace SocketLab.Core.Capture.Streams;

/// <summary>A table of what was used lately, in two generations: what nobody asked for during a whole one is forgotten.</summary>
/// <param name="size">Entries of a generation; there are never more than two of them.</param>
/// <param name="forget">What is to be done with what is forgotten.</param>
internal sealed class RecentTable<TKey, TValue>(int size, Action<TValue> forget)
    where TKey : notnull
{
    private Dictionary<TKey, TValue> _young = [];
    private Dictionary<TKey, TValue> _old = [];

    /// <summary>All that are remembered.</summary>
    public IEnumerable<TValue> Values => _old.Values.Concat(_young.Values);

    /// <summary>Finds a value, which is then used lately.</summary>
    public bool TryGet(TKey key, out TValue value)
    {
        if (_young.TryGetValue(key, out value!))
        {
            return true;
        }

        if (!_old.Remove(key, out value!))
        {
            return false;
        }

        Set(key, value);
        return true;
    }

    /// <summary>Adds a value, or replaces one that <see cref="TryGet"/> has found.</summary>
    public void Set(TKey key, TValue value)
    {
        if (_young.Count >= size && !_young.ContainsKey(key))
        {
            foreach (var forgotten in _old.Values)
            {
                forget(forgotten);
            }

            (_old, _young) = (_young, []);
        }

        _young[key] = value;
    }
}
