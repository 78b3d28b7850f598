using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.SignalR;
using SocketLab.Core.Definitions;
using SocketLab.Core.Filtering;

namespace SocketLab.Web.Hubs;

/// <summary>Bounds the streams that one connection has open at once: each holds a buffer.</summary>
internal static class StreamSlots
{
    /// <summary>More than any page or program needs; overflow policy: refuse.</summary>
    public const int PerConnection = 64;

    private const string Limit = "StreamsPerConnection";

    private const string Turns = "ScanTurns";

    /// <summary>The turns of a connection's streams that look for what a filter takes.</summary>
    public static ScanTurns TurnsOf(HubCallerContext connection) =>
        // Calls of one connection come one after the other.
        (ScanTurns)(connection.Items[Turns] = connection.Items.TryGetValue(Turns, out var known) ? known : new ScanTurns())!;

    /// <summary>Opens a stream that gives its slot back when it ends.</summary>
    /// <exception cref="LimitReachedException">Too many are open.</exception>
    public static IAsyncEnumerable<T> Open<T>(HubCallerContext connection, Func<IAsyncEnumerable<T>> stream)
    {
        // Calls of one connection come one after the other; only ends come from anywhere.
        var open =
            (StrongBox<int>)(connection.Items[Limit] = connection.Items.TryGetValue(Limit, out var known) ? known : new StrongBox<int>())!;
        if (Volatile.Read(ref open.Value) >= PerConnection)
        {
            throw new LimitReachedException(Limit, PerConnection);
        }

        var opened = stream();
        Interlocked.Increment(ref open.Value);
        return GiveBackAsync(opened, open);
    }

    private static async IAsyncEnumerable<T> GiveBackAsync<T>(
        IAsyncEnumerable<T> stream,
        StrongBox<int> open,
        [EnumeratorCancellation] CancellationToken cancellation = default
    )
    {
        try
        {
            await foreach (var item in stream.WithCancellation(cancellation))
            {
                yield return item;
            }
        }
        finally
        {
            Interlocked.Decrement(ref open.Value);
        }
    }
}
