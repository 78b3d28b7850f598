using SocketLab.Core.Endpoints;
using SocketLab.Core.Filtering;
using SocketLab.Core.Summaries;

namespace SocketLab.Web.ViewState.Summaries;

/// <summary>What a tab shows of the sums of each endpoint: who comes back finds span, filter and order as they were.</summary>
public sealed class SummaryStates(EndpointSupervisor supervisor, EntrySummaries summaries, TimeProvider time, FilterScans? scans = null)
{
    private readonly Dictionary<string, (Endpoint Endpoint, SummaryState State)> _states = [];

    /// <summary>The state of an endpoint.</summary>
    public SummaryState Of(Endpoint endpoint)
    {
        foreach (var gone in _states.Keys.Where(id => supervisor.Find(id) is null).ToList())
        {
            _states.Remove(gone);
        }

        if (!_states.TryGetValue(endpoint.Id, out var known) || !ReferenceEquals(known.Endpoint, endpoint))
        {
            _states[endpoint.Id] = known = (endpoint, new SummaryState(endpoint, summaries, time, scans?.Turns));
        }

        return known.State;
    }
}
