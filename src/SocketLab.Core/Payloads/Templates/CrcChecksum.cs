using System.IO.Hashing;

namespace SocketLab.Core.Payloads.Templates;

/// <summary>A cyclic redundancy check by table, described by the parameters of Williams (A Painless Guide to CRC, 1993).</summary>
/// <remarks>
/// Names, parameters and check values are those of the CRC RevEng catalogue (Greg Cook, reveng.sourceforge.io/crc-catalogue). The highest
/// bit of the state is bit 31 for those that go from high to low, so that one table serves every width.
/// </remarks>
internal sealed class CrcChecksum : Checksum
{
    private readonly uint[] _table = new uint[256];
    private readonly uint _begin;
    private readonly uint _xorOut;
    private readonly bool _isReflected;

    /// <param name="bits">Its width: 8 or 16.</param>
    /// <param name="polynomial">The polynomial without its highest bit, highest power first.</param>
    /// <param name="begin">What it begins with.</param>
    /// <param name="isReflected">Whether bytes go in, and the number comes out, with the lowest bit first.</param>
    /// <param name="xorOut">What the end is combined with.</param>
    public CrcChecksum(int bits, uint polynomial, uint begin, bool isReflected, uint xorOut = 0)
        : base(bits)
    {
        (_isReflected, _xorOut) = (isReflected, xorOut);
        var poly = isReflected ? Reflect(polynomial, bits) : polynomial << (32 - bits);
        _begin = isReflected ? Reflect(begin, bits) : begin << (32 - bits);
        for (var value = 0u; value < _table.Length; value++)
        {
            var state = isReflected ? value : value << 24;
            for (var bit = 0; bit < 8; bit++)
            {
                state = isReflected ? (state >> 1) ^ ((state & 1) * poly) : (state << 1) ^ ((state >> 31) * poly);
            }

            _table[value] = state;
        }
    }

    /// <inheritdoc/>
    public override uint Begin() => _begin;

    /// <inheritdoc/>
    public override uint Append(uint state, ReadOnlySpan<byte> bytes)
    {
        if (_isReflected)
        {
            foreach (var value in bytes)
            {
                state = (state >> 8) ^ _table[(byte)(state ^ value)];
            }
        }
        else
        {
            foreach (var value in bytes)
            {
                state = (state << 8) ^ _table[(byte)((state >> 24) ^ value)];
            }
        }

        return state;
    }

    /// <inheritdoc/>
    public override uint End(uint state) => base.End((_isReflected ? state : state >> (32 - Bits)) ^ _xorOut);

    private static uint Reflect(uint value, int bits)
    {
        var reflected = 0u;
        for (var bit = 0; bit < bits; bit++)
        {
            reflected = (reflected << 1) | ((value >> bit) & 1);
        }

        return reflected;
    }
}

/// <summary>CRC-32 as in Ethernet, ZIP and PNG (CRC-32/ISO-HDLC in the catalogue), with the processor's instructions for it.</summary>
internal sealed class Crc32Checksum() : Checksum(32)
{
    /// <summary>The framework hashes in pieces only with an object; one a thread spares one a message. One at a time uses it.</summary>
    [ThreadStatic]
    private static Crc32? _hash;

    /// <inheritdoc/>
    public override uint Begin()
    {
        (_hash ??= new Crc32()).Reset();
        return 0;
    }

    /// <inheritdoc/>
    public override uint Append(uint state, ReadOnlySpan<byte> bytes)
    {
        _hash!.Append(bytes);
        return state;
    }

    /// <inheritdoc/>
    public override uint End(uint state) => _hash!.GetCurrentHashAsUInt32();
}
