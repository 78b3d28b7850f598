using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Interfaces;
using SocketLab.Core.Transport.Linux;

namespace SocketLab.Core.Transport.Udp;

/// <summary>A UDP listener or sender: the owner of one bound socket, whose halves are a receive loop on a thread of its own and
/// <see cref="UdpOutbound"/>.</summary>
/// <remarks>Senders stay unconnected, so that one refusal does not poison the socket and any destination can be named.</remarks>
/// <param name="definition">What the user configured.</param>
/// <param name="journal">Where entries go.</param>
/// <param name="folders">Where Unix sockets may lie.</param>
/// <param name="interfaces">The interfaces of this machine; null for those of the process.</param>
internal sealed class UdpTransport(
    EndpointDefinition definition,
    EntryJournal journal,
    UnixFolders folders,
    NetworkWatch? interfaces = null
) : ITransport
{
    private const int ReceiveStackBytes = 256 << 10;

    // Held around a send and its entry, and around the append of what was received: an answer never stands before its question. Taken after
    // the endpoint's lock and before the journal's; nobody waits for the network or for a screen while it is held.
    private readonly Lock _order = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ExpectedPeers? _expected = definition.Kind.Traits().MainlySends ? new() : null;

    private readonly NetworkWatch _interfaces = interfaces ?? NetworkWatch.Shared;

    // Made by the start, and closed here alone: the socket after the receive loop has ended.
    private Socket? _socket;
    private IUdpReceiver? _receiver;
    private UdpOutbound? _outbound;
    private MulticastMemberships? _memberships;
    private IDisposable? _subscription;
    private bool _hasBegun;
    private volatile bool _closed;

    /// <inheritdoc/>
    public EndPoint? Bound { get; private set; }

    /// <inheritdoc/>
    public int? ReceiveBufferGranted { get; private set; }

    /// <inheritdoc/>
    public Task Completion => _ended.Task;

    /// <inheritdoc/>
    public long KernelDrops => _receiver?.KernelDrops ?? 0;

    /// <inheritdoc/>
    public int? ReceiveQueueBytes => _closed ? null : _receiver?.ReceiveQueueBytes;

    /// <summary>The sending half, once it has started.</summary>
    public UdpOutbound Outbound => _outbound ?? throw new InvalidOperationException("A transport sends once it has started.");

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellation)
    {
        // Before the socket is bound: a burst may come at once.
        journal.Prepare();
        (_socket, Bound) = definition.IsUnix
            ? UdpSocket.OpenUnix(definition.Local, definition.Udp, folders)
            : UdpSocket.Open(definition.Local, definition.Udp);
        ReceiveBufferGranted = ReceiveBuffer.Granted(_socket);
        var place = definition.IsUnix ? null : Join(_socket, (IPEndPoint)Bound);
        ExpectRemote();
        _receiver = OpenReceiver(_socket, place);
        _outbound = new UdpOutbound(
            _socket,
            Bound,
            journal,
            _order,
            _expected,
            _receiver,
            definition.Udp.Broadcast,
            place?.Asked,
            _interfaces
        );
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Begin()
    {
        _hasBegun = true;
        try
        {
            // Unsafe: the loop lives longer than the request that started it, and is no part of it.
            new Thread(Receive, ReceiveStackBytes) { IsBackground = true, Name = $"udp {(Bound as IPEndPoint)?.Port}" }.UnsafeStart();
        }
        catch (Exception error)
        {
            // No thread to be had: nobody else would end what is waited for at the stop.
            _ended.TrySetException(error);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Apply(EndpointDefinition changed)
    {
        lock (_order)
        {
            if (!_closed)
            {
                _memberships?.Change(GroupsOf(changed));
            }
        }
    }

    /// <inheritdoc/>
    public async Task<SendReceipt> SendAsync(SendOrder order, CancellationToken cancellation)
    {
        var to = DestinationOf(order.To);
        await Outbound.SendAsync(order.Payload, to, order.From, cancellation);
        return new SendReceipt(1, order.Payload.Length, Bound, to);
    }

    /// <inheritdoc/>
    public IJobTarget OpenTarget(IPayloadSource payload, EndPoint? to, bool publicToo) => Outbound.OpenTarget(payload, DestinationOf(to));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _subscription?.Dispose();
        if (_receiver is not null && _hasBegun && !_closed)
        {
            _receiver.Stop();
            await _ended.Task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        lock (_order)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
            _outbound?.Close();
            _receiver?.Dispose();
            _socket?.Dispose();
        }
    }

    private static EndPoint DestinationOf(EndPoint? to) => to ?? throw new InvalidOperationException("A datagram needs a destination.");

    private static List<MulticastGroup> GroupsOf(EndpointDefinition definition) =>
        [
            .. definition.Udp.MulticastGroups.Select(text =>
                MulticastGroup.TryParse(text, out var group, out var error) ? group : throw new FormatException(error)
            ),
        ];

    private ArrivalPlace Join(Socket socket, IPEndPoint bound)
    {
        _memberships = new MulticastMemberships(socket, journal, definition.Udp.MulticastInterface);
        _memberships.Change(GroupsOf(definition));
        _subscription = _interfaces.Subscribe(RenewMemberships, RecordRefused);
        return new ArrivalPlace(bound, _memberships, _expected is null && bound.Address.IsUnspecified() ? new() : null, _interfaces);
    }

    private void RenewMemberships()
    {
        lock (_order)
        {
            if (!_closed)
            {
                _memberships?.Renew();
            }
        }
    }

    private void RecordRefused(RefusedDatagrams refused)
    {
        lock (_order)
        {
            if (!_closed)
            {
                journal.AddEvent(UdpJournal.Refused(refused));
            }
        }
    }

    /// <summary>A remote that is a name is known from the first send on: nobody waits for its look-up here.</summary>
    private void ExpectRemote()
    {
        if (definition.Remote is { } remote && UnixAddress.Is(remote.Host))
        {
            _expected?.AddForGood(PeerAddress.From(folders.Resolve(remote.Host)));
        }
        else if (definition.Remote is { } host && IPAddress.TryParse(host.Host, out var address))
        {
            _expected?.AddForGood(PeerAddress.From(new IPEndPoint(address, host.Port)));
        }
    }

    private IUdpReceiver OpenReceiver(Socket socket, ArrivalPlace? place)
    {
        if (definition.IsUnix && !OperatingSystem.IsLinux())
        {
            throw new NetworkException(UnixFaults.NoDatagrams);
        }

        try
        {
            if (!LibC.IsSupported)
            {
                return new PortableUdpReceiver(socket, definition.Udp.MaxDatagramBytes, journal, _order, _expected, place);
            }

            // A send that finds no room says so, and does not sleep with the lock.
            socket.Blocking = false;
            return new LinuxUdpReceiver(
                socket,
                definition.Udp.MaxDatagramBytes,
                journal,
                _order,
                _expected,
                definition.IsUnix ? new UnixPeers(folders) : null,
                place
            );
        }
        catch (SocketException error)
        {
            throw new NetworkException(SocketFaults.Of(error, Bound!.ToString()!), error);
        }
    }

    private void Receive()
    {
        try
        {
            _receiver!.Run();
            _ended.TrySetResult();
        }
        catch (Exception error)
        {
            // Not swallowed: the supervisor awaits Completion and faults the endpoint.
            _ended.TrySetException(error);
        }
    }
}
