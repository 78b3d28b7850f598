using System.Buffers;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Capture.Export;

/// <summary>A form in which a journal's entries leave as a file, entry by entry.</summary>
public interface IExportFormat
{
    /// <summary>The file's media type.</summary>
    string MediaType { get; }

    /// <summary>How the file's name ends, without the dot.</summary>
    string Extension { get; }

    /// <summary>Writes what stands before all entries.</summary>
    void Begin(IBufferWriter<byte> file) { }

    /// <summary>Writes an entry that is wanted.</summary>
    /// <exception cref="MissingBytesException">The form cannot say that something is missing before it.</exception>
    void Write(IBufferWriter<byte> file, in EntryView entry);

    /// <summary>Says that entries are missing here, which were evicted before they could be written.</summary>
    /// <exception cref="MissingBytesException">The form cannot say it.</exception>
    void TellMissing(IBufferWriter<byte> file, long count);
}

/// <summary>Bytes are missing in the middle of what has to be whole: they were evicted from the journal while it was read.</summary>
public sealed class MissingBytesException() : Exception("Bytes in the middle were evicted from the journal's memory.");
