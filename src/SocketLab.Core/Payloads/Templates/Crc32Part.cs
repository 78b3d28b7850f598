using System.IO.Hashing;

namespace SocketLab.Core.Payloads.Templates;

/// <summary>What a checksum is computed over.</summary>
internal enum CrcCoverage
{
    /// <summary>The bytes before the checksum.</summary>
    Before,

    /// <summary>The bytes behind it, and the line ending.</summary>
    After,

    /// <summary>All bytes but those of the checksum.</summary>
    All,
}

/// <summary><c>{{crc32}}</c>: CRC-32 as in Ethernet, ZIP and PNG (ISO 3309, reflected, polynomial 0xEDB88320).</summary>
/// <remarks>
/// It is computed when everything else stands, so its size must not depend on it. Several are computed from left to right; one that has not
/// had its turn is left out of those before: no checksum can depend on itself.
/// </remarks>
internal sealed class Crc32Part(NumberFormat format, CrcCoverage coverage) : NumberPart(format, 0, uint.MaxValue)
{
    /// <summary>The object that hashes in pieces holds nothing but its state; one a thread spares one a message.</summary>
    [ThreadStatic]
    private static Crc32? _hash;

    /// <summary>Which bytes the checksum covers.</summary>
    public CrcCoverage Coverage => coverage;

    /// <summary>The hash to append to, empty.</summary>
    public static Crc32 Begin()
    {
        var hash = _hash ??= new Crc32();
        hash.Reset();
        return hash;
    }
}
