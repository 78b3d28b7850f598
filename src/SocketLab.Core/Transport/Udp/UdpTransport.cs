using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Transport.Udp;

/// <summary>A UDP listener or sender: one bound socket, a receive loop on its own thread, sends from whoever asks.</summary>
/// <remarks>
/// Senders stay unconnected, so that one refusal does not poison the socket and any destination can be named. Sending is in
/// <c>UdpTransport.Sending.cs</c>.
/// </remarks>
internal sealed partial class UdpTransport(EndpointDefinition definition, EntryJournal journal, UnixFolders folders) : ITransport
{
    private const int ReceiveStackBytes = 256 << 10;

    // Held around a send and its entry, and around the append of what was received: an answer never stands before its question.
    private readonly Lock _order = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ExpectedPeers? _expected = definition.Kind == EndpointKind.UdpSender ? new() : null;
    private Socket? _socket;
    private MulticastMemberships? _memberships;
    private IUdpReceiver? _receiver;
    private AddressFamily _family;
    private bool _dualMode;
    private long _finalDrops;
    private bool _closed;

    /// <inheritdoc/>
    public EndPoint? Bound { get; private set; }

    /// <inheritdoc/>
    public int? ReceiveBufferGranted { get; private set; }

    /// <inheritdoc/>
    public Task Completion => _ended.Task;

    /// <inheritdoc/>
    public long KernelDrops
    {
        get
        {
            lock (_order)
            {
                return _closed || _receiver is null ? _finalDrops : _receiver.KernelDrops;
            }
        }
    }

    /// <inheritdoc/>
    public int? ReceiveQueueBytes
    {
        get
        {
            lock (_order)
            {
                return _closed ? null : _receiver?.ReceiveQueueBytes;
            }
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellation)
    {
        (_socket, Bound) = definition.IsUnix
            ? UdpSocket.OpenUnix(definition.Local, definition.Udp, folders)
            : UdpSocket.Open(definition.Local, definition.Udp);
        ReceiveBufferGranted = UdpSocket.GrantedReceiveBuffer(_socket);
        (_family, _dualMode) = (_socket.AddressFamily, _socket.AddressFamily == AddressFamily.InterNetworkV6 && _socket.DualMode);
        if (!definition.IsUnix)
        {
            Join(_socket);
        }

        ExpectRemote();
        _receiver = OpenReceiver(_socket);
        try
        {
            new Thread(Receive, ReceiveStackBytes) { IsBackground = true, Name = $"udp {(Bound as IPEndPoint)?.Port}" }.Start();
        }
        catch (Exception error)
        {
            // No thread to be had: nobody else would end what is waited for at the stop.
            _ended.TrySetException(error);
            throw;
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Apply(EndpointDefinition changed)
    {
        lock (_order)
        {
            if (!_closed)
            {
                _memberships?.Change(GroupsOf(changed), () => UdpSocket.MulticastInterface(definition.Udp));
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_receiver is not null && !_closed)
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

            // The counter dies with the socket: keep its last word.
            _finalDrops = _receiver?.KernelDrops ?? 0;
            _closed = true;
            _receiver?.Dispose();
            _socket?.Dispose();
        }
    }

    private static List<MulticastGroup> GroupsOf(EndpointDefinition definition) =>
        [
            .. definition.Udp.MulticastGroups.Select(text =>
                MulticastGroup.TryParse(text, out var group, out var error) ? group : throw new FormatException(error)
            ),
        ];

    private void Join(Socket socket)
    {
        _memberships = new MulticastMemberships(socket, journal);
        _memberships.Change(GroupsOf(definition), () => UdpSocket.MulticastInterface(definition.Udp));
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

    private IUdpReceiver OpenReceiver(Socket socket)
    {
        if (definition.IsUnix && !OperatingSystem.IsLinux())
        {
            throw new NetworkException(
                new(
                    FaultCode.SocketError,
                    "SocketLab has no Unix datagram sockets on this system.",
                    "Use a tcp kind, which has stream sockets, or an IP address."
                )
            );
        }

        try
        {
            return OperatingSystem.IsLinux() && Environment.Is64BitProcess
                ? new LinuxUdpReceiver(
                    socket,
                    definition.Udp.MaxDatagramBytes,
                    journal,
                    _order,
                    _expected,
                    definition.IsUnix ? new UnixPeers(folders) : null
                )
                : new PortableUdpReceiver(socket, definition.Udp.MaxDatagramBytes, journal, _order, _expected);
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
