using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SocketLab.Core.Addresses;

namespace SocketLab.Core.Journal;

/// <summary>The fixed part of an entry, in front of its payload: 64 bytes, one cache line.</summary>
[StructLayout(LayoutKind.Sequential, Size = Size)]
internal struct EntryHeader
{
    public const int Size = 64;

    /// <summary>Payload bytes that the journal keeps.</summary>
    public int StoredLength;

    /// <summary>Payload bytes that follow this header: fewer than stored in a copy made with a payload limit.</summary>
    public int PresentLength;

    /// <summary>Bytes on the wire; more than stored when the socket delivered less than was sent.</summary>
    public int Length;

    public EntryKind Kind;
    public EntryDirection Direction;
    public EntryMarks Marks;

    /// <summary>When the entry happened, UTC, in ticks of 100 ns.</summary>
    public long Ticks;

    /// <summary>Position in the stream's direction, or -1.</summary>
    public long Offset;

    /// <summary>The TCP connection's id; 0 for none.</summary>
    public long ConnectionId;

    public PeerAddress Peer;

    /// <summary>What the entry takes in a segment: header and payload, rounded up to 8 so that headers stay aligned.</summary>
    public static int RecordSize(int payloadLength) => Size + ((payloadLength + 7) & ~7);

    /// <summary>Reads a header from packed bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref readonly EntryHeader At(ReadOnlySpan<byte> record) => ref MemoryMarshal.AsRef<EntryHeader>(record);
}
