using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport;

namespace SocketLab.Web.ViewState.Endpoints;

/// <summary>The cards of all endpoints, in the order that people gave them.</summary>
public sealed class EndpointsState : LiveState
{
    private readonly EndpointSupervisor _supervisor;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, RateHistory> _histories = [];
    private readonly Dictionary<string, (long Version, int? Port)> _freePorts = [];
    private IReadOnlyList<Endpoint> _shown = [];

    /// <summary>The cards as they are now: what there is already counts as seen, until the tab remembers better.</summary>
    public EndpointsState(EndpointSupervisor supervisor, TimeProvider time)
    {
        (_supervisor, _time) = (supervisor, time);
        foreach (var endpoint in supervisor.List())
        {
            Unread.See(endpoint);
        }

        Refresh();
    }

    /// <summary>All endpoints, in the order that people gave them.</summary>
    public IReadOnlyList<EndpointCard> Cards { get; private set; } = [];

    /// <summary>How far this tab has seen each endpoint's entries.</summary>
    public UnreadEntries Unread { get; } = new();

    /// <summary>Says of an endpoint's id whether it is recorded.</summary>
    public Func<string, bool> IsRecorded { get; set; } = _ => false;

    /// <summary>Set when an endpoint was created, changed, moved or deleted, or is in another state.</summary>
    public ChangeSignal Signal => _supervisor.Changed;

    /// <summary>Other endpoints are shown, or none: their entries are being seen.</summary>
    public void Show(params IReadOnlyList<Endpoint> endpoints)
    {
        SeeShown();
        _shown = endpoints;
        SeeShown();
        if (Cards.Any(card => IsShown(card) && card.Unread is not null))
        {
            Cards = [.. Cards.Select(card => IsShown(card) ? card with { Unread = null } : card)];
        }
    }

    /// <summary>Pulls the cards.</summary>
    public void Refresh()
    {
        var endpoints = _supervisor.List();
        Forget(endpoints.Select(endpoint => endpoint.Id).ToHashSet());
        SeeShown();
        var (now, jobs) = (_time.GetUtcNow().UtcDateTime, CardJob.Lines(_supervisor.Jobs));
        EndpointCard[] cards =
        [
            .. endpoints.Select(endpoint =>
                EndpointCard.Of(endpoint, now) with
                {
                    History = HistoryOf(endpoint).Read(endpoint, now),
                    FreePort = FreePortFor(endpoint),
                    Job = jobs.GetValueOrDefault(endpoint.Id),
                    IsRecorded = IsRecorded(endpoint.Id),
                    // What comes while this is written is on screen as well.
                    Unread = _shown.Any(one => one.Id == endpoint.Id) ? null : UnreadEntries.Badge(Unread.CountOf(endpoint)),
                }
            ),
        ];
        Cards = cards.SequenceEqual(Cards) ? Cards : cards;
        OnChanged();
    }

    private void SeeShown()
    {
        foreach (var shown in _shown)
        {
            if (_supervisor.Find(shown.Id) is not null)
            {
                Unread.See(shown);
            }
        }
    }

    private bool IsShown(EndpointCard card) => _shown.Any(endpoint => endpoint.Id == card.Id);

    private RateHistory HistoryOf(Endpoint endpoint)
    {
        if (!_histories.TryGetValue(endpoint.Id, out var history))
        {
            _histories.Add(endpoint.Id, history = new RateHistory());
        }

        return history;
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

    private void Forget(HashSet<string> present)
    {
        Unread.Forget(present);
        foreach (var id in _histories.Keys.Where(id => !present.Contains(id)).ToList())
        {
            _histories.Remove(id);
            _freePorts.Remove(id);
        }
    }
}
