using System.Buffers.Binary;

namespace SocketLab.Core.Payloads.Comparing;

/// <summary>Finds out what changes from message to message: which bytes are constant, which count, and which vary.</summary>
public static class ByteChanges
{
    /// <summary>Bytes of each message that are looked at.</summary>
    public const int MaxBytes = 4096;

    /// <summary>Messages that are looked at.</summary>
    public const int MaxMessages = 1000;

    /// <summary>Values of one byte that are told one by one.</summary>
    public const int MaxValues = 8;

    private static readonly int[] Widths = [8, 4, 2];

    /// <summary>What each byte does, neighbours that belong together as one field. Messages are in the order in which they came.</summary>
    public static IReadOnlyList<ByteField> Of(IReadOnlyList<ReadOnlyMemory<byte>> messages)
    {
        ReadOnlyMemory<byte>[] looked = [.. messages.Take(MaxMessages).Select(bytes => bytes[..Math.Min(bytes.Length, MaxBytes)])];
        var columns = Columns(looked);
        var fields = new List<ByteField>();
        var at = 0;
        while (at < columns.Length)
        {
            var field = columns[at].Change == ByteChange.Constant ? Constant(columns, at) : WideCounter(looked, columns, at) ?? columns[at];
            fields.Add(field);
            at += field.Length;
        }

        return fields;
    }

    /// <summary>What each byte does by itself.</summary>
    private static ByteField[] Columns(ReadOnlyMemory<byte>[] messages)
    {
        var columns = new ByteField[messages.Length == 0 ? 0 : messages.Max(message => message.Length)];
        var values = new byte[messages.Length];
        for (var at = 0; at < columns.Length; at++)
        {
            var count = 0;
            foreach (var message in messages)
            {
                if (at < message.Length)
                {
                    values[count++] = message.Span[at];
                }
            }

            columns[at] = Column(at, values.AsSpan(0, count));
        }

        return columns;
    }

    private static ByteField Column(int at, ReadOnlySpan<byte> values)
    {
        if (!values.ContainsAnyExcept(values[0]))
        {
            return new(at, 1, ByteChange.Constant, values.Length) { First = [values[0]] };
        }

        Span<bool> seen = stackalloc bool[256];
        var steps = new StepCount();
        for (var i = 0; i < values.Length; i++)
        {
            seen[values[i]] = true;
            if (i > 0)
            {
                steps.Add(unchecked((sbyte)(values[i] - values[i - 1])));
            }
        }

        var distinct = new List<byte>();
        for (var value = 0; value < seen.Length; value++)
        {
            if (seen[value])
            {
                distinct.Add((byte)value);
            }
        }

        // What has two values only goes to and fro.
        var isCounting = steps.IsCounting && distinct.Count > 2;
        return new(at, 1, isCounting ? ByteChange.Counting : ByteChange.Varying, values.Length)
        {
            First = [values[0]],
            Step = isCounting ? steps.Most : 0,
            Jumps = isCounting ? steps.Jumps : 0,
            Least = distinct[0],
            Greatest = distinct[^1],
            Values = distinct.Count <= MaxValues ? distinct : [],
            ValueCount = distinct.Count,
        };
    }

    /// <summary>Constant bytes behind each other that the same messages have are one field.</summary>
    private static ByteField Constant(ByteField[] columns, int at)
    {
        var end = at + 1;
        while (end < columns.Length && columns[end].Change == ByteChange.Constant && columns[end].Messages == columns[at].Messages)
        {
            end++;
        }

        return columns[at] with
        {
            Length = end - at,
            First = [.. columns[at..end].Select(column => column.First[0])],
        };
    }

    /// <summary>The widest number that begins here and counts; null where none does that is more than one byte.</summary>
    /// <remarks>
    /// Both its halves move: constants beside a counter are not taken for a part of it. Its upper half does not count by itself: two
    /// counters side by side are not one.
    /// </remarks>
    private static ByteField? WideCounter(ReadOnlyMemory<byte>[] messages, ByteField[] columns, int at)
    {
        foreach (var width in Widths)
        {
            var end = at + width;
            if (
                end > columns.Length
                || columns[end - 1].Messages != columns[at].Messages
                || !Moves(columns.AsSpan(at + (width / 2), width / 2))
            )
            {
                continue;
            }

            foreach (var isLittle in (ReadOnlySpan<bool>)[false, true])
            {
                if (!MayBeLowest(columns[isLittle ? at : end - 1]))
                {
                    continue;
                }

                var steps = Steps(messages, at, width, end, isLittle);
                if (steps.IsCounting && !Steps(messages, isLittle ? at + (width / 2) : at, width / 2, end, isLittle).IsCounting)
                {
                    return new(at, width, ByteChange.Counting, columns[at].Messages)
                    {
                        First = messages.First(message => message.Length >= end)[at..end].ToArray(),
                        Step = steps.Most,
                        Jumps = steps.Jumps,
                        IsLittleEndian = isLittle,
                    };
                }
            }
        }

        return null;
    }

    /// <summary>The lowest byte of a number that counts does so itself, or it stays, or it goes to and fro.</summary>
    private static bool MayBeLowest(ByteField column) => column.Change != ByteChange.Varying || column.ValueCount <= 2;

    private static bool Moves(ReadOnlySpan<ByteField> columns)
    {
        foreach (var column in columns)
        {
            if (column.Change != ByteChange.Constant)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The steps of a number through the messages that are at least so long.</summary>
    private static StepCount Steps(ReadOnlyMemory<byte>[] messages, int at, int width, int shortest, bool isLittle)
    {
        var steps = new StepCount();
        long? before = null;
        foreach (var message in messages)
        {
            if (message.Length >= shortest)
            {
                var number = Number(message.Span.Slice(at, width), isLittle);
                if (before is { } last)
                {
                    steps.Add(Difference(number, last, width));
                    if (steps.IsHopeless(messages.Length))
                    {
                        break;
                    }
                }

                before = number;
            }
        }

        return steps;
    }

    private static long Number(ReadOnlySpan<byte> bytes, bool isLittle)
    {
        Span<byte> wide = stackalloc byte[8];
        if (isLittle)
        {
            bytes.CopyTo(wide);
            return BinaryPrimitives.ReadInt64LittleEndian(wide);
        }

        bytes.CopyTo(wide[^bytes.Length..]);
        return BinaryPrimitives.ReadInt64BigEndian(wide);
    }

    /// <summary>The difference as a number that wraps has it: from the greatest to 0 is one step.</summary>
    private static long Difference(long number, long before, int width)
    {
        var unused = 64 - (8 * width);
        return (unchecked(number - before) << unused) >> unused;
    }
}
