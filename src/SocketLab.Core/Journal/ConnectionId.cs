using System.Globalization;
using System.Security.Cryptography;
using SocketLab.Core.Numbers;

namespace SocketLab.Core.Journal;

/// <summary>Names one TCP connection, uniquely within and across runs of the server.</summary>
/// <param name="Value">A random number of this run in the upper half, a counter in the lower; 0 for none.</param>
public readonly record struct ConnectionId(long Value)
{
    private static readonly long Run = (long)RandomNumberGenerator.GetInt32(1, int.MaxValue) << 32;
    private static long _last;

    /// <summary>Whether there is a connection.</summary>
    public bool IsNone => Value == 0;

    /// <summary>The connection's number since the server started, from 1: short enough to say aloud.</summary>
    public long Number => Value & uint.MaxValue;

    /// <summary>A new id.</summary>
    public static ConnectionId Next() => new(Run | Interlocked.Increment(ref _last));

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? text, out ConnectionId id)
    {
        var known = WholeNumber.TryReadHex<long>(text, out var value);
        id = new(value);
        return known && value != 0;
    }

    /// <summary>The opaque, URL-safe form.</summary>
    public override string ToString() => IsNone ? "" : Value.ToString("x16", CultureInfo.InvariantCulture);
}
