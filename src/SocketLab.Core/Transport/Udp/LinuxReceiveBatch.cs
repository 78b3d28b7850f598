using SocketLab.Core.Journal;
using static SocketLab.Core.Transport.Linux.LibC;

namespace SocketLab.Core.Transport.Udp;

/// <summary>The memory that one call of recvmmsg(2) fills: up to 64 datagrams with what came with them, used again and again.</summary>
/// <remarks>Allocates nothing after it was made. Used by one receive loop, which disposes it.</remarks>
internal sealed unsafe class LinuxReceiveBatch : IDisposable
{
    /// <summary>Datagrams that one call takes at most.</summary>
    public const int Capacity = 64;

    /// <summary>Room for a sender's address: more than a sockaddr_un has, the longest of all.</summary>
    public const int NameBytes = 112;

    /// <summary>Room for the control messages of one datagram: a time, the drops, and where it came to.</summary>
    public const int ControlBytes = 128;

    private const int CacheLine = 64;

    private readonly int _payloadBytes;
    private readonly SystemMemory _memory;
    private readonly MessageHeaderMany* _messages;

    /// <param name="payloadBytes">What is kept of a datagram, in bytes.</param>
    public LinuxReceiveBatch(int payloadBytes)
    {
        // Payloads a power of two apart would all compete for the same few lines of the processor's cache: three lines more spread them.
        var stride = ((payloadBytes + CacheLine - 1) & ~(CacheLine - 1)) + (3 * CacheLine);
        var perMessage = sizeof(MessageHeaderMany) + sizeof(IoVector) + NameBytes + ControlBytes + stride;
        _payloadBytes = payloadBytes;
        _memory = new SystemMemory(perMessage * Capacity);
        _messages = (MessageHeaderMany*)_memory.Start;

        var vectors = (IoVector*)(_messages + Capacity);
        var names = (byte*)(vectors + Capacity);
        var controls = names + (NameBytes * Capacity);
        var payloads = controls + (ControlBytes * Capacity);
        for (var i = 0; i < Capacity; i++)
        {
            vectors[i] = new() { Base = payloads + ((nint)i * stride), Length = (nuint)payloadBytes };
            _messages[i] = new()
            {
                Header = new()
                {
                    Name = names + (i * NameBytes),
                    Vectors = vectors + i,
                    VectorCount = 1,
                    Control = controls + (i * ControlBytes),
                },
            };
        }
    }

    /// <summary>Receives what is queued, as many datagrams as the batch holds. Never waits.</summary>
    /// <returns>How many came; negative where the call failed, with errno(3) as the last P/Invoke error.</returns>
    public int Receive(int descriptor)
    {
        for (var i = 0; i < Capacity; i++)
        {
            // The kernel overwrites both with what it filled.
            _messages[i].Header.NameLength = NameBytes;
            _messages[i].Header.ControlLength = ControlBytes;
        }

        // MSG_TRUNC asks for true lengths.
        return ReceiveMany(descriptor, _messages, Capacity, MsgDontWait | MsgTrunc, null);
    }

    /// <summary>The true length of a datagram in bytes, which may be more than was kept.</summary>
    public int Length(int index) => (int)_messages[index].Length;

    /// <summary>What was kept of a datagram.</summary>
    public ReadOnlySpan<byte> Payload(int index) => new(_messages[index].Header.Vectors->Base, Math.Min(Length(index), _payloadBytes));

    /// <summary>The sender's socket address, as much of it as the kernel filled.</summary>
    public ReadOnlySpan<byte> Sender(int index) =>
        new(_messages[index].Header.Name, (int)Math.Min(_messages[index].Header.NameLength, NameBytes));

    /// <summary>What the kernel told with a datagram.</summary>
    public LinuxReceiveStamp Stamp(int index) => LinuxReceiveStamp.Read(in _messages[index].Header);

    /// <inheritdoc/>
    public void Dispose() => _memory.GiveBack();
}
