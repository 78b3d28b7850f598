using SocketLab.Core.Definitions;

namespace SocketLab.Core.Endpoints;

/// <summary>Where definitions outlive the process.</summary>
public interface IEndpointStore
{
    /// <summary>All endpoints that can be read, in order of creation. One that cannot is the store's to report; it stays stored.</summary>
    Task<IReadOnlyList<StoredEndpoint>> LoadAsync(CancellationToken cancellation);

    /// <summary>Adds or replaces an endpoint. A new one comes last, unless <see cref="StoredEndpoint.Place"/> says where.</summary>
    /// <exception cref="NotSavedException">The store cannot be written; nothing has changed.</exception>
    Task SaveAsync(StoredEndpoint endpoint, CancellationToken cancellation);

    /// <summary>Removes an endpoint, if it is there.</summary>
    /// <returns>Its place among the others, for whoever puts it back; null when there is none.</returns>
    /// <exception cref="NotSavedException">The store cannot be written; nothing has changed.</exception>
    Task<long?> DeleteAsync(string id, CancellationToken cancellation);
}

/// <summary>What of an endpoint outlives the process.</summary>
/// <param name="Id">The endpoint's id.</param>
/// <param name="Definition">What the user configured.</param>
/// <param name="WantedRunning">Whether it is to be started with the server.</param>
public sealed record StoredEndpoint(string Id, EndpointDefinition Definition, bool WantedRunning)
{
    /// <summary>The place that it had before it was deleted; null for every other one.</summary>
    public long? Place { get; init; }
}
