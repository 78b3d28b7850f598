namespace SocketLab.Core.Payloads.Templates;

/// <summary>A checksum such as <c>{{crc32}}</c>.</summary>
/// <remarks>
/// It is computed when everything else stands, so its size must not depend on it. Several are computed from left to right; one that has not
/// had its turn is left out of those before: no checksum can depend on itself.
/// </remarks>
internal sealed class ChecksumPart(Checksum checksum, NumberFormat format, Coverage coverage) : NumberPart(format, 0, checksum.Max)
{
    /// <summary>Writes the checksum over the zeros that stand in its place.</summary>
    /// <param name="message">The whole message.</param>
    /// <param name="parts">The parts of the message.</param>
    /// <param name="offsets">Where each of them begins in the message.</param>
    /// <param name="index">Which of them this one is.</param>
    /// <param name="moment">The message's moment.</param>
    public void Fill(Span<byte> message, TemplatePart[] parts, ReadOnlySpan<long> offsets, int index, in Moment moment)
    {
        var (state, start) = (checksum.Begin(), coverage == Coverage.After ? (int)offsets[index] : 0);
        for (var i = index; i < parts.Length && (i == index || coverage != Coverage.Before); i++)
        {
            if (parts[i] is ChecksumPart)
            {
                // Itself and those that have not had their turn.
                state = checksum.Append(state, message[start..(int)offsets[i]]);
                start = (int)offsets[i] + parts[i].MaxSize;
            }
        }

        if (coverage != Coverage.Before)
        {
            state = checksum.Append(state, message[start..]);
        }

        Write(message[(int)offsets[index]..], checksum.End(state), moment);
    }
}
