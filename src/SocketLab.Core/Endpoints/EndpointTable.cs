using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Replies;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Core.Endpoints;

/// <summary>All endpoints there are, in the order that people gave them. Any thread.</summary>
/// <param name="changed">Set when one comes, goes or moves.</param>
internal sealed class EndpointTable(ChangeSignal changed)
{
    // Held for a moment, while no other lock is.
    private readonly Lock _lock = new();
    private readonly List<Endpoint> _endpoints = [];

    /// <summary>All endpoints.</summary>
    public IReadOnlyList<Endpoint> List()
    {
        lock (_lock)
        {
            return [.. _endpoints];
        }
    }

    /// <summary>The endpoint with this id, or null.</summary>
    public Endpoint? Find(string id)
    {
        lock (_lock)
        {
            return _endpoints.Find(endpoint => endpoint.Id == id);
        }
    }

    /// <summary>The endpoint with this id.</summary>
    /// <exception cref="EndpointNotFoundException">There is none.</exception>
    public Endpoint Get(string id) => Find(id) ?? throw new EndpointNotFoundException(id);

    /// <summary>A connection of any endpoint, open or remembered.</summary>
    public TcpConnection? FindConnection(ConnectionId id) =>
        List().Select(endpoint => endpoint.Connections.Find(id)).FirstOrDefault(connection => connection is not null);

    /// <summary>The sockets of endpoints that answer by rule.</summary>
    public IEnumerable<ReplyingSocket> ListReplying() =>
        from endpoint in List()
        where endpoint.AnswersByRule && endpoint.Status.Bound is not null
        select new ReplyingSocket(endpoint.Definition.Kind.IsUdp(), endpoint.Status.Bound!);

    /// <summary>Adds an endpoint.</summary>
    public void Add(Endpoint endpoint)
    {
        lock (_lock)
        {
            _endpoints.Add(endpoint);
        }

        changed.Set();
    }

    /// <summary>Brings the endpoints into another order; those that it does not name stay behind the others.</summary>
    /// <param name="order">The endpoints.</param>
    public void Arrange(IReadOnlyList<Endpoint> order)
    {
        lock (_lock)
        {
            Endpoint[] arranged = [.. order.Intersect(_endpoints), .. _endpoints.Except(order)];
            _endpoints.Clear();
            _endpoints.AddRange(arranged);
        }

        changed.Set();
    }

    /// <summary>Removes an endpoint.</summary>
    /// <returns>The ids of those that followed it, for <see cref="PutBack"/>.</returns>
    public IReadOnlyList<string> Remove(Endpoint endpoint)
    {
        string[] followers;
        lock (_lock)
        {
            followers = [.. _endpoints.SkipWhile(other => other != endpoint).Skip(1).Select(other => other.Id)];
            _endpoints.Remove(endpoint);
        }

        changed.Set();
        return followers;
    }

    /// <summary>Puts an endpoint back before the first of those that followed it and are still there.</summary>
    public void PutBack(Endpoint endpoint, IReadOnlyList<string> followers)
    {
        lock (_lock)
        {
            var places = followers.Select(id => _endpoints.FindIndex(other => other.Id == id));
            _endpoints.Insert(places.FirstOrDefault(place => place >= 0, _endpoints.Count), endpoint);
        }

        changed.Set();
    }
}
