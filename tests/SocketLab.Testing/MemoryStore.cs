using SocketLab.Core.Endpoints;

namespace SocketLab.Testing;

/// <summary>A workspace that lives as long as the test.</summary>
internal sealed class MemoryStore : IEndpointStore
{
    private readonly Lock _lock = new();
    private readonly List<StoredEndpoint> _stored = [];

    /// <summary>What every save and delete throws, if anything.</summary>
    public Exception? Failure { get; set; }

    public IReadOnlyList<StoredEndpoint> Stored
    {
        get
        {
            lock (_lock)
            {
                return [.. _stored];
            }
        }
    }

    public Task<IReadOnlyList<StoredEndpoint>> LoadAsync(CancellationToken cancellation) => Task.FromResult(Stored);

    public Task SaveAsync(StoredEndpoint endpoint, CancellationToken cancellation) =>
        Change(() =>
        {
            var place = _stored.FindIndex(one => one.Id == endpoint.Id);
            if (place < 0)
            {
                _stored.Add(endpoint);
            }
            else
            {
                _stored[place] = endpoint;
            }
        });

    public Task SaveOrderAsync(IReadOnlyList<string> ids, CancellationToken cancellation) =>
        Change(() =>
        {
            StoredEndpoint[] ordered = [.. _stored.OrderBy(one => ids.ToList().IndexOf(one.Id))];
            _stored.Clear();
            _stored.AddRange(ordered);
        });

    public Task DeleteAsync(string id, CancellationToken cancellation) => Change(() => _stored.RemoveAll(one => one.Id == id));

    private Task Change(Action change)
    {
        if (Failure is not null)
        {
            return Task.FromException(Failure);
        }

        lock (_lock)
        {
            change();
        }

        return Task.CompletedTask;
    }
}
