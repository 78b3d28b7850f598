using System.Text;
using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Filtering;

/// <summary>
/// Room to work in for one thread that asks filters of entries. Grows to what the longest entry takes, and is used again.
/// </summary>
internal sealed class FilterScratch
{
    private readonly Stack<ulong[]> _bits = [];
    private readonly HashSet<long> _undecided = [];
    private Dictionary<ConnectionId, PeerAddress>? _locals;
    private char[] _chars = [];
    private byte[] _bytes = [];

    /// <summary>How many entries of the run, from a sequence on, an expression took too long to tell of.</summary>
    public int CountUndecided(long from) => _undecided.Count(sequence => sequence >= from);

    /// <summary>Remembers that an expression took too long to tell of an entry: it is taken for one that does not match.</summary>
    public void Undecide(long sequence) => _undecided.Add(sequence);

    /// <summary>Bits for so many entries, all of them 0. Give them back with <see cref="Return"/>.</summary>
    public ulong[] Rent(int words)
    {
        if (_bits.TryPop(out var bits) && bits.Length >= words)
        {
            Array.Clear(bits);
            return bits;
        }

        return new ulong[Math.Max(words, 256)];
    }

    /// <summary>Takes bits back.</summary>
    public void Return(ulong[] bits) => _bits.Push(bits);

    /// <summary>Bytes as UTF-8 with U+FFFD for what is none. Valid until the next call.</summary>
    public ReadOnlySpan<char> Decode(ReadOnlySpan<byte> bytes)
    {
        if (_chars.Length < bytes.Length)
        {
            _chars = new char[Math.Max(4096, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)bytes.Length))];
        }

        return _chars.AsSpan(0, Encoding.UTF8.GetChars(bytes, _chars));
    }

    /// <summary>Bytes with U+FFFD for what is no UTF-8, as UTF-8. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Repair(ReadOnlySpan<byte> bytes)
    {
        var text = Decode(bytes);
        var room = Bytes(Encoding.UTF8.GetMaxByteCount(text.Length));
        return room[..Encoding.UTF8.GetBytes(text, room)];
    }

    /// <summary>
    /// Our end of a connection. It is asked for once a run, and not for each entry: the table of connections has a lock that sockets take.
    /// </summary>
    public PeerAddress LocalOf(ConnectionId connection, FilterSource source)
    {
        _locals ??= [];
        if (!_locals.TryGetValue(connection, out var local))
        {
            _locals.Add(connection, local = source.LocalOf(connection));
        }

        return local;
    }

    /// <summary>Begins a run of entries: what was unknown during the last one may be known now.</summary>
    public void Begin()
    {
        _locals?.Clear();
        _undecided.Clear();
    }

    /// <summary>Room for bytes. Valid until the next call.</summary>
    public Span<byte> Bytes(int length)
    {
        if (_bytes.Length < length)
        {
            _bytes = new byte[Math.Max(4096, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)length))];
        }

        return _bytes;
    }
}
