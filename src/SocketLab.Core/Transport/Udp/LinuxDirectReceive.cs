using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static SocketLab.Core.Transport.Linux.LibC;

namespace SocketLab.Core.Transport.Udp;

/// <summary>
/// Receives one datagram with recvmsg(2) straight into memory of the caller's, and what does not fit there into an overflow buffer.
/// </summary>
/// <remarks>
/// For large datagrams one copy less is worth more than a system call less. Allocates nothing after it was made. Used by one receive loop,
/// which disposes it.
/// </remarks>
internal sealed unsafe class LinuxDirectReceive : IDisposable
{
    private readonly int _payloadBytes;
    private readonly byte* _memory;
    private readonly MessageHeader* _message;
    private readonly IoVector* _vectors;
    private readonly byte* _name;
    private readonly byte* _control;
    private readonly byte* _overflow;

    /// <param name="payloadBytes">What is kept of a datagram, in bytes.</param>
    public LinuxDirectReceive(int payloadBytes)
    {
        _payloadBytes = payloadBytes;
        var fixedBytes = sizeof(MessageHeader) + (2 * sizeof(IoVector)) + LinuxReceiveBatch.NameBytes + LinuxReceiveBatch.ControlBytes;
        _memory = (byte*)NativeMemory.AlignedAlloc((nuint)(fixedBytes + payloadBytes), 64);
        _message = (MessageHeader*)_memory;
        _vectors = (IoVector*)(_message + 1);
        _name = (byte*)(_vectors + 2);
        _control = _name + LinuxReceiveBatch.NameBytes;
        _overflow = _control + LinuxReceiveBatch.ControlBytes;
    }

    /// <summary>The true length of the datagram in bytes, which may be more than was kept.</summary>
    public int Length { get; private set; }

    /// <summary>How many bytes of it are kept.</summary>
    public int Kept => Math.Min(Length, _payloadBytes);

    /// <summary>Whether all that is kept of it stands in the caller's memory.</summary>
    public bool IsInPlace => Kept <= (int)_vectors[0].Length;

    /// <summary>The sender's socket address, as much of it as the kernel filled.</summary>
    public ReadOnlySpan<byte> Sender => new(_name, (int)Math.Min(_message->NameLength, LinuxReceiveBatch.NameBytes));

    /// <summary>What the kernel told with the datagram.</summary>
    public LinuxReceiveStamp Stamp => LinuxReceiveStamp.Read(in *_message);

    /// <summary>Receives a datagram that is queued. Never waits.</summary>
    /// <param name="descriptor">The socket.</param>
    /// <param name="room">Where its first bytes go; on memory that does not move.</param>
    /// <returns>Whether one came; otherwise errno(3) is the last P/Invoke error.</returns>
    public bool TryReceive(int descriptor, Span<byte> room)
    {
        var first = Math.Min(room.Length, _payloadBytes);
        _vectors[0] = new() { Base = Unsafe.AsPointer(ref MemoryMarshal.GetReference(room)), Length = (nuint)first };
        _vectors[1] = new() { Base = _overflow, Length = (nuint)(_payloadBytes - first) };
        *_message = new()
        {
            Name = _name,
            NameLength = LinuxReceiveBatch.NameBytes,
            Vectors = _vectors,
            VectorCount = 2,
            Control = _control,
            ControlLength = LinuxReceiveBatch.ControlBytes,
        };

        // MSG_TRUNC asks for true lengths.
        var received = Receive(descriptor, _message, MsgDontWait | MsgTrunc);
        Length = (int)Math.Max(0, received);
        return received >= 0;
    }

    /// <summary>Moves what is kept of the datagram into the overflow buffer, out of the room that it was received into.</summary>
    public ReadOnlySpan<byte> MoveOut()
    {
        var first = Math.Min((int)_vectors[0].Length, Kept);
        new ReadOnlySpan<byte>(_overflow, Kept - first).CopyTo(new Span<byte>(_overflow + first, Kept - first));
        new ReadOnlySpan<byte>(_vectors[0].Base, first).CopyTo(new Span<byte>(_overflow, first));
        return new(_overflow, Kept);
    }

    /// <inheritdoc/>
    public void Dispose() => NativeMemory.AlignedFree(_memory);
}
