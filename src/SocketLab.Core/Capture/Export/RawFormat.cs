using System.Buffers;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Capture.Export;

/// <summary>The bytes of messages, one behind the other, and nothing else: of a stream what its program read or wrote.</summary>
/// <remarks>Bytes cannot say that some are missing, so a stream with a gap ends there with an error.</remarks>
public sealed class RawFormat : IExportFormat
{
    private long _next = -1;

    /// <inheritdoc/>
    public string MediaType => "application/octet-stream";

    /// <inheritdoc/>
    public string Extension => "bin";

    /// <inheritdoc/>
    public void Write(IBufferWriter<byte> file, in EntryView entry)
    {
        if (entry.Kind == EntryKind.Event)
        {
            return;
        }

        if (entry.Kind == EntryKind.Data)
        {
            if (_next >= 0 && entry.Offset != _next)
            {
                throw new MissingBytesException();
            }

            _next = entry.Offset + entry.Payload.Length;
        }

        file.Write(entry.Payload);
    }

    /// <inheritdoc/>
    public void TellMissing(IBufferWriter<byte> file, long count)
    {
        // Whether they were of this stream is seen from the offset of what follows.
    }
}
