namespace SocketLab.Core.Filtering;

/// <summary>
/// The scans of the filters that were used last, so that all who look at the same share one, and going back costs nothing.
/// </summary>
public sealed class ScanStore
{
    /// <summary>Scans that are remembered at most. Overflow policy: forget the one that was asked for longest ago.</summary>
    public const int MaxScans = 32;

    /// <summary>What all of them may take together, in bytes.</summary>
    public const long MaxBytes = 64 << 20;

    private readonly Lock _lock = new();

    // The one that was asked for last stands last.
    private readonly List<FilterScan> _scans = [];

    /// <summary>The scan of a filter over a journal; a new one has looked at nothing yet.</summary>
    public FilterScan Get(FilterSource source, Filter filter)
    {
        lock (_lock)
        {
            // A name may change: what asks for it is begun anew each time.
            var index = filter.AsksForEndpoint
                ? -1
                : _scans.FindIndex(scan => ReferenceEquals(scan.Source.Journal, source.Journal) && scan.Filter.Equals(filter));
            var scan = index >= 0 ? _scans[index] : new FilterScan(source, filter);
            if (index >= 0)
            {
                _scans.RemoveAt(index);
            }

            if (!filter.AsksForEndpoint)
            {
                _scans.Add(scan);
            }

            while (_scans.Count > MaxScans || (_scans.Count > 1 && _scans.Sum(one => one.Bytes) > MaxBytes))
            {
                _scans.RemoveAt(0);
            }

            return scan;
        }
    }
}
