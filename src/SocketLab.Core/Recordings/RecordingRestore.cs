using Microsoft.Extensions.Logging;

namespace SocketLab.Core.Recordings;

/// <summary>Finds out what a folder has of a recording, also where the process that wrote it was killed.</summary>
internal static class RecordingRestore
{
    /// <summary>Reads the folder; null where nothing says what it is.</summary>
    public static async Task<Recording?> ReadAsync(
        RecordingFolder folder,
        TimeProvider time,
        ILogger logger,
        CancellationToken cancellation
    )
    {
        try
        {
            if (folder.TryLoad() is { } stored && stored.Id == Path.GetFileName(folder.Path))
            {
                return await ReadAsync(stored, folder, time, logger, cancellation);
            }

            RecordingLog.Unreadable(logger, null, folder.Path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            RecordingLog.Unreadable(logger, error, folder.Path);
        }

        return null;
    }

    private static async Task<Recording> ReadAsync(
        StoredRecording stored,
        RecordingFolder folder,
        TimeProvider time,
        ILogger logger,
        CancellationToken cancellation
    )
    {
        var rate = new RecordingRate(stored.Rate);
        var files = new List<RecordedFile>();
        foreach (var name in folder.ListNames())
        {
            // What was saved is of before the last file grew.
            var length = new FileInfo(folder.PathOf(name)).Length;
            var known = stored.Files.FirstOrDefault(file => file.Name == name && file.Bytes == length);
            files.Add(known ?? await RecordingScan.RepairAsync(folder, name, rate, cancellation));
        }

        var next = files.Count > 0 ? RecordingFolder.NumberOf(files[^1].Name) + 1 : 1;
        stored = stored with { Files = files, NextFile = Math.Max(stored.NextFile, next) };
        return new Recording(folder, stored, rate, time, logger);
    }
}
