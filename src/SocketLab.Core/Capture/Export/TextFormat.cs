using System.Buffers;
using SocketLab.Core.Capture.Writing;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;

namespace SocketLab.Core.Capture.Export;

/// <summary>A line an entry, as a person sees it: time, direction, peer, and the text with escapes for what cannot be seen.</summary>
public sealed class TextFormat : IExportFormat
{
    /// <inheritdoc/>
    public string MediaType => "text/plain; charset=utf-8";

    /// <inheritdoc/>
    public string Extension => "txt";

    /// <inheritdoc/>
    public void Write(IBufferWriter<byte> file, in EntryView entry)
    {
        var (arrow, text) = entry.Direction switch
        {
            EntryDirection.In => ("<-", VisibleText.Line(entry.Payload)),
            EntryDirection.Out => ("->", VisibleText.Line(entry.Payload)),
            _ => ("--", VisibleText.Sentence(entry.ReadEvent()!.Message)),
        };
        var peer = entry.Peer.IsNone ? "" : VisibleText.Name(entry.Peer.ToString()) + " ";
        file.WriteText($"{Utf8Lines.Stamp(entry.Time)} {arrow} {peer}{text}\n");
    }

    /// <inheritdoc/>
    public void TellMissing(IBufferWriter<byte> file, long count) => file.WriteText($"-- {CaptureWords.Evicted(count)}\n");
}
