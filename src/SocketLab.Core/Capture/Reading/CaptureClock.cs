namespace SocketLab.Core.Capture.Reading;

/// <summary>Makes ticks of the numbers that a file has for times.</summary>
internal readonly struct CaptureClock
{
    private const int MaxPowerOfTen = 19;

    private readonly UInt128 _perSecond;
    private readonly long _offsetTicks;

    private CaptureClock(UInt128 perSecond, long offsetSeconds)
    {
        _perSecond = perSecond;
        _offsetTicks = Math.Clamp(offsetSeconds, -1L << 36, 1L << 36) * TimeSpan.TicksPerSecond;
    }

    /// <summary>What a pcapng interface has that does not say: microseconds.</summary>
    public static CaptureClock Microseconds { get; } = new(1_000_000, 0);

    /// <summary>Reads a pcapng interface's resolution (<c>if_tsresol</c>) and offset in seconds (<c>if_tsoffset</c>).</summary>
    /// <returns>Null for one that no number of 64 bits can count in.</returns>
    public static CaptureClock? From(byte resolution, long offsetSeconds)
    {
        var exponent = resolution & 0x7F;
        if ((resolution & 0x80) != 0)
        {
            return exponent < 64 ? new CaptureClock((UInt128)1 << exponent, offsetSeconds) : null;
        }

        if (exponent > MaxPowerOfTen)
        {
            return null;
        }

        UInt128 perSecond = 1;
        for (var i = 0; i < exponent; i++)
        {
            perSecond *= 10;
        }

        return new(perSecond, offsetSeconds);
    }

    /// <summary>The time that a number stands for, in UTC ticks; the nearest that there is for one beyond the calendar.</summary>
    public long ToTicks(ulong units)
    {
        var ticks = (UInt128)units * TimeSpan.TicksPerSecond / _perSecond;
        return Clamp((long)UInt128.Min(ticks, (UInt128)DateTime.MaxValue.Ticks) + _offsetTicks);
    }

    /// <summary>The time of seconds since 1970 and a fraction of nanoseconds.</summary>
    public static long ToTicks(uint seconds, ulong nanoseconds) =>
        Clamp((seconds * TimeSpan.TicksPerSecond) + (long)(nanoseconds / 100));

    private static long Clamp(long sinceEpoch) => Math.Clamp(DateTime.UnixEpoch.Ticks + sinceEpoch, 0, DateTime.MaxValue.Ticks);
}
