using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Linux;
using static SocketLab.Core.Transport.Linux.LibC;

namespace SocketLab.Core.Transport.Udp;

/// <summary>
/// Up to 64 datagrams to one destination, handed to the system in one call and without waiting. Allocates nothing after it was made.
/// </summary>
/// <remarks>
/// Those of one length go as one buffer that the kernel cuts up at the very end of its way (UDP_SEGMENT, udp(7)): on loopback four times
/// as fast as sendmmsg(2). A receiver that does not ask for joined ones still gets each datagram by itself. Where a path cannot do that,
/// such as one whose MTU is smaller than the datagrams, they go one by one.
/// </remarks>
internal sealed unsafe class LinuxSendBatch : IDisposable
{
    private const int MaxDatagrams = 64;

    /// <summary>Keeps the time short in which a batch holds the receive loop up.</summary>
    private const int MaxBytes = 256 << 10;

    private const int NameBytes = 32;
    private const int SegmentControlBytes = 24;

    private readonly IPayloadSource _source;
    private readonly int _descriptor;
    private readonly int _maxSegmentedBytes;
    private readonly SystemMemory _memory;
    private readonly MessageHeaderMany* _messages;
    private readonly IoVector* _vectors;
    private readonly MessageHeader* _segmented;
    private bool _segments;

    /// <param name="socket">A bound socket, borrowed: it must be open whenever something is sent.</param>
    /// <param name="destination">In the socket's own address family.</param>
    /// <param name="source">The payloads.</param>
    /// <param name="from">Where the datagrams leave from.</param>
    /// <param name="segments">Whether the kernel may cut datagrams from one buffer.</param>
    public LinuxSendBatch(Socket socket, IPEndPoint destination, IPayloadSource source, SendSource from, bool segments)
    {
        (_source, _segments, _descriptor) = (source, segments, (int)socket.Handle);
        _maxSegmentedBytes = DatagramSize.Longest(destination);
        Capacity = Math.Clamp(MaxBytes / Math.Max(1, source.MaxLength), 1, MaxDatagrams);
        var stride = (source.MaxLength + 63) & ~63;
        var slots = source.IsConstant ? 1 : Capacity;
        var fixedBytes =
            (sizeof(MessageHeaderMany) * MaxDatagrams)
            + sizeof(MessageHeader)
            + (sizeof(IoVector) * MaxDatagrams)
            + NameBytes
            + SegmentControlBytes
            + LinuxSourceControl.MaxBytes;
        _memory = new SystemMemory(fixedBytes + 64 + (stride * slots));
        _messages = (MessageHeaderMany*)_memory.Start;
        _segmented = (MessageHeader*)(_messages + MaxDatagrams);
        _vectors = (IoVector*)(_segmented + 1);
        var name = (byte*)(_vectors + MaxDatagrams);
        var control = name + NameBytes;
        var payloads = _memory.Start + ((fixedBytes + 63) & ~63);

        var address = destination.Serialize();
        address.Buffer.Span[..address.Size].CopyTo(new Span<byte>(name, NameBytes));

        // Behind the size of the segments, so that those that go one by one take the rest alone.
        var sourceControl = control + SegmentControlBytes;
        var sourceBytes = 0;
        if (!from.IsAny)
        {
            var isV6 = destination is { AddressFamily: AddressFamily.InterNetworkV6, Address.IsIPv4MappedToIPv6: false };
            NativeMemory.Clear(sourceControl, LinuxSourceControl.MaxBytes);
            sourceBytes = LinuxSourceControl.Write(from, isV6, new Span<byte>(sourceControl, LinuxSourceControl.MaxBytes));
        }

        for (var i = 0; i < Capacity; i++)
        {
            _vectors[i] = new() { Base = payloads + (source.IsConstant ? 0 : (nint)i * stride) };
            _messages[i] = new()
            {
                Header = new()
                {
                    Name = name,
                    NameLength = (uint)address.Size,
                    Vectors = _vectors + i,
                    VectorCount = 1,
                    Control = sourceBytes == 0 ? null : sourceControl,
                    ControlLength = (nuint)sourceBytes,
                },
            };
        }

        *(ControlHeader*)control = new()
        {
            Length = (nuint)(sizeof(ControlHeader) + sizeof(ushort)),
            Level = SolUdp,
            Type = UdpSegment,
        };
        *_segmented = new()
        {
            Name = name,
            NameLength = (uint)address.Size,
            Control = control,
            ControlLength = (nuint)(SegmentControlBytes + sourceBytes),
        };
        if (source.IsConstant)
        {
            var length = source.Write(new Span<byte>(payloads, source.MaxLength), 0);
            for (var i = 0; i < Capacity; i++)
            {
                _vectors[i].Length = (nuint)length;
            }
        }
    }

    /// <summary>Datagrams that it holds at most.</summary>
    public int Capacity { get; }

    /// <summary>Fills in messages from number <paramref name="first"/> on.</summary>
    public void Fill(long first, int count)
    {
        for (var i = 0; i < count && !_source.IsConstant; i++)
        {
            _vectors[i].Length = (nuint)_source.Write(new Span<byte>(_vectors[i].Base, _source.MaxLength), first + i);
        }
    }

    /// <summary>The payload of one of them.</summary>
    public ReadOnlySpan<byte> Payload(int index) => new(_vectors[index].Base, (int)_vectors[index].Length);

    /// <summary>Sends some of the messages, in order. Never waits.</summary>
    /// <returns>How many went; or none, and why the first one did not.</returns>
    public (int Sent, int Errno) TrySend(int from, int count)
    {
        var run = _segments ? RunLength(from, count) : 1;
        if (run > 1)
        {
            _segmented->Vectors = _vectors + from;
            _segmented->VectorCount = (nuint)run;
            *(ushort*)(_segmented->Control + sizeof(ControlHeader)) = (ushort)_vectors[from].Length;
            if (LibC.Send(_descriptor, _segmented, MsgDontWait) >= 0)
            {
                return (run, 0);
            }

            var errno = Marshal.GetLastPInvokeError();
            if (!Errno.IsNoSegmentation(errno))
            {
                return (0, errno);
            }

            _segments = false;
        }

        var sent = SendMany(_descriptor, _messages + from, (uint)count, MsgDontWait);
        return sent > 0 ? (sent, 0) : (0, Marshal.GetLastPInvokeError());
    }

    /// <summary>Waits until there is room to send, for <paramref name="milliseconds"/> at most.</summary>
    public void WaitForRoom(int milliseconds) => SendRoom.Wait(_descriptor, milliseconds);

    /// <inheritdoc/>
    public void Dispose() => _memory.GiveBack();

    /// <summary>How many from there on have the same length and fit into one buffer.</summary>
    private int RunLength(int from, int count)
    {
        var length = (int)_vectors[from].Length;
        if (length == 0)
        {
            return 1;
        }

        var longest = Math.Min(count, _maxSegmentedBytes / length);
        var run = 1;
        while (run < longest && (int)_vectors[from + run].Length == length)
        {
            run++;
        }

        return run;
    }
}
