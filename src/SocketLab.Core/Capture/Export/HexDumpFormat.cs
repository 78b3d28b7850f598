using System.Buffers;
using System.Globalization;
using SocketLab.Core.Capture.Writing;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;

namespace SocketLab.Core.Capture.Export;

/// <summary>
/// A hex dump a message, which <c>text2pcap -D -t %Y-%m-%dT%H:%M:%S.%fZ</c> reads back: direction and time in front of the first line, and
/// no text behind the bytes, where it could be taken for more of them.
/// </summary>
public sealed class HexDumpFormat : IExportFormat
{
    private const int Width = 16;

    /// <inheritdoc/>
    public string MediaType => "text/plain; charset=utf-8";

    /// <inheritdoc/>
    public string Extension => "hex.txt";

    /// <inheritdoc/>
    public void Write(IBufferWriter<byte> file, in EntryView entry)
    {
        var peer = entry.Peer.IsNone ? "" : $" {VisibleText.Name(entry.Peer.ToString())}";
        if (entry.ReadEvent() is { } what)
        {
            file.WriteText($"# {entry.Sequence}{peer} {VisibleText.Sentence(what.Message)}\n");
            return;
        }

        file.WriteText($"# {entry.Sequence}{peer} {entry.Length} bytes\n");
        var bytes = entry.Payload;
        if (!bytes.IsEmpty)
        {
            file.WriteText($"{(entry.Direction == EntryDirection.In ? 'I' : 'O')} {Utf8Lines.Stamp(entry.Time)}\n");
        }

        for (var at = 0; at < bytes.Length; at += Width)
        {
            file.WriteText(at.ToString("x6", CultureInfo.InvariantCulture));
            file.WriteHex(bytes[at..Math.Min(at + Width, bytes.Length)], " "u8);
            file.Write("\n"u8);
        }

        file.Write("\n"u8);
    }

    /// <inheritdoc/>
    public void TellMissing(IBufferWriter<byte> file, long count) => file.WriteText($"# {CaptureWords.Evicted(count)}\n");
}
