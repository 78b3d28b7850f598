using System.Text;
using System.Text.Json;

namespace SocketLab.Web.Tests.Fuzz;

/// <summary>Changes valid input a little, at random: so it gets far before it is refused. The same seed makes the same changes.</summary>
internal sealed class Mutator(Random random)
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>What stands where something else belongs, as JSON or nearly so. Latin-1 makes one byte of each character.</summary>
    private static readonly byte[][] Values =
    [
        .. new[]
        {
            "null",
            "true",
            "0",
            "-1",
            "-0",
            "01",
            "1.5",
            "1e999",
            "1e-999",
            "65536",
            "2147483648",
            "9223372036854775808",
            "99999999999999999999999999999999999999",
            new string('9', 5000),
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\ud83d\\ude00\"",
            "\"a\u00ffb\"",
            "\"\u00ed\u00a0\u0080\"",
            "\"\u00c0\u0080\"",
            "\"\\u202e\\u200b\\u001b[31m\"",
            "\"{{counter:u64be}}{{crc32:all}}{{length}}\"",
            "\"{{random:1048576}}\"",
            "\"{{\"",
            "\"\\\\u{110000}\\\\xg\\\\\"",
            "\"((((((((((a+)+)+)+)+)+)+)+)+)+$\"",
            "\"[\"",
            $"\"{new string('x', 3000)}\"",
            $"\"{string.Concat(Enumerable.Repeat("\\u0001", 500))}\"",
            "[]",
            "{}",
            "[null]",
            "[[[[[[1]]]]]]",
            $"{new string('[', 100)}1{new string(']', 100)}",
            string.Concat(Enumerable.Repeat("{\"a\":", 70)) + "1" + new string('}', 70),
            "{\"\\ud800\":1}",
            "{\"a\":1,\"a\":2}",
            $"[{string.Join(',', Enumerable.Repeat("{}", 300))}]",
            $"[{string.Join(',', Enumerable.Repeat("\"\"", 300))}]",
            "NaN",
            "'x'",
            "/**/1",
            "",
        }.Select(Encoding.Latin1.GetBytes),
    ];

    /// <summary>What stands in an address.</summary>
    private static readonly byte[][] Words =
    [
        .. new[]
        {
            "",
            "%00",
            "%ff",
            "%",
            "%2",
            "%2f",
            "%2e%2e%2f",
            "..",
            "\u00e9",
            "\u00ff",
            "a%0d%0ab",
            "+",
            "-1",
            "5%00",
            "99999999999999999999",
            "nobody",
            "&limit=1&limit=2",
            "&a=b",
            "?",
            "#x",
            "[]",
            "{id}",
            new string('a', 2000),
            string.Concat(Enumerable.Repeat("&q", 500)),
        }.Select(Encoding.Latin1.GetBytes),
    ];

    /// <summary>JSON with one to three of its parts changed.</summary>
    public byte[] Json(byte[] json)
    {
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            json = random.Next(8) switch
            {
                < 5 => Part(json, Pick(Values)),
                5 => Part(json, [.. Pick(Values), (byte)',', .. Pick(Values)]),
                6 => Moved(json),
                _ => Bytes(json),
            };
        }

        return json;
    }

    /// <summary>A path and query with one place changed.</summary>
    public byte[] Target(byte[] target)
    {
        if (random.Next(4) == 0)
        {
            return [.. Bytes(target[1..]).Prepend((byte)'/').Where(one => one is not ((byte)' ' or (byte)'\r' or (byte)'\n'))];
        }

        int[] ends = [.. Enumerable.Range(1, target.Length).Where(i => i == target.Length || "/?&=%".Contains((char)target[i]))];
        var end = Pick(ends);
        var start = target.AsSpan(0, end).LastIndexOfAny("/?&="u8) + 1;
        return [.. target[..(random.Next(2) == 0 ? start : end)], .. Pick(Words), .. target[end..]];
    }

    /// <summary>Bytes with one place changed.</summary>
    public byte[] Bytes(byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            return [(byte)random.Next(256)];
        }

        var at = random.Next(bytes.Length);
        var end = at + random.Next(1, Math.Min(bytes.Length - at, 16) + 1);
        switch (random.Next(7))
        {
            case 0:
                byte[] flipped = [.. bytes];
                flipped[at] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 1:
                byte[] other = [.. bytes];
                other[at] = (byte)random.Next(256);
                return other;
            case 2:
                return [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]];
            case 3:
                return [.. bytes[..at], .. bytes[end..]];
            case 4:
                return [.. bytes[..end], .. bytes[at..]];
            case 5:
                return [.. bytes[..at], (byte)Digits[random.Next(Digits.Length)], .. bytes[(at + 1)..]];
            default:
                return bytes[..at];
        }
    }

    /// <summary>One of several.</summary>
    public T Pick<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];

    /// <summary>Puts something in the place of one part: a name, a value, or a bracket.</summary>
    private byte[] Part(byte[] json, byte[] other)
    {
        var parts = Parts(json);
        if (parts.Count == 0)
        {
            return Bytes(json);
        }

        var (start, end) = Pick(parts);
        return [.. json[..start], .. other, .. json[end..]];
    }

    /// <summary>Puts one part in the place of another.</summary>
    private byte[] Moved(byte[] json)
    {
        var parts = Parts(json);
        if (parts.Count == 0)
        {
            return Bytes(json);
        }

        var (start, end) = Pick(parts);
        return Part(json, json[start..end]);
    }

    private static List<(int Start, int End)> Parts(byte[] json)
    {
        var parts = new List<(int, int)>();
        try
        {
            var reader = new Utf8JsonReader(json);
            while (reader.Read())
            {
                parts.Add(
                    ((int)reader.TokenStartIndex, (int)reader.BytesConsumed - (reader.TokenType == JsonTokenType.PropertyName ? 1 : 0))
                );
            }
        }
        catch (JsonException)
        {
            // It was changed before: up to here it is JSON.
        }

        return parts;
    }
}
