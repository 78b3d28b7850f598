using System.Globalization;
using System.Text;

namespace SocketLab.Core.Payloads.Templates;

/// <summary>All placeholders there are, each made of its arguments.</summary>
internal static class Placeholders
{
    private const int MaxRandomBytes = 1 << 20;
    private const string ConnectionCounter = "connectionCounter";

    private static readonly Dictionary<string, Func<Placeholder, TemplatePart>> Known = new(StringComparer.Ordinal)
    {
        ["counter"] = placeholder => Counter(placeholder, perConnection: false),
        ["time"] = Time,
        ["unixTime"] = placeholder => UnixTime(placeholder, "u32be", TimeSpan.TicksPerSecond),
        ["unixTimeMs"] = placeholder => UnixTime(placeholder, "u64be", TimeSpan.TicksPerMillisecond),
        ["unixTimeUs"] = placeholder => UnixTime(placeholder, "u64be", TimeSpan.TicksPerMicrosecond),
        ["ntpTime"] = placeholder => new NtpTimePart(placeholder.ReadFormat("d", "u64be", out _).AsUnsigned()),
        ["uuid"] = Uuid,
        ["random"] = RandomBytes,
        ["randomInt"] = RandomInt,
        ["length"] = Length,
        [ConnectionCounter] = placeholder => Counter(placeholder, perConnection: true),
    };

    static Placeholders()
    {
        foreach (var (name, checksum) in Checksums.All)
        {
            Known.Add(name, placeholder => ChecksumOf(placeholder, checksum));
        }
    }

    /// <summary>The part that a placeholder stands for.</summary>
    /// <exception cref="PayloadException">There is no such placeholder, or its arguments are wrong.</exception>
    public static TemplatePart Create(Placeholder placeholder)
    {
        var capture = placeholder.Answer?.Capture(placeholder.Name);
        if (!Known.TryGetValue(placeholder.Name, out var create))
        {
            create = _ => capture ?? throw Unknown(placeholder);
        }
        else if (capture is not null)
        {
            throw new PayloadException(
                $"'{placeholder.Name}' is a placeholder and a group of the expression: give the group another name.",
                placeholder.Position
            );
        }

        var part = create(placeholder);
        placeholder.RefuseMore();
        return part;
    }

    private static PayloadException Unknown(Placeholder placeholder)
    {
        var name = placeholder.Name;
        if (name.Length > 0 && name.All(char.IsAsciiDigit))
        {
            return new PayloadException(
                placeholder.Answer?.Expression is null
                    ? "A number stands for what a regular expression captured: it is for the answers of rules that have one."
                    : $"The expression has no group '{name}'.",
                placeholder.Position
            );
        }

        var known = Known.Keys.Where(key => key != ConnectionCounter || placeholder.Answer is not null);
        var groups = placeholder.Answer?.Expression is null ? "" : " and the groups of the expression";
        var escape = placeholder.IsHex ? "" : @" For the characters themselves write \{{.";
        return new PayloadException(
            $"There is no placeholder '{name}'. Known are {string.Join(", ", known)}{groups}.{escape}",
            placeholder.Position
        );
    }

    private static CounterPart Counter(Placeholder placeholder, bool perConnection)
    {
        if (perConnection && placeholder.Answer is null)
        {
            throw new PayloadException("Only the answers of rules are counted for each connection: use counter.", placeholder.Position);
        }

        var start = placeholder.ReadNumber64(out var isNegative) ?? 1;
        var format = placeholder.ReadFormat("d", "u32be", out _);
        return new(isNegative ? format : format.AsUnsigned(), start, perConnection);
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
            throw new PayloadException($"A character of this format does not exist in {placeholder.Encoding.Name()}.", position);
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

    private static ChecksumPart ChecksumOf(Placeholder placeholder, Checksum checksum)
    {
        var coverage = placeholder.ReadCoverage(Coverage.Before);
        var format = placeholder.ReadFormat("x", $"u{checksum.Bits}{(checksum.Bits > 8 ? "be" : "")}", out var position);
        return format.Fits(0, checksum.Max) && !format.IsVarint
            ? new(checksum, format.WithAllDigits(checksum.Bits), coverage)
            : throw new PayloadException($"'{placeholder.Name}' has {checksum.Bits} bits, which do not fit into this format.", position);
    }

    private static LengthPart Length(Placeholder placeholder)
    {
        var coverage = placeholder.ReadCoverage(Coverage.Whole);
        return new(placeholder.ReadFormat("d", "u32be", out var position), coverage, position);
    }
}
