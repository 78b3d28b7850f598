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

/// <summary><c>{{counter}}</c>: counts messages. Bytes that are too few keep the low ones, as counters of protocols do.</summary>
internal sealed class CounterPart(NumberFormat format, long start) : NumberPart(format, long.MinValue, long.MaxValue)
{
    /// <inheritdoc/>
    public override long Value(in Moment moment) => unchecked(start + moment.Index - 1);
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

/// <summary><c>{{length}}</c>: how many bytes the whole message has, itself and the line ending included.</summary>
internal sealed class LengthPart(NumberFormat format, int position) : NumberPart(format, 0, int.MaxValue)
{
    /// <summary>Where the placeholder stands in what was written.</summary>
    public int Position => position;

    /// <summary>Whether messages of up to <paramref name="length"/> bytes can be told.</summary>
    public bool Fits(int length) => Format.Fits(0, length);
}
