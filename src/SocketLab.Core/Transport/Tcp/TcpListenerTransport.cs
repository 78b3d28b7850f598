using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tls;

namespace SocketLab.Core.Transport.Tcp;

/// <summary>A listening socket and the loop that accepts from it. Every accepted connection runs by itself.</summary>
internal sealed class TcpListenerTransport(string endpointId, EndpointDefinition definition, EntryJournal journal, ConnectionTable connections, CertificateLibrary certificates, ILogger logger) : ITransport
{
    private static readonly TimeSpan ShortestBackOff = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private Socket? _socket;
    private TlsSetup? _tls;
    private Task _idleWatch = Task.CompletedTask;

    /// <inheritdoc/>
    public IPEndPoint? Bound { get; private set; }

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
        Listen();
    }

    /// <summary>Sends to all open connections; counts those that took it.</summary>
    /// <inheritdoc/>
    public async Task<SendReceipt> SendAsync(SendOrder order, CancellationToken cancellation)
    {
        var open = connections.ListOpen();
        var sends = open.Select(connection => connection.SendAsync(order.Payload, cancellation)).ToArray();
        var all = Task.WhenAll(sends);
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var taken = sends.Count(send => send.IsCompletedSuccessfully);
        if (taken == 0 && sends.Length > 0)
        {
            await all;
        }

        return new SendReceipt(order.Payload.IsEmpty ? 0 : taken, (long)taken * order.Payload.Length, Bound, open is [var only] ? only.Peer.ToIPEndPoint() : null);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _socket?.Dispose();
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _idleWatch;
        await Task.WhenAll(connections.ListLive().Select(connection => connection.Close()));
    }

    private void Listen()
    {
        var local = definition.Local ?? new LocalAddress();
        var target = new IPEndPoint(IPAddress.Parse(local.Address), local.Port);
        try
        {
            _socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (target.AddressFamily == AddressFamily.InterNetworkV6)
            {
                _socket.DualMode = target.Address.Equals(IPAddress.IPv6Any);
            }

            // The framework sets SO_REUSEADDR itself, so that a restart need not wait for TIME-WAIT to pass.
            _socket.Bind(target);
            _socket.Listen(definition.Tcp.Backlog);
        }
        catch (SocketException error)
        {
            _socket?.Dispose();
            throw BindFault.Of(error, target, udp: false);
        }

        Bound = (IPEndPoint)_socket.LocalEndPoint!;
        Completion = AcceptAsync(_socket);
        _idleWatch = CloseIdleAsync();
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
            journal.AddEvent(TcpJournal.AcceptFailed(SocketFaults.Of(error, Bound!.ToString())));
        }

        var pause = last == TimeSpan.Zero ? ShortestBackOff : last * 2 < LongestBackOff ? last * 2 : LongestBackOff;
        await Task.Delay(pause, journal.Time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return pause;
    }

    private void Admit(Socket accepted)
    {
        try
        {
            Admit(accepted, (IPEndPoint)accepted.RemoteEndPoint!);
        }
        catch (SocketException)
        {
            // It was reset while it waited, and is as good as never opened.
            accepted.Dispose();
        }
    }

    private void Admit(Socket accepted, IPEndPoint remote)
    {
        if (connections.Open >= definition.Tcp.MaxConnections)
        {
            connections.CountRejected();
            journal.AddEvent(TcpJournal.Rejected(definition.Tcp.MaxConnections), PeerAddress.From(remote));
            accepted.LingerState = new LingerOption(true, 0);
            accepted.Dispose();
            return;
        }

        var connection = new TcpConnection(accepted, remote, endpointId, definition.Tcp, journal, _tls);
        connections.Add(connection);
        connection.Start(accepted: true, connections.MarkClosed);
    }

    private async Task CloseIdleAsync()
    {
        if (definition.Tcp.IdleTimeoutSeconds == 0)
        {
            return;
        }

        var limit = TimeSpan.FromSeconds(definition.Tcp.IdleTimeoutSeconds);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), journal.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
            {
                foreach (var connection in connections.ListLive().Where(c => c.IsIdle(limit)))
                {
                    // It ends by itself and says so in the journal.
                    _ = connection.Close(CloseReason.Idle);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }
}
