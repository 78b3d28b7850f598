using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SocketLab.Core.Addresses;

namespace SocketLab.Core.Journal;

/// <summary>The fixed part of an entry, in front of its payload: 64 bytes, one cache line.</summary>
/// <remarks>A datagram has neither a place in a stream nor a connection: our end of it stands in their place.</remarks>
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal struct EntryHeader
{
    public const int Size = 64;

    /// <summary>Payload bytes that the journal keeps.</summary>
    [FieldOffset(0)]
    public int StoredLength;

    /// <summary>Payload bytes that follow this header: fewer than stored in a copy made with a payload limit.</summary>
    [FieldOffset(4)]
    public int PresentLength;

    /// <summary>Bytes on the wire; more than stored when the socket delivered less than was sent.</summary>
    [FieldOffset(8)]
    public int Length;

    [FieldOffset(12)]
    public EntryKind Kind;

    [FieldOffset(13)]
    public EntryDirection Direction;

    [FieldOffset(14)]
    public EntryMarks Marks;

    /// <summary>When the entry happened, UTC, in ticks of 100 ns.</summary>
    [FieldOffset(16)]
    public long Ticks;

    /// <summary>Position in the stream's direction, or -1. Not a datagram's.</summary>
    [FieldOffset(24)]
    public long Offset;

    /// <summary>The TCP connection's id; 0 for none. Not a datagram's.</summary>
    [FieldOffset(32)]
    public long ConnectionId;

    /// <summary>Our end of a datagram, and of nothing else.</summary>
    [FieldOffset(24)]
    public LocalEnd Local;

    [FieldOffset(40)]
    public PeerAddress Peer;

    /// <summary>What the entry takes in a segment: header and payload, rounded up to 8 so that headers stay aligned.</summary>
    public static int RecordSize(int payloadLength) => Size + ((payloadLength + 7) & ~7);

    /// <summary>Reads a header from packed bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref readonly EntryHeader At(ReadOnlySpan<byte> record) => ref MemoryMarshal.AsRef<EntryHeader>(record);
}
