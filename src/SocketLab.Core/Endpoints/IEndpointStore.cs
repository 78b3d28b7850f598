using SocketLab.Core.Definitions;

namespace SocketLab.Core.Endpoints;

/// <summary>Where definitions outlive the process.</summary>
public interface IEndpointStore
{
    /// <summary>
    /// All endpoints that can be read, in the order that was saved last, and those that came later behind them. One that cannot is the
    /// store's to report; it stays stored.
    /// </summary>
    Task<IReadOnlyList<StoredEndpoint>> LoadAsync(CancellationToken cancellation);

    /// <summary>Adds or replaces an endpoint. A new one comes last.</summary>
    /// <exception cref="NotSavedException">The store cannot be written; nothing has changed.</exception>
    Task SaveAsync(StoredEndpoint endpoint, CancellationToken cancellation);

    /// <summary>Saves the order of all endpoints.</summary>
    /// <param name="ids">Their ids, the first one first.</param>
    /// <param name="cancellation">Cancels it; nothing has changed then.</param>
    /// <exception cref="NotSavedException">The store cannot be written; nothing has changed.</exception>
    Task SaveOrderAsync(IReadOnlyList<string> ids, CancellationToken cancellation);

    /// <summary>Removes an endpoint, if it is there.</summary>
    /// <exception cref="NotSavedException">The store cannot be written; nothing has changed.</exception>
    Task DeleteAsync(string id, CancellationToken cancellation);
}

/// <summary>What of an endpoint outlives the process.</summary>
/// <param name="Id">The endpoint's id.</param>
/// <param name="Definition">What the user configured.</param>
/// <param name="WantedRunning">Whether it is to be started with the server.</param>
public sealed record StoredEndpoint(string Id, EndpointDefinition Definition, bool WantedRunning);
