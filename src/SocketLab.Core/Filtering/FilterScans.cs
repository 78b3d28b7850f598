namespace SocketLab.Core.Filtering;

/// <summary>The scans as one viewer has them: the store is everybody's, how many run at once is each viewer's own.</summary>
/// <param name="store">What was found with the filters that were used last.</param>
public sealed class FilterScans(ScanStore store)
{
    /// <inheritdoc cref="ScanStore.MaxScans"/>
    public const int MaxScans = ScanStore.MaxScans;

    /// <summary>Scans that nobody else has.</summary>
    public FilterScans()
        : this(new ScanStore()) { }

    /// <summary>Whose turn it is to scan.</summary>
    public ScanTurns Turns { get; } = new();

    /// <inheritdoc cref="ScanStore.Get"/>
    public FilterScan Get(FilterSource source, Filter filter) => store.Get(source, filter);
}
