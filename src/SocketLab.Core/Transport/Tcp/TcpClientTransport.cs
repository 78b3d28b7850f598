using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tls;

namespace SocketLab.Core.Transport.Tcp;

/// <summary>One connection to a remote port, tried address by address. Ends when the connection ends.</summary>
internal sealed class TcpClientTransport(
    string endpointId,
    EndpointDefinition definition,
    DestinationPolicy destinations,
    EntryJournal journal,
    ConnectionTable connections,
    CertificateLibrary certificates,
    ILogger logger
) : ITransport
{
    private readonly CancellationTokenSource _stopping = new();
    private TcpConnection? _connection;
    private Task _idleWatch = Task.CompletedTask;

    /// <inheritdoc/>
    public EndPoint? Bound { get; private set; }

    /// <inheritdoc/>
    public EndPoint? ConnectedTo { get; private set; }

    /// <inheritdoc/>
    public int? ReceiveBufferGranted => null;

    /// <inheritdoc/>
    public long KernelDrops => 0;

    /// <inheritdoc/>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellation)
    {
        var tls = await TlsSetup.PrepareAsync(definition, certificates, logger, cancellation);
        var (socket, remote) = await DialAsync(cancellation);
        ConnectedTo = remote;
        _connection = new TcpConnection(socket, Bound!, remote, endpointId, definition.Tcp, journal, connections, tls);
        _connection.Start(definition.Remote!.Host);
        try
        {
            await _connection.Opened.WaitAsync(cancellation);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new NetworkException(TlsFaults.Interrupted(_connection.Peer.ToString()), error);
        }

        Completion = FollowAsync(_connection);
        _idleWatch = IdleWatch.RunAsync(definition.Tcp, connections, journal.Time, _stopping.Token);
    }

    /// <inheritdoc/>
    public async Task<SendReceipt> SendAsync(SendOrder order, CancellationToken cancellation)
    {
        await _connection!.SendAsync(order.Payload, cancellation);
        return new SendReceipt(order.Payload.IsEmpty ? 0 : 1, order.Payload.Length, Bound, _connection.Remote);
    }

    /// <inheritdoc/>
    public IJobTarget OpenTarget(IPayloadSource payload, EndPoint? to, bool publicToo) => new ConnectionTarget(payload, _connection!);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _idleWatch;
        if (_connection is not null)
        {
            await _connection.CloseForStop();
        }
    }

    private async Task<(Socket Socket, EndPoint Remote)> DialAsync(CancellationToken cancellation)
    {
        var timeout = TimeSpan.FromSeconds(definition.Tcp.ConnectTimeoutSeconds);
        if (definition.IsUnix)
        {
            var local = definition.Local is { } wanted ? destinations.UnixSockets.Resolve(wanted.Address) : null;
            var target = destinations.UnixSockets.Resolve(definition.Remote!.Host);
            Bound = local ?? new UnixAddress("", "");
            return (await UnixDial.ConnectAsync(target, local, destinations.UnixSockets, timeout, journal.Time, cancellation), target);
        }

        var candidates = destinations.PermittedForTcp(
            await HostResolver.ResolveAllAsync(definition.Remote!, destinations, journal.Time, cancellation)
        );
        var (socket, remote) = await TcpDial.ConnectAsync(candidates, definition.Local, destinations, timeout, journal.Time, cancellation);
        RefuseSelf(socket, remote);
        Bound = socket.LocalEndPoint;
        return (socket, remote);
    }

    /// <summary>A client on an ephemeral port can meet itself when nobody listens on that very port (RFC 9293, 3.5).</summary>
    private void RefuseSelf(Socket socket, IPEndPoint remote)
    {
        if (!remote.Equals(socket.LocalEndPoint))
        {
            return;
        }

        var self = PeerAddress.From(remote);
        socket.Dispose();
        journal.AddEvent(TcpJournal.SelfConnected(), self);
        throw new NetworkException(SocketFaults.Refused(self.ToString()));
    }

    private static async Task FollowAsync(TcpConnection connection)
    {
        await connection.Completion;
        if (connection.Fault is { } fault)
        {
            throw new NetworkException(fault);
        }

        switch (connection.CloseReason)
        {
            case CloseReason.PeerReset:
                throw new NetworkException(SocketFaults.Reset(connection.Peer.ToString()));
            case CloseReason.TimedOut:
                throw new NetworkException(SocketFaults.TimedOut(connection.Peer.ToString()));
        }
    }
}
