namespace SocketLab.Core.Payloads;

/// <summary>A payload as somebody wrote it: the text, and how it becomes bytes.</summary>
public sealed record PayloadText
{
    /// <summary>How <see cref="Data"/> is read.</summary>
    public PayloadFormat Format { get; init; }

    /// <summary>The payload as a person wrote it.</summary>
    public required string Data { get; init; }

    /// <summary>How text becomes bytes. The other formats do not use it.</summary>
    public PayloadEncoding Encoding { get; init; }

    /// <summary>Whether <c>{{…}}</c> in the data is filled in; see <see cref="PayloadTemplate"/>.</summary>
    public bool Template { get; init; }

    /// <summary>The line ending that is put behind it.</summary>
    public LineEnding LineEnding { get; init; }

    /// <summary>The bytes of one message; of a template those of the first.</summary>
    /// <param name="time">The clock for a template's times.</param>
    /// <param name="random">Where a template's random numbers come from; null for the default.</param>
    /// <exception cref="PayloadException">It stands for none; the position says where.</exception>
    public byte[] ToBytes(TimeProvider time, Random? random = null) =>
        Template ? PayloadTemplate.Parse(this, time, random).Render(1) : PayloadParser.Parse(Format, Data, Encoding, LineEnding);
}
