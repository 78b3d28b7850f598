using System.Net;
using SocketLab.Core.Filtering;
using SocketLab.Web.Access;

namespace SocketLab.Web.Api;

/// <summary>The turns of all programs that have journals looked through over HTTP: a client is an address and a role.</summary>
/// <remarks>Those who have no scan are forgotten.</remarks>
internal sealed class ViewerScans
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ScanTurns> _turns = new(StringComparer.Ordinal);

    /// <summary>How many clients have a scan, or wait with one.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _turns.Count;
            }
        }
    }

    /// <summary>Makes requests that look through a journal wait for their client's turn; of pages those with a filter.</summary>
    public static async ValueTask<object?> TakeTurnAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.GetEndpoint()?.Metadata.GetMetadata<OnlyFiltered>() is not null && !http.Request.Query.ContainsKey("filter"))
        {
            return await next(context);
        }

        var viewer = NameOf(AccessIdentity.RoleOf(http.User), http.Connection.RemoteIpAddress);
        var scans = http.RequestServices.GetRequiredService<ViewerScans>();
        using var turn = await scans.EnterAsync(viewer, http.RequestAborted);
        return await next(context);
    }

    /// <summary>What tells a client from others.</summary>
    public static string NameOf(string? role, IPAddress? address) => $"{role} {address}";

    /// <summary>Waits for a client's turn.</summary>
    /// <param name="viewer">The client, see <see cref="NameOf"/>.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="Core.Definitions.LimitReachedException">Too many of its scans wait.</exception>
    public Task<IDisposable> EnterAsync(string viewer, CancellationToken cancellation)
    {
        lock (_lock)
        {
            foreach (var (idle, _) in _turns.Where(one => one.Value.IsIdle).ToList())
            {
                _turns.Remove(idle);
            }

            if (!_turns.TryGetValue(viewer, out var turns))
            {
                _turns.Add(viewer, turns = new ScanTurns());
            }

            // It is counted before the lock is left, so that it is not idle.
            return turns.EnterAsync(cancellation);
        }
    }

    /// <summary>Says of a route that it looks through a journal only where it is given a filter.</summary>
    internal sealed class OnlyFiltered;
}
