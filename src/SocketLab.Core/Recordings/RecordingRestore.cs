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
        if (folder.TryLoad() is not { } stored || stored.Id != Path.GetFileName(folder.Path))
        {
            RecordingLog.Unreadable(logger, folder.Path);
            return null;
        }

        var rate = new RecordingRate(stored.Rate);
        var known = stored.Files.ToDictionary(file => file.Name);
        var files = new List<RecordedFile>();
        foreach (var name in folder.ListNames())
        {
            // What was saved is of before the last file grew.
            var isKnown = known.TryGetValue(name, out var file) && file.Bytes == new FileInfo(folder.PathOf(name)).Length;
            files.Add(isKnown ? file! : await RecordingScan.RepairAsync(folder, name, rate, cancellation));
        }

        var next = files.Count > 0 ? RecordingFolder.NumberOf(files[^1].Name) + 1 : 1;
        stored = stored with { Files = files, NextFile = Math.Max(stored.NextFile, next) };
        return new Recording(folder, stored, rate, time, logger);
    }
}
