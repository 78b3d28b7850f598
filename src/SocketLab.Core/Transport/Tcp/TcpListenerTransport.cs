using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tls;

namespace SocketLab.Core.Transport.Tcp;

/// <summary>A listening socket and the loop that accepts from it. Every accepted connection runs by itself.</summary>
internal sealed class TcpListenerTransport(
    string endpointId,
    EndpointDefinition definition,
    EntryJournal journal,
    ConnectionTable connections,
    DestinationPolicy destinations,
    CertificateLibrary certificates,
    ILogger logger
) : ITransport
{
    private static readonly TimeSpan MinBackOff = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan MaxBackOff = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly RejectionTally _overLimit = new(journal, more => TcpJournal.Rejected(definition.Tcp.MaxConnections, more));
    private readonly RejectionTally _outOfFiles = new(journal, more => TcpJournal.OutOfFiles(OpenFileLimit.Current, more));
    private Socket? _socket;
    private TlsSetup? _tls;
    private Task _idleWatch = Task.CompletedTask;

    /// <inheritdoc/>
    public EndPoint? Bound { get; private set; }

    /// <inheritdoc/>
    public int? ReceiveBufferGranted => null;

    /// <inheritdoc/>
    public long KernelDrops => 0;

    /// <inheritdoc/>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellation)
    {
        _tls = await TlsSetup.PrepareAsync(definition, certificates, logger, cancellation);
        var local = definition.Local ?? new LocalAddress();
        (_socket, Bound) = UnixAddress.Is(local.Address)
            ? Listen(destinations.UnixSockets.Resolve(local.Address))
            : Listen(new IPEndPoint(HostAddress.Parse(local.Address), local.Port));
    }

    /// <inheritdoc/>
    public void Begin()
    {
        Completion = AcceptAsync(_socket!);
        _idleWatch = IdleWatch.RunAsync(definition.Tcp, connections, journal.Time, _stopping.Token);
    }

    /// <summary>Sends to all open connections; counts those that took it.</summary>
    /// <inheritdoc/>
    public Task<SendReceipt> SendAsync(SendOrder order, CancellationToken cancellation) =>
        TcpFanOut.SendAsync(connections.ListOpen(), order.Payload, Bound, cancellation);

    /// <inheritdoc/>
    public IJobTarget OpenTarget(IPayloadSource payload, EndPoint? to, bool publicToo) =>
        new AllConnectionsTarget(payload, connections, publicToo);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _socket?.Dispose();
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _idleWatch;
        _overLimit.Dispose();
        _outOfFiles.Dispose();
        await Task.WhenAll(connections.ListLive().Select(connection => connection.CloseForStop()));
    }

    private (Socket Socket, EndPoint Bound) Listen(UnixAddress target)
    {
        var socket = UnixSocket.Bind(SocketType.Stream, target, destinations.UnixSockets);
        socket.Listen(definition.Tcp.Backlog);
        return (socket, target);
    }

    private (Socket Socket, EndPoint Bound) Listen(IPEndPoint target)
    {
        Socket? socket = null;
        try
        {
            socket = Descriptors.OpenSocket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp);

            // Accepted sockets have it too: else the system keeps urgent bytes out of what is read.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.OutOfBandInline, true);
            if (target.AddressFamily == AddressFamily.InterNetworkV6)
            {
                socket.DualMode = target.Address.Equals(IPAddress.IPv6Any);
            }

            // The framework sets SO_REUSEADDR itself, so that a restart need not wait for TIME-WAIT to pass.
            socket.Bind(target);
            socket.Listen(definition.Tcp.Backlog);
            return (socket, socket.LocalEndPoint!);
        }
        catch (SocketException error)
        {
            socket?.Dispose();
            throw BindFault.Of(error, target, udp: false, destinations);
        }
    }

    private async Task AcceptAsync(Socket listener)
    {
        await Task.Yield();
        var backOff = TimeSpan.Zero;
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                Admit(await listener.AcceptAsync(_stopping.Token));
                backOff = TimeSpan.Zero;
            }
            catch (Exception) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (SocketException error)
            {
                switch (AcceptFaults.Classify(error.SocketErrorCode))
                {
                    case AcceptAction.BackOff:
                        backOff = await BackOffAsync(backOff, error);
                        break;
                    case AcceptAction.Fail:
                        throw;
                }
            }
        }
    }

    /// <summary>Without a pause, a process out of descriptors spins on accept and burns the core that others need.</summary>
    private async Task<TimeSpan> BackOffAsync(TimeSpan last, SocketException error)
    {
        if (last == TimeSpan.Zero)
        {
            journal.AddEvent(TcpJournal.AcceptFailed(SocketFaults.Of(error, Bound!.ToString()!)));
        }

        var pause =
            last == TimeSpan.Zero ? MinBackOff
            : last * 2 < MaxBackOff ? last * 2
            : MaxBackOff;
        await Task.Delay(pause, journal.Time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return pause;
    }

    private void Admit(Socket accepted)
    {
        try
        {
            // Who connects to a Unix socket has no name, nearly always.
            Admit(
                accepted,
                Bound is UnixAddress
                    ? destinations.UnixSockets.Describe(accepted.RemoteEndPoint?.ToString() ?? "")
                    : accepted.RemoteEndPoint!
            );
        }
        catch (SocketException)
        {
            // It was reset while it waited, and is as good as never opened.
            accepted.Dispose();
        }
    }

    private void Admit(Socket accepted, EndPoint remote)
    {
        var refusal =
            connections.Open >= definition.Tcp.MaxConnections ? _overLimit
            : Descriptors.IsTooMany(accepted) ? _outOfFiles
            : null;
        if (refusal is not null)
        {
            connections.CountRejected();
            refusal.Add(PeerAddress.From(remote));
            accepted.LingerState = new LingerOption(true, 0);
            accepted.Dispose();
            return;
        }

        var connection = new TcpConnection(
            accepted,
            Bound as UnixAddress ?? accepted.LocalEndPoint!,
            remote,
            endpointId,
            definition.Tcp,
            journal,
            connections,
            _tls
        );
        connection.Start();
    }
}
