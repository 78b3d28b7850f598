using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport;

namespace SocketLab.Web.ViewState.Endpoints;

/// <summary>The cards of all endpoints, in order of creation.</summary>
public sealed class EndpointsState : LiveState
{
    private readonly EndpointSupervisor _supervisor;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, RateHistory> _histories = [];
    private readonly Dictionary<string, (long Version, int? Port)> _freePorts = [];
    private long _lastHistory;

    /// <summary>The cards as they are now.</summary>
    public EndpointsState(EndpointSupervisor supervisor, TimeProvider time)
    {
        (_supervisor, _time) = (supervisor, time);
        Refresh();
    }

    /// <summary>All endpoints, in order of creation.</summary>
    public IReadOnlyList<EndpointCard> Cards { get; private set; } = [];

    /// <summary>Set when an endpoint was created, changed or deleted, or is in another state.</summary>
    public ChangeSignal Signal => _supervisor.Changed;

    /// <summary>Pulls the cards; takes a value for the sparklines once a second.</summary>
    public void Refresh()
    {
        var endpoints = _supervisor.List();
        Forget(endpoints);
        var second = _lastHistory == 0 || _time.GetElapsedTime(_lastHistory) >= TimeSpan.FromSeconds(1);
        _lastHistory = second ? _time.GetTimestamp() : _lastHistory;
        var now = _time.GetUtcNow().UtcDateTime;
        EndpointCard[] cards =
        [
            .. endpoints.Select(endpoint => EndpointCard.Of(endpoint, HistoryOf(endpoint, second), FreePortFor(endpoint), now)),
        ];
        Cards = cards.SequenceEqual(Cards) ? Cards : cards;
        OnChanged();
    }

    private IReadOnlyList<double> HistoryOf(Endpoint endpoint, bool takeValue)
    {
        if (!_histories.TryGetValue(endpoint.Id, out var history))
        {
            _histories.Add(endpoint.Id, history = new RateHistory());
        }

        if (takeValue)
        {
            history.Add(EndpointCard.RateOf(endpoint));
        }

        return history.Values;
    }

    /// <summary>Searches for a free port once per fault, not once per refresh.</summary>
    private int? FreePortFor(Endpoint endpoint)
    {
        if (endpoint.Fault is not { Code: FaultCode.AddressInUse } || !endpoint.Definition.Kind.IsListener())
        {
            return null;
        }

        if (!_freePorts.TryGetValue(endpoint.Id, out var known) || known.Version != endpoint.Version)
        {
            known = (endpoint.Version, FreePort.After(endpoint.Definition));
            _freePorts[endpoint.Id] = known;
        }

        return known.Port;
    }

    private void Forget(IReadOnlyList<Endpoint> endpoints)
    {
        foreach (var id in _histories.Keys.Except(endpoints.Select(endpoint => endpoint.Id)).ToList())
        {
            _histories.Remove(id);
            _freePorts.Remove(id);
        }
    }
}
