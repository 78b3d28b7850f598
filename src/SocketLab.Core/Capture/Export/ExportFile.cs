using System.IO.Pipelines;
using SocketLab.Core.Capture.Writing;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Capture.Export;

/// <summary>What of a journal is exported.</summary>
public sealed record ExportRange
{
    /// <summary>The sequence behind which it begins; 0 for the oldest kept.</summary>
    public long After { get; init; }

    /// <summary>The sequence before which it ends.</summary>
    public long Before { get; init; } = long.MaxValue;

    /// <summary>The one connection that is wanted; none for all.</summary>
    public ConnectionId Connection { get; init; }

    /// <summary>The one direction that is wanted; none for both, and for events.</summary>
    public EntryDirection Direction { get; init; }

    /// <summary>Which entries are wanted besides; null for all.</summary>
    public EntryTest? Wanted { get; init; }

    internal bool Has(in EntryView entry) =>
        (Connection.IsNone || entry.ConnectionId == Connection)
        && (Direction == EntryDirection.None || entry.Direction == Direction)
        && (Wanted?.Invoke(0, entry) ?? true);
}

/// <summary>Writes what a journal keeps as a file, while it is read. Memory is one small batch, however long the journal is.</summary>
public static class ExportFile
{
    private const int FlushBytes = 128 << 10;

    /// <summary>Writes it.</summary>
    /// <exception cref="MissingBytesException">Something in the middle was evicted, and the form cannot say so.</exception>
    /// <exception cref="OperationCanceledException">Nobody wants it any more.</exception>
    public static async Task WriteAsync(
        EntryJournal journal,
        IExportFormat format,
        ExportRange range,
        PipeWriter to,
        CancellationToken cancellation
    )
    {
        var last = Math.Min(journal.Ledger.Last, range.Before - 1);
        var cursor = new JournalCursor(journal, range.After);
        format.Begin(to);
        while (WriteSome(cursor, last, format, range, to))
        {
            var flushed = await to.FlushAsync(cancellation);
            if (flushed.IsCompleted)
            {
                throw new OperationCanceledException("Nobody reads the file any more.");
            }
        }

        await to.FlushAsync(cancellation);
    }

    private static bool WriteSome(JournalCursor cursor, long last, IExportFormat format, ExportRange range, PipeWriter to)
    {
        while (to.UnflushedBytes < FlushBytes)
        {
            if (!cursor.TryPeek(out var entry) || entry.Sequence > last)
            {
                return false;
            }

            if (cursor.TakeMissed() is > 0 and var missed)
            {
                format.TellMissing(to, missed);
            }

            if (range.Has(entry))
            {
                format.Write(to, entry);
            }

            cursor.Pass();
        }

        return true;
    }
}
