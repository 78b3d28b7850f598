using System.Globalization;
using SocketLab.Core.Filtering;
using SocketLab.Core.Payloads;
using SocketLab.Core.Payloads.Reading;

namespace SocketLab.Web.ViewState.Bytes;

/// <summary>How a person reads the bytes of an endpoint's messages: in which encoding, and which of them are selected.</summary>
/// <remarks>The selection stays from one message to the next, so that whoever walks through rows sees the same field of each.</remarks>
public sealed class ByteReading : LiveState
{
    /// <summary>What is unwrapped again and again is mostly a mistake.</summary>
    public const int MaxCodings = 4;

    /// <summary>How bytes become text.</summary>
    public PayloadEncoding Encoding { get; private set; }

    /// <summary>The selected bytes; null while none are. A message may be too short to have them.</summary>
    public ByteSelection? Selection { get; private set; }

    /// <summary>What a search has found in the message, as <c>START:LENGTH</c> with blanks between; empty for nothing.</summary>
    public string Found { get; private set; } = "";

    /// <summary>How the selected bytes, or the whole message, are unwrapped: the result of one is what the next reads.</summary>
    public IReadOnlyList<ContentCoding> Codings { get; private set; } = [];

    /// <summary>Reads text in another encoding.</summary>
    public void Use(PayloadEncoding encoding) => Change(() => Encoding = encoding);

    /// <summary>Marks what a search has found.</summary>
    public void Mark(IReadOnlyList<FoundBytes> found)
    {
        var text = string.Join(' ', found.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Start}:{one.Length}")));
        if (text != Found)
        {
            Change(() => Found = text);
        }
    }

    /// <summary>Selects bytes, or none with a length of 0.</summary>
    public void Select(int start, int length)
    {
        ByteSelection? selection = length > 0 && start >= 0 ? new(start, length) : null;
        if (selection is { } one && Selection is { } before && (one.Start, one.Length) == (before.Start, before.Length))
        {
            // The same bytes keep the name that was chosen for them.
            return;
        }

        Change(() => Selection = selection);
    }

    /// <summary>Selects a value: its bytes, and the type that they are read as.</summary>
    public void Select(ByteSelection value) => Change(() => Selection = value);

    /// <summary>Unwraps the result once more.</summary>
    public void Add(ContentCoding coding) => Change(() => Codings = [.. Codings.Take(MaxCodings - 1), coding]);

    /// <summary>Takes the last coding, or all with 0, back.</summary>
    /// <param name="count">Codings that stay.</param>
    public void Keep(int count) => Change(() => Codings = [.. Codings.Take(count)]);

    /// <summary>What the codings make of a message, in order; it ends where one gets nothing out of it.</summary>
    public IReadOnlyList<DecodedContent> Decode(ReadOnlyMemory<byte> message)
    {
        var decoded = new List<DecodedContent>();
        var bytes = Selection?.Of(message) ?? message;
        foreach (var coding in Codings)
        {
            decoded.Add(ContentDecoder.Decode(coding, bytes));
            bytes = decoded[^1].Bytes;
            if (bytes.IsEmpty)
            {
                break;
            }
        }

        return decoded;
    }
}
