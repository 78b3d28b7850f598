namespace SocketLab.Core.Payloads;

/// <summary>What an editor shows while somebody types: how many bytes, the first of them, or what is wrong and where.</summary>
/// <remarks>
/// The preview reads the first <see cref="MaxCharacters"/> characters only, so that a key in a text of many megabytes costs no more than in
/// one of that length.
/// </remarks>
public sealed record PayloadPreview
{
    /// <summary>How many characters of a text are read.</summary>
    public const int MaxCharacters = 256 << 10;

    /// <summary>Longer than everything that a cut can go through.</summary>
    private const int MaxTail = 256;

    /// <summary>
    /// How many bytes those characters stand for; of a template, those of the first message. Null when something is wrong.
    /// </summary>
    public long? Bytes { get; private init; }

    /// <summary>The first bytes of the payload.</summary>
    public ReadOnlyMemory<byte> First { get; private init; }

    /// <summary>Whether all of the text was read. If not, there are more bytes, and a fault may still come.</summary>
    public bool IsWhole { get; private init; }

    /// <summary>Whether it is a pasted hex dump, of which offsets and the column of text are left out.</summary>
    public bool LeavesOffsetsOut { get; private init; }

    /// <summary>What is wrong, and where; null when nothing is.</summary>
    public PayloadException? Error { get; private init; }

    /// <summary>Looks at what was written.</summary>
    /// <param name="payload">What was written.</param>
    /// <param name="time">The clock of a template.</param>
    /// <param name="firstBytes">How many of the first bytes are wanted.</param>
    public static PayloadPreview Of(PayloadText payload, TimeProvider time, int firstBytes = 256)
    {
        const int attempts = 8;
        var isWhole = payload.Data.Length <= MaxCharacters;
        var cut = isWhole ? payload.Data.Length : Cut(payload);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var text = isWhole ? payload : payload with { Data = payload.Data[..cut], LineEnding = LineEnding.None };
                var bytes = text.ToBytes(time);
                return new()
                {
                    Bytes = bytes.Length,
                    First = bytes.AsMemory(0, Math.Min(firstBytes, bytes.Length)),
                    IsWhole = isWhole,
                    LeavesOffsetsOut = text is { Format: PayloadFormat.Hex, Template: false } && PastedDump.Is(text.Data),
                };
            }
            catch (PayloadException error) when (!isWhole && attempt < attempts && error.Position > cut - MaxTail)
            {
                // The cut went through an escape, a byte or a placeholder. Cut before it.
                cut = Math.Min(error.Position, cut - 1);
            }
            catch (PayloadException error)
            {
                return new() { Error = error, IsWhole = isWhole };
            }
        }
    }

    /// <summary>Where to cut a text that is too long: a dump between two of its lines.</summary>
    private static int Cut(PayloadText payload)
    {
        var line = payload.Format == PayloadFormat.Hex ? payload.Data.LastIndexOf('\n', MaxCharacters - 1) + 1 : 0;
        return line > MaxCharacters - (4 * MaxTail) ? line : MaxCharacters;
    }
}
