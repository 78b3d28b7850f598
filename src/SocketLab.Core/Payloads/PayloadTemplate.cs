using System.Globalization;
using System.Text.RegularExpressions;
using SocketLab.Core.Payloads.Templates;

namespace SocketLab.Core.Payloads;

/// <summary>A payload with placeholders: parsed once, rendered for each message. The grammar is in <c>docs/API.md</c>.</summary>
/// <remarks>
/// Rendering changes nothing in it and, with the default random numbers, may be done by several threads at once. It allocates nothing.
/// </remarks>
public sealed class PayloadTemplate
{
    /// <summary>The longest answer with what it captured, in bytes: an expression may capture much, and an answer name it often.</summary>
    public const int MaxAnswerBytes = 16 << 20;

    /// <summary>As many parts as the most placeholders have, with literals between them; captures may be more.</summary>
    private const int MostParts = 1024;

    private readonly TemplatePart[] _parts;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly bool _hasLength;
    private readonly bool _hasChecksum;

    private PayloadTemplate(TemplatePart[] parts, TimeProvider time, Random random)
    {
        (_parts, _time, _random) = (parts, time, random);
        (_hasLength, _hasChecksum) = (parts.Any(part => part is LengthPart), parts.Any(part => part is ChecksumPart));
        MaxLength = checked(parts.Sum(part => part.MaxSize));
        RefuseLengthsThatDoNotFit();
    }

    /// <summary>The most bytes that a message can have; of an answer, without what it captures.</summary>
    public int MaxLength { get; }

    /// <summary>Whether every message is the same.</summary>
    public bool IsConstant => _parts.All(part => part is LiteralPart or LengthPart or ChecksumPart);

    /// <summary>Whether it counts the messages of each connection by itself.</summary>
    internal bool CountsConnections => _parts.Any(part => part is CounterPart { PerConnection: true });

    /// <summary>Parses a template. A text without a placeholder is one as well.</summary>
    /// <param name="payload">What was written; whether it says that it is a template does not matter.</param>
    /// <param name="time">The clock of <c>{{time}}</c> and the Unix times.</param>
    /// <param name="random">Where random numbers come from; null for <see cref="Random.Shared"/>. They are no secrets.</param>
    /// <exception cref="PayloadException">Something is wrong with it; the position says where.</exception>
    public static PayloadTemplate Parse(PayloadText payload, TimeProvider time, Random? random = null) =>
        new(TemplateParser.Parse(payload with { Template = true }), time, random ?? Random.Shared);

    /// <summary>Parses the answer of a reply rule, which may name captures of the rule's expression.</summary>
    /// <param name="payload">What was written; placeholders are filled in only if it is a template.</param>
    /// <param name="expression">The rule's expression; null for a rule without one.</param>
    /// <param name="time">The clock of <c>{{time}}</c> and the Unix times.</param>
    /// <exception cref="PayloadException">Something is wrong with it; the position says where.</exception>
    internal static PayloadTemplate ParseAnswer(PayloadText payload, Regex? expression, TimeProvider time) =>
        new(TemplateParser.Parse(payload, new AnswerFields(expression)), time, Random.Shared);

    /// <summary>Writes one message.</summary>
    /// <param name="destination">At least <see cref="MaxLength"/> bytes.</param>
    /// <param name="index">Which message it is, from 1: the <c>{{counter}}</c>.</param>
    /// <returns>How many bytes the message has.</returns>
    public int Write(Span<byte> destination, long index)
    {
        var moment = new Moment(index, _time.GetUtcNow(), _random);
        Span<long> values = _parts.Length <= MostParts ? stackalloc long[_parts.Length] : new long[_parts.Length];
        SetValues(values, moment);
        return Write(destination, values, moment);
    }

    /// <summary>One message in an array of its own.</summary>
    /// <param name="index">Which message it is, from 1.</param>
    public byte[] Render(long index)
    {
        var bytes = new byte[MaxLength];
        return bytes[..Write(bytes, index)];
    }

    /// <summary>One answer in an array of its own; null when a length in it does not fit its format, or it would be too long.</summary>
    /// <param name="index">Which answer of its rule it is, from 1.</param>
    /// <param name="connectionIndex">Which on its connection, from 1.</param>
    /// <param name="match">What the rule's expression found; null for a rule without one.</param>
    internal byte[]? RenderAnswer(long index, long connectionIndex, Match? match)
    {
        var moment = new Moment(index, _time.GetUtcNow(), _random, connectionIndex, match);
        Span<long> values = _parts.Length <= MostParts ? stackalloc long[_parts.Length] : new long[_parts.Length];
        SetValues(values, moment);
        var length = 0L;
        for (var i = 0; i < _parts.Length; i++)
        {
            if (_parts[i] is LengthPart part && !part.Fits(values[i]))
            {
                return null;
            }

            length += _parts[i].Size(values[i], moment);
        }

        if (length > MaxAnswerBytes)
        {
            return null;
        }

        var bytes = GC.AllocateUninitializedArray<byte>((int)length);
        Write(bytes, values, moment);
        return bytes;
    }

    private void RefuseLengthsThatDoNotFit()
    {
        var before = 0L;
        foreach (var part in _parts)
        {
            if (part is LengthPart length && length.Of(before, part.MaxSize, MaxLength) is var most && !length.Fits(most))
            {
                throw new PayloadException(
                    string.Create(CultureInfo.InvariantCulture, $"It may count {most} bytes, a number that does not fit into this format."),
                    length.Position
                );
            }

            before += part.MaxSize;
        }
    }

    private void SetValues(Span<long> values, in Moment moment)
    {
        for (var i = 0; i < _parts.Length; i++)
        {
            values[i] = _parts[i].Value(moment);
        }

        if (_hasLength)
        {
            SetLengths(values, moment);
        }
    }

    /// <summary>
    /// A length that is written in digits changes the length. It only ever grows with it, so that this ends, with the least that is true.
    /// </summary>
    private void SetLengths(Span<long> values, in Moment moment)
    {
        var total = 0L;
        for (var i = 0; i < _parts.Length; i++)
        {
            total += _parts[i].Size(values[i], moment);
        }

        var changes = true;
        while (changes)
        {
            changes = false;
            var (before, next) = (0L, 0L);
            for (var i = 0; i < _parts.Length; i++)
            {
                var own = _parts[i].Size(values[i], moment);
                if (_parts[i] is LengthPart part && part.Of(before, own, total) is var covered && covered != values[i])
                {
                    (values[i], changes) = (covered, true);
                }

                before += own;
                next += _parts[i].Size(values[i], moment);
            }

            total = next;
        }
    }

    private int Write(Span<byte> destination, Span<long> values, in Moment moment)
    {
        var length = 0;
        for (var i = 0; i < _parts.Length; i++)
        {
            var size = _parts[i].Write(destination[length..], values[i], moment);

            // A checksum is zeros so far; from here on its value is where it stands.
            values[i] = length;
            length += size;
        }

        for (var i = 0; _hasChecksum && i < _parts.Length; i++)
        {
            if (_parts[i] is ChecksumPart checksum)
            {
                checksum.Fill(destination[..length], _parts, values, i, moment);
            }
        }

        return length;
    }
}
