using SocketLab.Contracts;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Commands;

/// <summary>Keeps the columns of feeds for everybody who uses this workspace. It asks for the operator's right.</summary>
internal sealed class ColumnCommands(ColumnLibrary library, EndpointSupervisor supervisor, IHostApplicationLifetime server)
{
    /// <summary>Keeps the columns of a feed.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="feed">The endpoint's id, or <see cref="ColumnLibrary.Merged"/>.</param>
    /// <param name="columns">The columns; null for the usual ones.</param>
    public Task SaveAsync(Caller caller, string feed, SavedColumns? columns)
    {
        caller.RequireOperator();

        // A capture is in no workspace: what is chosen for it lasts as long as the tab.
        return feed != ColumnLibrary.Merged && supervisor.Find(feed)?.Definition.Kind.Traits().HasSocket != true
            ? Task.CompletedTask
            : library.SaveAsync(
                new Dictionary<string, SavedColumns?> { [feed] = columns },
                id => id != ColumnLibrary.Merged && supervisor.Find(id) is null,
                server.ApplicationStopping
            );
    }
}
