using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;
using SocketLab.Core.Capture.Writing;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Filtering;
using SocketLab.Web.Settings;

namespace SocketLab.Web.Hosting;

/// <summary>
/// The loopback port from which Wireshark reads live, <c>wireshark -k -i TCP@127.0.0.1:PORT</c>: whoever connects gets a pcapng file of
/// what the journals keep, and then of what comes.
/// </summary>
/// <remarks>
/// It is off unless the settings name a port, since whoever is on this machine can connect to it with no token. Overflow policy: of more
/// than 8 clients the further ones are closed at once, and who reads slowly finds what was evicted meanwhile told in the file.
/// </remarks>
internal sealed partial class WiresharkPort(
    IOptions<WiresharkOptions> options,
    EndpointSupervisor supervisor,
    ILoggerFactory loggers,
    ILogger<WiresharkPort> log
) : BackgroundService
{
    /// <summary>Who reads at the same time, at most.</summary>
    public const int MaxClients = 8;

    // Ended by the execution, which is begun with it.
    private IConnectionListener? _listener;
    private int _clients;

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Port is { } port)
        {
            var sockets = new SocketTransportFactory(Options.Create(new SocketTransportOptions { Backlog = MaxClients }), loggers);
            _listener = await sockets.BindAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
            LogListening(port);
            await base.StartAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var listener = _listener!;
        try
        {
            while (await listener.AcceptAsync(stoppingToken) is { } client)
            {
                _ = ServeAsync(client, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private async Task ServeAsync(ConnectionContext client, CancellationToken stopping)
    {
        await using (client)
        {
            try
            {
                if (Interlocked.Increment(ref _clients) <= MaxClients)
                {
                    await WriteAsync(client, stopping);
                    return;
                }

                LogTooMany(MaxClients);
                client.Abort();
            }
            catch (Exception error)
            {
                LogFailed(error);
            }
            finally
            {
                Interlocked.Decrement(ref _clients);
            }
        }
    }

    private async Task WriteAsync(ConnectionContext client, CancellationToken stopping)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(client.ConnectionClosed, stopping);
        var reading = DropInputAsync(client, over);
        try
        {
            var endpoints = Chosen();
            var filter = options.Value.Filter is { } text ? Filter.Parse(text) : null;
            var settings = new CaptureOptions { Form = options.Value.ToForm(), Wanted = filter.ToEntryTest(endpoints, over.Token) };
            var file = new CaptureFile([.. endpoints.Select(supervisor.ToCaptureSource)], settings, client.Transport.Output);
            await file.FollowAsync(over.Token);
            await client.Transport.Output.CompleteAsync();
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // It has seen enough, or the server stops.
        }
        finally
        {
            await over.CancelAsync();
            await reading;
        }
    }

    /// <summary>Whoever reads has nothing to say; when they close, it is over.</summary>
    private static async Task DropInputAsync(ConnectionContext client, CancellationTokenSource over)
    {
        try
        {
            while (await client.Transport.Input.ReadAsync(over.Token) is { IsCompleted: false } read)
            {
                client.Transport.Input.AdvanceTo(read.Buffer.End);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // It is over.
        }

        await over.CancelAsync();
    }

    private Endpoint[] Chosen() =>
        options.Value.Endpoints is { Count: > 0 } ids
            ? [.. ids.Select(supervisor.Find).OfType<Endpoint>()]
            : [.. supervisor.List().Where(endpoint => endpoint.Captured is null)];

    [LoggerMessage(4004, LogLevel.Information, "Wireshark can read from TCP@127.0.0.1:{Port}")]
    private partial void LogListening(int port);

    [LoggerMessage(4005, LogLevel.Warning, "Refused one more than the {Clients} that may read from Wireshark's port at the same time")]
    private partial void LogTooMany(int clients);

    [LoggerMessage(4006, LogLevel.Error, "What Wireshark was reading ended in a way nobody foresaw")]
    private partial void LogFailed(Exception error);
}
