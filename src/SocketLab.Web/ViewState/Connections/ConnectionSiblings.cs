using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Connections;

/// <summary>Where a connection stands among those of its endpoint: open ones first, newest first, then the last closed.</summary>
/// <param name="Place">Its place, from 1; 0 once it is forgotten.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Previous">The one before it; null where there is none.</param>
/// <param name="Next">The one behind it; null where there is none.</param>
public readonly record struct ConnectionSiblings(int Place, int Count, ConnectionId? Previous, ConnectionId? Next)
{
    /// <summary>The place of a connection among <paramref name="all"/>.</summary>
    public static ConnectionSiblings Of(ConnectionRows all, ConnectionId id)
    {
        if (all.Find(id) is not { } ordinal)
        {
            return new(0, all.All.Count, null, null);
        }

        var index = (int)(ordinal - all.First);
        return new(
            index + 1,
            all.All.Count,
            index > 0 ? all.All[index - 1].Id : null,
            index + 1 < all.All.Count ? all.All[index + 1].Id : null
        );
    }
}
