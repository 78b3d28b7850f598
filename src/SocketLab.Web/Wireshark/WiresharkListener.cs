using System.Net;
using Microsoft.AspNetCore.Connections;

namespace SocketLab.Web.Wireshark;

/// <summary>One loopback port from which Wireshark reads. It is given back when <see cref="RunAsync"/> ends.</summary>
internal sealed class WiresharkListener
{
    private readonly IConnectionListener _listener;
    private readonly WiresharkReaders _readers;

    private WiresharkListener(IConnectionListener listener, WiresharkReaders readers, WiresharkChoice? choice) =>
        (_listener, _readers, Choice) = (listener, readers, choice);

    /// <summary>The port.</summary>
    public int Port => ((IPEndPoint)_listener.EndPoint).Port;

    /// <summary>What whoever connects gets; null for what the settings name.</summary>
    public WiresharkChoice? Choice { get; }

    /// <summary>Takes a port; 0 for whichever is free.</summary>
    public static async Task<WiresharkListener> BindAsync(
        IConnectionListenerFactory sockets,
        int port,
        WiresharkReaders readers,
        WiresharkChoice? choice,
        CancellationToken cancellation
    ) => new(await sockets.BindAsync(new IPEndPoint(IPAddress.Loopback, port), cancellation), readers, choice);

    /// <summary>Serves whoever connects, until the server stops or <see cref="CloseAsync"/>.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        await using (_listener)
        {
            try
            {
                while (await _listener.AcceptAsync(stopping) is { } client)
                {
                    _ = _readers.ServeAsync(client, Choice, stopping);
                }
            }
            catch (OperationCanceledException)
            {
                // The server stops.
            }
        }
    }

    /// <summary>Takes no further clients; those that read go on.</summary>
    public async Task CloseAsync() => await _listener.UnbindAsync();
}
