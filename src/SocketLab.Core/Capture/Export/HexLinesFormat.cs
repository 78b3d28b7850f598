using System.Buffers;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads.Reading;

namespace SocketLab.Core.Capture.Export;

/// <summary>The bytes of each message in hexadecimal, a line each. Events have none.</summary>
public sealed class HexLinesFormat : IExportFormat
{
    /// <inheritdoc/>
    public string MediaType => "text/plain; charset=utf-8";

    /// <inheritdoc/>
    public string Extension => "hex";

    /// <inheritdoc/>
    public void Write(IBufferWriter<byte> file, in EntryView entry)
    {
        if (entry.Kind != EntryKind.Event)
        {
            file.WriteText($"{ByteLiterals.Hex(entry.Payload)}\n");
        }
    }

    /// <inheritdoc/>
    public void TellMissing(IBufferWriter<byte> file, long count) { }
}
