using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Payloads;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState.Connections;

namespace SocketLab.Web.Components.Panes;

/// <summary>Asks before listeners with open connections are stopped or deleted: a start, or an undo, brings no connection back.</summary>
internal static class CutQuestion
{
    /// <summary>Whether it is meant. Where nobody is connected, or to a peer that was chosen, nothing is asked.</summary>
    /// <param name="prompts">Who asks.</param>
    /// <param name="verb">What is to be done to the listeners: "Stop".</param>
    /// <param name="endpoints">Those to which it is to be done.</param>
    public static async Task<bool> IsMeantAsync(Prompts prompts, string verb, params IReadOnlyList<Endpoint> endpoints)
    {
        var cut = endpoints
            .Where(endpoint => endpoint.Definition.Kind.Traits().AcceptsConnections)
            .SelectMany(endpoint => endpoint.Connections.ListOpen())
            .ToList();
        if (cut.Count == 0)
        {
            return true;
        }

        var what = endpoints is [var only] ? $"“{VisibleText.Name(only.Definition.Name)}”" : Counted(endpoints.Count, "endpoint");
        var closed = Counted(cut.Count, "connection");
        return await prompts.ConfirmAsync(
            $"{verb} {what} and close {closed}?",
            $"{ConnectionEnding.Close.PeersSee(cut)} Nothing brings a connection back.",
            $"{verb} and close {Number(cut.Count)}"
        );
    }
}
