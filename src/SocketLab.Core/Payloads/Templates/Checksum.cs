namespace SocketLab.Core.Payloads.Templates;

/// <summary>A way to make a short number of many bytes, so that the other side sees when some of them changed on the way.</summary>
/// <remarks>It has no state: what was computed so far is in the caller's number.</remarks>
/// <param name="bits">How many bits the number has.</param>
internal abstract class Checksum(int bits)
{
    /// <summary>How many bits the number has.</summary>
    public int Bits => bits;

    /// <summary>The largest number that it can be.</summary>
    public uint Max => uint.MaxValue >> (32 - bits);

    /// <summary>What it is of no bytes, before <see cref="End"/>.</summary>
    public virtual uint Begin() => 0;

    /// <summary>Takes more bytes in.</summary>
    public abstract uint Append(uint state, ReadOnlySpan<byte> bytes);

    /// <summary>The number itself, once all bytes were taken in.</summary>
    public virtual uint End(uint state) => state & Max;
}

/// <summary>The sum of all bytes without what is carried out of its bits, or the number that makes that sum zero.</summary>
/// <param name="bits">How many bits the number has.</param>
/// <param name="isNegative">
/// Whether it is the two's complement of the sum, as in the longitudinal redundancy check of Modbus ASCII (Modbus over Serial Line 1.02,
/// 2.5.2.2) and in Intel HEX.
/// </param>
internal sealed class SumChecksum(int bits, bool isNegative = false) : Checksum(bits)
{
    /// <inheritdoc/>
    public override uint Append(uint state, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            state += value;
        }

        return state;
    }

    /// <inheritdoc/>
    public override uint End(uint state) => base.End(isNegative ? 0 - state : state);
}

/// <summary>The exclusive or of all bytes, as in NMEA 0183.</summary>
internal sealed class XorChecksum() : Checksum(8)
{
    /// <inheritdoc/>
    public override uint Append(uint state, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            state ^= value;
        }

        return state;
    }
}
