using System.Collections.Concurrent;
using System.Security.Claims;

namespace SocketLab.Web.Access;

/// <summary>Everything that goes on with somebody's right: requests, hub connections, circuits. It ends when the right does.</summary>
internal sealed class UnderWay(ILogger<UnderWay> logger)
{
    private readonly ConcurrentDictionary<Item, byte> _all = [];

    /// <summary>How many go on.</summary>
    public int Count => _all.Count;

    /// <summary>Adds one, until what is returned is disposed.</summary>
    /// <param name="user">With whose right it goes on; it may change, as with long polling.</param>
    /// <param name="end">Ends it. It may be called from any thread, and when it has just ended by itself.</param>
    public IDisposable Add(Func<ClaimsPrincipal?> user, Action end)
    {
        var item = new Item(this, user, end);
        _all[item] = 0;
        // The right may have ended between the check at the door and this.
        EndIfOver(item);
        return item;
    }

    /// <summary>Ends all that goes on with a right that has ended.</summary>
    public void EndWhatIsOver()
    {
        foreach (var item in _all.Keys)
            EndIfOver(item);
    }

    private void EndIfOver(Item item)
    {
        if (item.User() is not AccessPrincipal { HasEnded: true } user)
            return;
        lock (item.Ending)
        {
            if (!_all.TryRemove(item, out _))
                return;
            item.End();
        }

        AccessLog.RightEnded(logger, user.Basis.Split(' ')[0]);
    }

    private sealed class Item(UnderWay all, Func<ClaimsPrincipal?> user, Action end) : IDisposable
    {
        public Func<ClaimsPrincipal?> User { get; } = user;

        public Action End { get; } = end;

        /// <summary>Held while it is ended: a request that ended by itself meanwhile would be somebody else's by then, or throw.</summary>
        public Lock Ending { get; } = new();

        public void Dispose()
        {
            lock (Ending)
            {
                all._all.TryRemove(this, out _);
            }
        }
    }
}
