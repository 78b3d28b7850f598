using System.Globalization;
using SocketLab.Core.Payloads.Templates;

namespace SocketLab.Core.Payloads;

/// <summary>A payload with placeholders: parsed once, rendered for each message. The grammar is in <c>docs/API.md</c>.</summary>
/// <remarks>
/// Rendering changes nothing in it and, with the default random numbers, may be done by several threads at once. It allocates nothing.
/// </remarks>
public sealed class PayloadTemplate
{
    private readonly TemplatePart[] _parts;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly bool _hasLength;
    private readonly bool _hasChecksum;

    private PayloadTemplate(TemplatePart[] parts, TimeProvider time, Random random)
    {
        (_parts, _time, _random) = (parts, time, random);
        (_hasLength, _hasChecksum) = (parts.Any(part => part is LengthPart), parts.Any(part => part is Crc32Part));
        MaxLength = checked(parts.Sum(part => part.MaxSize));
    }

    /// <summary>The most bytes that a message can have.</summary>
    public int MaxLength { get; }

    /// <summary>Whether every message is the same.</summary>
    public bool IsConstant => _parts.All(part => part is LiteralPart or LengthPart or Crc32Part);

    /// <summary>Parses a template. A text without a placeholder is one as well.</summary>
    /// <param name="payload">What was written; whether it says that it is a template does not matter.</param>
    /// <param name="time">The clock of <c>{{time}}</c> and the Unix times.</param>
    /// <param name="random">Where random numbers come from; null for <see cref="Random.Shared"/>. They are no secrets.</param>
    /// <exception cref="PayloadException">Something is wrong with it; the position says where.</exception>
    public static PayloadTemplate Parse(PayloadText payload, TimeProvider time, Random? random = null)
    {
        var template = new PayloadTemplate(TemplateParser.Parse(payload), time, random ?? Random.Shared);
        var unfit = template._parts.OfType<LengthPart>().FirstOrDefault(length => !length.Fits(template.MaxLength));
        return unfit is null
            ? template
            : throw new PayloadException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"A message may have {template.MaxLength} bytes, a number that does not fit into this format."
                ),
                unfit.Position
            );
    }

    /// <summary>Writes one message.</summary>
    /// <param name="destination">At least <see cref="MaxLength"/> bytes.</param>
    /// <param name="index">Which message it is, from 1: the <c>{{counter}}</c>.</param>
    /// <returns>How many bytes the message has.</returns>
    public int Write(Span<byte> destination, long index)
    {
        var moment = new Moment(index, _time.GetUtcNow(), _random);
        Span<long> values = stackalloc long[_parts.Length];
        for (var i = 0; i < _parts.Length; i++)
        {
            values[i] = _parts[i].Value(moment);
        }

        if (_hasLength)
        {
            SetLength(values, moment);
        }

        var length = 0;
        for (var i = 0; i < _parts.Length; i++)
        {
            var size = _parts[i].Write(destination[length..], values[i], moment);

            // A checksum is zeros so far; from here on its value is where it stands.
            values[i] = length;
            length += size;
        }

        if (_hasChecksum)
        {
            SetChecksums(destination[..length], values, moment);
        }

        return length;
    }

    /// <summary>One message in an array of its own.</summary>
    /// <param name="index">Which message it is, from 1.</param>
    public byte[] Render(long index)
    {
        var bytes = new byte[MaxLength];
        return bytes[..Write(bytes, index)];
    }

    /// <summary>
    /// A length that is written in digits changes the length. It only ever grows with it, so that this ends, with the least that is true.
    /// </summary>
    private void SetLength(Span<long> values, in Moment moment)
    {
        long length = 0,
            before = -1;
        while (length != before)
        {
            (before, length) = (length, 0);
            for (var i = 0; i < _parts.Length; i++)
            {
                if (_parts[i] is LengthPart)
                {
                    values[i] = before;
                }

                length += _parts[i].Size(values[i], moment);
            }
        }
    }

    private void SetChecksums(Span<byte> message, ReadOnlySpan<long> offsets, in Moment moment)
    {
        for (var i = 0; i < _parts.Length; i++)
        {
            if (_parts[i] is not Crc32Part checksum)
            {
                continue;
            }

            var (hash, start) = (Crc32Part.Begin(), checksum.Coverage == CrcCoverage.After ? (int)offsets[i] : 0);
            for (var j = i; j < _parts.Length && (j == i || checksum.Coverage != CrcCoverage.Before); j++)
            {
                if (_parts[j] is Crc32Part)
                {
                    // Itself and those that have not had their turn.
                    hash.Append(message[start..(int)offsets[j]]);
                    start = (int)offsets[j] + _parts[j].MaxSize;
                }
            }

            if (checksum.Coverage != CrcCoverage.Before)
            {
                hash.Append(message[start..]);
            }

            checksum.Write(message[(int)offsets[i]..], hash.GetCurrentHashAsUInt32(), moment);
        }
    }
}
