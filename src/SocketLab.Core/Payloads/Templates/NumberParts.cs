namespace SocketLab.Core.Payloads.Templates;

/// <summary>A placeholder that is a number.</summary>
internal abstract class NumberPart(NumberFormat format, long min, long max) : TemplatePart
{
    /// <inheritdoc/>
    public override int MaxSize { get; } = format.MaxSize(min, max);

    /// <summary>How the number is written.</summary>
    protected NumberFormat Format => format;

    /// <summary>The least that it can be.</summary>
    protected long Min { get; } = min;

    /// <summary>The largest number that it can be.</summary>
    protected long Max { get; } = max;

    /// <inheritdoc/>
    public override int Size(long value, in Moment moment) => format.Size(value);

    /// <inheritdoc/>
    public override int Write(Span<byte> destination, long value, in Moment moment) => format.Write(destination, value);
}

/// <summary>
/// <c>{{counter}}</c> counts messages, in all 64 bits; one that begins below zero has a sign. Bytes that are too few keep the low ones, as
/// counters of protocols do.
/// </summary>
/// <param name="format">How the number is written.</param>
/// <param name="start">What the first message has.</param>
/// <param name="perConnection">Whether each connection is counted by itself: <c>{{connectionCounter}}</c>.</param>
internal sealed class CounterPart(NumberFormat format, long start, bool perConnection)
    : NumberPart(format, format.IsUnsigned ? 0 : long.MinValue, format.IsUnsigned ? -1 : long.MaxValue)
{
    /// <summary>Whether each connection is counted by itself.</summary>
    public bool PerConnection => perConnection;

    /// <inheritdoc/>
    public override long Value(in Moment moment) => unchecked(start + (perConnection ? moment.ConnectionIndex : moment.Index) - 1);
}

/// <summary>
/// <c>{{ntpTime}}</c>: the time as in NTP and SNTP (RFC 5905, 6): seconds since 1900 in the high 32 bits, their fraction in the low ones.
/// </summary>
internal sealed class NtpTimePart(NumberFormat format) : NumberPart(format, 0, -1)
{
    private static readonly long Epoch = new DateTime(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    /// <inheritdoc/>
    public override long Value(in Moment moment)
    {
        // A floor, so that times before 1900 are those of an era before; the fraction is then never negative.
        var ticks = moment.Now.UtcTicks - Epoch;
        var seconds = (ticks / TimeSpan.TicksPerSecond) - (ticks % TimeSpan.TicksPerSecond < 0 ? 1 : 0);
        var fraction = (ulong)(ticks - (seconds * TimeSpan.TicksPerSecond));
        return unchecked((seconds << 32) + (long)((fraction << 32) / TimeSpan.TicksPerSecond));
    }
}

/// <summary><c>{{unixTime}}</c>, <c>{{unixTimeMs}}</c> and <c>{{unixTimeUs}}</c>: whole units of time since 1970-01-01 UTC.</summary>
internal sealed class UnixTimePart(NumberFormat format, long ticksPerUnit)
    : NumberPart(format, Units(DateTimeOffset.MinValue, ticksPerUnit), Units(DateTimeOffset.MaxValue, ticksPerUnit))
{
    /// <inheritdoc/>
    public override long Value(in Moment moment) => Units(moment.Now, ticksPerUnit);

    private static long Units(DateTimeOffset time, long ticksPerUnit)
    {
        var (units, rest) = Math.DivRem(time.UtcTicks - DateTime.UnixEpoch.Ticks, ticksPerUnit);
        return rest < 0 ? units - 1 : units;
    }
}

/// <summary><c>{{randomInt:A:B}}</c>: a whole number from A to B, both included.</summary>
internal sealed class RandomIntPart(NumberFormat format, long min, long max) : NumberPart(format, min, max)
{
    /// <inheritdoc/>
    public override long Value(in Moment moment)
    {
        if (Max < long.MaxValue)
        {
            return moment.Random.NextInt64(Min, Max + 1);
        }

        return Min > long.MinValue ? moment.Random.NextInt64(Min - 1, Max) + 1 : Any(moment.Random);
    }

    private static long Any(Random random)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        random.NextBytes(bytes);
        return BitConverter.ToInt64(bytes);
    }
}

/// <summary><c>{{length}}</c>: how many bytes the whole message has, or the part of it that is covered, the line ending included.</summary>
/// <param name="format">How the number is written.</param>
/// <param name="coverage">Which bytes are counted.</param>
/// <param name="position">Where the placeholder stands in what was written.</param>
internal sealed class LengthPart(NumberFormat format, Coverage coverage, int position) : NumberPart(format, 0, int.MaxValue)
{
    /// <summary>Where the placeholder stands in what was written.</summary>
    public int Position => position;

    /// <summary>Whether it can be told.</summary>
    public bool Fits(long length) => Format.Fits(0, length);

    /// <summary>How many bytes are covered.</summary>
    /// <param name="before">The bytes before the placeholder.</param>
    /// <param name="own">Its own.</param>
    /// <param name="total">All bytes of the message.</param>
    public long Of(long before, long own, long total) =>
        coverage switch
        {
            Coverage.Before => before,
            Coverage.After => total - before - own,
            Coverage.All => total - own,
            _ => total,
        };
}
