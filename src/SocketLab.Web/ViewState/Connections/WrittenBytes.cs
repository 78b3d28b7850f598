using System.Buffers;
using System.Text;
using SocketLab.Core.Filtering;
using SocketLab.Core.Payloads;

namespace SocketLab.Web.ViewState.Connections;

/// <summary>Where bytes stand in what is written of them.</summary>
internal static class WrittenBytes
{
    /// <summary>Finds the characters of <see cref="VisibleText"/> that stand for bytes, in one walk however many are wanted.</summary>
    /// <param name="bytes">All bytes that are written.</param>
    /// <param name="wanted">The bytes that are looked for, in order and without overlaps.</param>
    /// <param name="keepsLines">Whether LF breaks the line, as in <see cref="VisibleText.Lines"/>.</param>
    /// <returns>
    /// For each of them its first character, and the one behind its last. A character stands whole for each of its bytes.
    /// </returns>
    public static IReadOnlyList<(int From, int To)> InText(ReadOnlySpan<byte> bytes, IReadOnlyList<FoundBytes> wanted, bool keepsLines)
    {
        var spans = new List<(int From, int To)>(wanted.Count);
        var (at, from) = (0, -1);
        for (int i = 0, length; i < bytes.Length && spans.Count < wanted.Count; i += length)
        {
            var isText = Rune.DecodeFromUtf8(bytes[i..], out _, out length) == OperationStatus.Done;
            length = isText ? length : 1;
            var width = bytes[i] is >= (byte)' ' and <= (byte)'~' and not (byte)'\\' ? 1 : Width(bytes.Slice(i, length), keepsLines);
            while (spans.Count < wanted.Count && wanted[spans.Count] is var one && one.Start < i + length)
            {
                from = from < 0 ? at : from;
                if (one.Start + one.Length > i + length)
                {
                    break;
                }

                spans.Add((from, at + width));
                from = -1;
            }

            at += width;
        }

        return spans;
    }

    private static int Width(ReadOnlySpan<byte> character, bool keepsLines) =>
        (keepsLines ? VisibleText.Lines(character) : VisibleText.Line(character)).Length;
}
