using System.Runtime.CompilerServices;
using SocketLab.Contracts;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Statistics;
using SocketLab.Web.Api.Mapping;

namespace SocketLab.Web.Hubs;

/// <summary>Follows all endpoints for the hub: changes of state or definition at once, statistics once a second.</summary>
internal sealed class EndpointWatcher(EndpointSupervisor supervisor, TimeProvider time)
{
    private static readonly TimeSpan StatisticsInterval = TimeSpan.FromSeconds(1);

    /// <summary>First all, then what changes.</summary>
    public async IAsyncEnumerable<EndpointChangeDto> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var timer = new PeriodicTimer(StatisticsInterval, time);
        var known = new Dictionary<string, Known>(StringComparer.Ordinal);
        try
        {
            var tick = timer.WaitForNextTickAsync(ending.Token).AsTask();
            var change = Task.CompletedTask;
            while (true)
            {
                var (version, isTick) = (supervisor.Changed.Version, tick.IsCompleted);
                foreach (var news in Changes(known, isTick))
                {
                    yield return news;
                }

                tick = isTick ? timer.WaitForNextTickAsync(ending.Token).AsTask() : tick;
                change = change.IsCompleted ? supervisor.Changed.WaitAsync(version, ending.Token) : change;
                await Task.WhenAny(change, tick);
                cancellation.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            await ending.CancelAsync();
        }
    }

    private List<EndpointChangeDto> Changes(Dictionary<string, Known> known, bool statisticsToo)
    {
        var endpoints = supervisor.List();
        var news = new List<EndpointChangeDto>();
        foreach (var id in known.Keys.Except(endpoints.Select(endpoint => endpoint.Id)).ToList())
        {
            known.Remove(id);
            news.Add(new EndpointChangeDto { Removed = id });
        }

        foreach (var endpoint in endpoints)
        {
            var now = new Known(endpoint.Version, endpoint.Statistics);
            var before = known.GetValueOrDefault(endpoint.Id);
            if (before is null || before.Version != now.Version || (statisticsToo && before.Statistics != now.Statistics))
            {
                known[endpoint.Id] = now;
                news.Add(new EndpointChangeDto { Endpoint = EndpointDto.From(endpoint) });
            }
        }

        return news;
    }

    private sealed record Known(long Version, EndpointStatistics Statistics);
}
