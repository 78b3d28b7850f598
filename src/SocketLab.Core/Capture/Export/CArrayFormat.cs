using System.Buffers;
using SocketLab.Core.Capture.Writing;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Capture.Export;

/// <summary>An array a message, in C. Its length stands beside it, since an empty array cannot be written in C.</summary>
public sealed class CArrayFormat : IExportFormat
{
    private const int Width = 16;

    /// <inheritdoc/>
    public string MediaType => "text/x-c; charset=utf-8";

    /// <inheritdoc/>
    public string Extension => "c";

    /// <inheritdoc/>
    public void Write(IBufferWriter<byte> file, in EntryView entry)
    {
        if (entry.Kind == EntryKind.Event)
        {
            return;
        }

        // What a peer can name itself (a Unix socket) stays out of the comment, which it could end.
        var peer = entry.Peer.IsUnix || entry.Peer.IsNone ? "" : $" {entry.Peer}";
        var number = entry.Sequence;
        var bytes = entry.Payload;
        var way = entry.Direction == EntryDirection.In ? "in" : "out";
        file.WriteText($"/* {way}{peer} {Utf8Lines.Stamp(entry.Time)} */\n");
        file.WriteText($"const unsigned long message_{number}_length = {bytes.Length};\n");
        file.WriteText($"const unsigned char message_{number}[] = {{{(bytes.IsEmpty ? " 0" : "")}");
        for (var at = 0; at < bytes.Length; at += Width)
        {
            file.Write("\n "u8);
            foreach (var value in bytes[at..Math.Min(at + Width, bytes.Length)])
            {
                file.Write(" "u8);
                file.WriteHex([value], "0x"u8);
                file.Write(","u8);
            }
        }

        file.Write("\n};\n\n"u8);
    }

    /// <inheritdoc/>
    public void TellMissing(IBufferWriter<byte> file, long count) => file.WriteText($"/* {CaptureWords.Evicted(count)} */\n");
}
