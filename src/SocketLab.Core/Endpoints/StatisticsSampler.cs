using Microsoft.Extensions.Logging;
using SocketLab.Core.Statistics;

namespace SocketLab.Core.Endpoints;

/// <summary>Samples the rates of all endpoints four times a second, and measures their sequences.</summary>
/// <remarks>
/// What fails in one endpoint is logged once and leaves the others alone; it is logged again only after a sample that succeeded.
/// </remarks>
internal sealed class StatisticsSampler : IAsyncDisposable
{
    private readonly Func<IReadOnlyList<Endpoint>> _list;
    private readonly ILogger _logger;
    private readonly ITimer _timer;

    // Used by one tick at a time.
    private readonly HashSet<string> _failing = [];
    private int _sampling;

    /// <summary>Creates a sampler, which begins at once.</summary>
    /// <param name="list">Lists all endpoints.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The server's log.</param>
    public StatisticsSampler(Func<IReadOnlyList<Endpoint>> list, TimeProvider time, ILogger logger)
    {
        (_list, _logger) = (list, logger);
        _timer = time.CreateTimer(_ => Sample(), null, TrafficGauge.SampleInterval, TrafficGauge.SampleInterval);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void Sample()
    {
        // Ticks that a busy thread pool held back come several at once; the rates are for one at a time.
        if (Interlocked.Exchange(ref _sampling, 1) == 1)
        {
            return;
        }

        try
        {
            // A capture got all that it has at once, when its file was read: that is no rate of what is in it.
            SampleAll([.. _list().Where(endpoint => endpoint.Captured is null)]);
        }
        finally
        {
            Volatile.Write(ref _sampling, 0);
        }
    }

    private void SampleAll(IReadOnlyList<Endpoint> endpoints)
    {
        // Rates first, which cost next to nothing. The rest is work that peers make, so each endpoint gets its share of half the time and
        // no more.
        var measuring = endpoints.Count(endpoint => endpoint.Meters.MeasuresSequence);
        var share = TrafficGauge.SampleInterval / 2 / Math.Max(1, measuring);
        var failed = endpoints.Where(endpoint => !TryDo(endpoint, endpoint.Sample)).ToHashSet();
        failed.UnionWith(
            endpoints.Where(endpoint => endpoint.Meters.MeasuresSequence && !TryDo(endpoint, () => endpoint.Meters.MeasureSequence(share)))
        );
        _failing.IntersectWith(failed.Select(endpoint => endpoint.Id));
    }

    private bool TryDo(Endpoint endpoint, Action sample)
    {
        try
        {
            sample();
            return true;
        }
        catch (Exception error)
        {
            if (_failing.Add(endpoint.Id))
            {
                EndpointLog.SampleFailed(_logger, error, endpoint.Id);
            }

            return false;
        }
    }
}
