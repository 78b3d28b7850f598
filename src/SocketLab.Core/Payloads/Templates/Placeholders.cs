using System.Globalization;
using System.Text;

namespace SocketLab.Core.Payloads.Templates;

/// <summary>All placeholders there are, each made of its arguments.</summary>
internal static class Placeholders
{
    private const int MaxRandomBytes = 1 << 20;

    private static readonly Dictionary<string, Func<Placeholder, TemplatePart>> Known = new(StringComparer.Ordinal)
    {
        ["counter"] = Counter,
        ["time"] = Time,
        ["unixTime"] = placeholder => UnixTime(placeholder, "u32be", TimeSpan.TicksPerSecond),
        ["unixTimeMs"] = placeholder => UnixTime(placeholder, "u64be", TimeSpan.TicksPerMillisecond),
        ["unixTimeUs"] = placeholder => UnixTime(placeholder, "u64be", TimeSpan.TicksPerMicrosecond),
        ["uuid"] = Uuid,
        ["random"] = RandomBytes,
        ["randomInt"] = RandomInt,
        ["crc32"] = Crc32,
        ["length"] = Length,
    };

    /// <summary>The part that a placeholder stands for.</summary>
    /// <exception cref="PayloadException">There is no such placeholder, or its arguments are wrong.</exception>
    public static TemplatePart Create(Placeholder placeholder)
    {
        if (!Known.TryGetValue(placeholder.Name, out var create))
        {
            var escape = placeholder.IsHex ? "" : @" For the characters themselves write \{{.";
            throw new PayloadException(
                $"There is no placeholder '{placeholder.Name}'. Known are {string.Join(", ", Known.Keys)}.{escape}",
                placeholder.Position
            );
        }

        var part = create(placeholder);
        placeholder.RefuseMore();
        return part;
    }

    private static CounterPart Counter(Placeholder placeholder)
    {
        var start = placeholder.ReadNumber() ?? 1;
        return new(placeholder.ReadFormat("d", "u32be", out _), start);
    }

    private static TimePart Time(Placeholder placeholder)
    {
        var (format, position) = placeholder.ReadRest() ?? (TimePart.Rfc3339, placeholder.Position);
        try
        {
            if (format.Length > TimePart.MaxFormatLength)
            {
                throw new PayloadException($"A format of more than {TimePart.MaxFormatLength} characters is not taken.", position);
            }

            // Everything else that comes out of a format is ASCII.
            placeholder.Encoding.Strict().GetByteCount(format);
            _ = DateTime.UnixEpoch.ToString(format, CultureInfo.InvariantCulture);
            return new(format, placeholder.Encoding);
        }
        catch (FormatException)
        {
            throw new PayloadException("This is no .NET format of a time, such as yyyy-MM-dd HH:mm:ss.fff.", position);
        }
        catch (EncoderFallbackException)
        {
            throw new PayloadException($"A character of this format does not exist in {placeholder.Encoding.Strict().WebName}.", position);
        }
    }

    private static UnixTimePart UnixTime(Placeholder placeholder, string hexFormat, long ticksPerUnit) =>
        new(placeholder.ReadFormat("d", hexFormat, out _), ticksPerUnit);

    private static UuidPart Uuid(Placeholder placeholder) => new(!placeholder.IsHex, placeholder.Encoding);

    private static RandomBytesPart RandomBytes(Placeholder placeholder)
    {
        var count = (int)placeholder.NeedNumber("The number of bytes, such as {{random:8}},", 1, MaxRandomBytes);
        var digits = placeholder.ReadWord("x", "X");
        return new(count, digits is not null, digits == "X", placeholder.Encoding);
    }

    private static RandomIntPart RandomInt(Placeholder placeholder)
    {
        var min = placeholder.NeedNumber("The least number, such as {{randomInt:1:6}},");
        var max = placeholder.NeedNumber("The greatest number, such as {{randomInt:1:6}},", min);
        var format = placeholder.ReadFormat("d", "u32be", out var position);
        return format.Fits(min, max)
            ? new(format, min, max)
            : throw new PayloadException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The numbers from {min} to {max} do not fit into this format. Name one with more bytes, such as u64be."
                ),
                position
            );
    }

    private static Crc32Part Crc32(Placeholder placeholder)
    {
        var coverage = placeholder.ReadWord("before", "after", "all") switch
        {
            "after" => CrcCoverage.After,
            "all" => CrcCoverage.All,
            _ => CrcCoverage.Before,
        };
        var format = placeholder.ReadFormat("x", "u32be", out var position);
        return format.Fits(0, uint.MaxValue)
            ? new(format.WithAllDigits(32), coverage)
            : throw new PayloadException("A CRC-32 has four bytes, which do not fit into this format.", position);
    }

    private static LengthPart Length(Placeholder placeholder) => new(placeholder.ReadFormat("d", "u32be", out var position), position);
}
