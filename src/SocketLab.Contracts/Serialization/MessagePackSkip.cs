using System.Buffers;
using MessagePack;

namespace SocketLab.Contracts.Serialization;

/// <summary>Passes over values in MessagePack without looking at what is in them, however many parts they have.</summary>
/// <remarks>
/// The library's own way takes a call for each part, and a message can have millions of one byte each. What is in a value is counted, not
/// descended into, so nesting costs nothing. Formats: https://github.com/msgpack/msgpack/blob/master/spec.md
/// </remarks>
internal static class MessagePackSkip
{
    /// <summary>What is one byte long: small numbers, nil, false and true.</summary>
    private static readonly SearchValues<byte> Single = SearchValues.Create([
        .. Enumerable.Range(0, 256).Select(code => (byte)code).Where(code => code is <= 0x7f or 0xc0 or 0xc2 or 0xc3 or >= 0xe0),
    ]);

    /// <summary>Passes over <paramref name="count"/> values.</summary>
    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    public static void Values(ref MessagePackReader reader, long count) =>
        reader.ReadRaw(LengthOf(reader.Sequence.Slice(reader.Position), count));

    private static long LengthOf(ReadOnlySequence<byte> bytes, long count)
    {
        var reader = new SequenceReader<byte>(bytes);
        while (count > 0)
        {
            var run = reader.UnreadSpan[..(int)Math.Min(count, reader.UnreadSpan.Length)];
            var singles = run.IndexOfAnyExcept(Single) is >= 0 and var end ? end : run.Length;
            reader.Advance(singles);
            count -= singles;
            if (count > 0)
            {
                count += One(ref reader) - 1;
            }
        }

        return reader.Consumed;
    }

    /// <summary>Passes over the head of one value and its own bytes.</summary>
    /// <returns>How many values are in it.</returns>
    private static long One(ref SequenceReader<byte> reader)
    {
        var code = Read(ref reader, 1);
        var (values, bytes) = code switch
        {
            <= 0x7f or 0xc0 or 0xc2 or 0xc3 or >= 0xe0 => (0L, 0L),
            <= 0x8f => (2 * (code & 0xf), 0),
            <= 0x9f => (code & 0xf, 0),
            <= 0xbf => (0, code & 0x1f),
            0xc4 or 0xd9 => (0, Read(ref reader, 1)),
            0xc5 or 0xda => (0, Read(ref reader, 2)),
            0xc6 or 0xdb => (0, Read(ref reader, 4)),
            0xc7 => (0, 1 + Read(ref reader, 1)),
            0xc8 => (0, 1 + Read(ref reader, 2)),
            0xc9 => (0, 1 + Read(ref reader, 4)),
            0xcc or 0xd0 => (0, 1),
            0xcd or 0xd1 => (0, 2),
            0xca or 0xce or 0xd2 => (0, 4),
            0xcb or 0xcf or 0xd3 => (0, 8),
            >= 0xd4 and <= 0xd8 => (0, 1 + (1 << (int)(code - 0xd4))),
            0xdc => (Read(ref reader, 2), 0),
            0xdd => (Read(ref reader, 4), 0),
            0xde => (2 * Read(ref reader, 2), 0),
            0xdf => (2 * Read(ref reader, 4), 0),
            _ => throw new MessagePackSerializationException("0xc1 stands for nothing."),
        };
        if (bytes > reader.Remaining)
        {
            throw new EndOfStreamException();
        }

        reader.Advance(bytes);
        return values;
    }

    /// <summary>A number of so many bytes, the highest first.</summary>
    private static long Read(ref SequenceReader<byte> reader, int bytes)
    {
        var number = 0L;
        for (; bytes > 0; bytes--)
        {
            number = reader.TryRead(out var next) ? (number << 8) | next : throw new EndOfStreamException();
        }

        return number;
    }
}
