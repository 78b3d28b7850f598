using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Connections;
using SocketLab.Web.Access;

namespace SocketLab.Web.Hubs;

/// <summary>
/// Limits the messages of who may only read. SignalR has one limit for all, which is as high as an operator's sends need; what a viewer
/// asks for is short, and a long message is refused before anybody looks at it.
/// </summary>
internal static class ViewerMessages
{
    /// <summary>Bytes of a viewer's message at most: enough to watch 700 endpoints at once.</summary>
    public const int MostBytes = 64 << 10;

    /// <summary>Puts the limit before the hub on the connections of viewers.</summary>
    public static ConnectionDelegate Limit(ConnectionDelegate next) =>
        connection =>
        {
            if (connection.GetHttpContext()?.User.IsInRole(Roles.Operator) != true)
            {
                connection.Transport = new LimitedPipe(
                    new LimitedReader(connection.Transport.Input, MostBytes),
                    connection.Transport.Output
                );
            }

            return next(connection);
        };

    private sealed record LimitedPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
