using System.Text;
using System.Text.RegularExpressions;

namespace SocketLab.Core.Payloads.Templates;

/// <summary>
/// A piece of a template: bytes as they are, or a placeholder. It has no state, so that many threads can render one template.
/// </summary>
internal abstract class TemplatePart
{
    /// <summary>The most bytes that it can take.</summary>
    public abstract int MaxSize { get; }

    /// <summary>What it stands for in one message. Asked once a message, so that size and bytes agree.</summary>
    public virtual long Value(in Moment moment) => 0;

    /// <summary>How many bytes the part takes.</summary>
    public abstract int Size(long value, in Moment moment);

    /// <summary>Writes the part to the front of <paramref name="destination"/>.</summary>
    /// <returns>How many bytes it took.</returns>
    public abstract int Write(Span<byte> destination, long value, in Moment moment);
}

/// <summary>What the placeholders of one message have in common.</summary>
/// <param name="Index">Which message it is, from 1.</param>
/// <param name="Now">The one time of the message.</param>
/// <param name="Random">Where random bytes and numbers come from.</param>
/// <param name="ConnectionIndex">Which message on its connection it is, from 1.</param>
/// <param name="Match">What the expression of the rule found that the message answers; null where there is none.</param>
internal readonly record struct Moment(long Index, DateTimeOffset Now, Random Random, long ConnectionIndex = 1, Match? Match = null);

/// <summary>Bytes as they were written.</summary>
internal sealed class LiteralPart(byte[] bytes) : TemplatePart
{
    /// <inheritdoc/>
    public override int MaxSize => bytes.Length;

    /// <inheritdoc/>
    public override int Size(long value, in Moment moment) => bytes.Length;

    /// <inheritdoc/>
    public override int Write(Span<byte> destination, long value, in Moment moment)
    {
        bytes.CopyTo(destination);
        return bytes.Length;
    }
}

/// <summary>What a group of a rule's expression matched in the message that is answered: the bytes as they came.</summary>
/// <remarks>How long it is, nobody knows before there is a message: of <see cref="MaxSize"/> it takes nothing.</remarks>
internal sealed class CapturePart(int group) : TemplatePart
{
    /// <inheritdoc/>
    public override int MaxSize => 0;

    /// <inheritdoc/>
    public override int Size(long value, in Moment moment) => moment.Match!.Groups[group].Length;

    /// <inheritdoc/>
    public override int Write(Span<byte> destination, long value, in Moment moment) =>
        Encoding.Latin1.GetBytes(moment.Match!.Groups[group].ValueSpan, destination); // a character of the text is a byte of the message
}
