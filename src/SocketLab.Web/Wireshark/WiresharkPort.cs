using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;
using SocketLab.Web.Settings;

namespace SocketLab.Web.Wireshark;

/// <summary>
/// The loopback ports from which Wireshark reads live, <c>wireshark -k -i TCP@127.0.0.1:PORT</c>: the one that the settings name has what
/// they name, and whoever asks for something else to look at gets a port for that.
/// </summary>
/// <remarks>
/// All are off unless the settings name a port, since whoever is on this machine can connect to them with no token. Overflow policy: of
/// more than 16 choices the one that was asked for longest ago loses its port; who reads from it goes on.
/// </remarks>
internal sealed partial class WiresharkPort(
    IOptions<WiresharkOptions> options,
    WiresharkReaders readers,
    ILoggerFactory loggers,
    ILogger<WiresharkPort> log
) : BackgroundService
{
    /// <summary>Choices that have a port at the same time, at most.</summary>
    public const int MaxChoices = 16;

    // Listeners end with the server; each gives its port back itself.
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly List<WiresharkListener> _choices = [];
    private readonly IConnectionListenerFactory _sockets = new SocketTransportFactory(
        Options.Create(new SocketTransportOptions { Backlog = WiresharkReaders.MaxClients }),
        loggers
    );
    private WiresharkListener? _named;

    /// <summary>Whether Wireshark may read from ports at all.</summary>
    public bool IsOn => options.Value.Port is not null;

    /// <summary>The port from which a choice is read; the same for the same choice, as long as it has one.</summary>
    /// <exception cref="InvalidOperationException">Wireshark may read from no port.</exception>
    public async Task<int> OfferAsync(WiresharkChoice choice)
    {
        if (!IsOn)
        {
            throw new InvalidOperationException("Wireshark's port is off.");
        }

        await _turn.WaitAsync(_stopping.Token);
        try
        {
            if (_choices.Find(one => one.Choice == choice) is { } known)
            {
                _choices.Remove(known);
                _choices.Add(known);
                return known.Port;
            }

            if (_choices.Count == MaxChoices)
            {
                await _choices[0].CloseAsync();
                _choices.RemoveAt(0);
            }

            var listener = await WiresharkListener.BindAsync(_sockets, 0, readers, choice, _stopping.Token);
            _choices.Add(listener);
            _ = listener.RunAsync(_stopping.Token);
            return listener.Port;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Port is { } port)
        {
            _named = await WiresharkListener.BindAsync(_sockets, port, readers, null, cancellationToken);
            LogListening(port);
            await base.StartAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _stopping.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // The process ends at the same time, and has ended this already.
        }

        await base.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _stopping.Dispose();
        _turn.Dispose();
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _named!.RunAsync(_stopping.Token);

    [LoggerMessage(4004, LogLevel.Information, "Wireshark can read from TCP@127.0.0.1:{Port}")]
    private partial void LogListening(int port);
}
