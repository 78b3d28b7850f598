using SocketLab.Core.Endpoints;
using SocketLab.Core.Filtering;
using SocketLab.Core.Summaries;

namespace SocketLab.Web.ViewState.Summaries;

/// <summary>
/// What a tab shows of the sums of each endpoint, and of those of several: who comes back finds span, filter and order as they were.
/// </summary>
public sealed class SummaryStates(EndpointSupervisor supervisor, EntrySummaries summaries, TimeProvider time, FilterScans? scans = null)
{
    private readonly Dictionary<string, SummaryState> _states = [];
    private readonly SummaryState _merged = new(supervisor, summaries, time, scans?.Turns);

    /// <summary>The state of what is selected.</summary>
    public SummaryState Of(SelectedEndpoint selected)
    {
        if (selected.Merged is not null)
        {
            return _merged;
        }

        foreach (var gone in _states.Keys.Where(id => supervisor.Find(id) is null).ToList())
        {
            _states.Remove(gone);
        }

        if (!_states.TryGetValue(selected.Id, out var known))
        {
            _states.Add(selected.Id, known = new SummaryState(supervisor, summaries, time, scans?.Turns));
        }

        return known;
    }
}
