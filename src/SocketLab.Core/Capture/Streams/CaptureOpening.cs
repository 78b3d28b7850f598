using SocketLab.Core.Capture.Reading;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Capture.Streams;

/// <summary>Opens a capture file: reads it once, from its start to its end, and makes a journal of it.</summary>
/// <remarks>Memory is the journal's, one buffer and what waits to be put together, however long the file is.</remarks>
public static class CaptureOpening
{
    /// <summary>Reads the file into the journal.</summary>
    /// <returns>What is to be known of it besides.</returns>
    /// <exception cref="BadCaptureException">It is no capture, or a broken one.</exception>
    public static async Task<CaptureContents> ReadAsync(Stream file, EntryJournal journal, CancellationToken cancellation)
    {
        var contents = new CaptureContents();
        var sorter = new PacketSorter(journal, contents);
        var isWhole = await new CaptureInput(sorter.Take).ReadAsync(file, cancellation);
        sorter.Finish(isWhole);
        return contents;
    }
}
