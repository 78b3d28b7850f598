using System.Globalization;
using SocketLab.Core.Definitions;

namespace SocketLab.Core.Transport;

/// <summary>Words for what becomes of our side of a stream after the peer's end, with TLS and without.</summary>
internal static class HalfCloseText
{
    /// <summary>What becomes of our side, for the end of a sentence.</summary>
    /// <param name="closesAfter">
    /// How many seconds after our last send our side closes by itself (<see cref="TcpOptions.HalfClosedSeconds"/>); null when it has
    /// finished already.
    /// </param>
    public static string WhatFollows(int? closesAfter) =>
        closesAfter switch
        {
            null => ": both directions have ended",
            0 => "; our side closes at once, as its option “Stay half-closed” says",
            { } seconds => string.Create(
                CultureInfo.InvariantCulture,
                $"; our side can still send, and closes by itself after {seconds:N0} s without a send (option “Stay half-closed”)"
            ),
        };
}
