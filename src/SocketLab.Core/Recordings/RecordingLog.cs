using Microsoft.Extensions.Logging;

namespace SocketLab.Core.Recordings;

/// <summary>What the server's log says of recordings: ids and figures, never payloads.</summary>
internal static partial class RecordingLog
{
    [LoggerMessage(1201, LogLevel.Information, "Recording {Id} of {Endpoints} endpoints began")]
    public static partial void Started(ILogger logger, string id, int endpoints);

    [LoggerMessage(1202, LogLevel.Information, "Recording {Id} ended ({End}): {Entries} entries, {Dropped} dropped")]
    public static partial void Ended(ILogger logger, string id, RecordingEnd? end, long entries, long dropped);

    [LoggerMessage(1203, LogLevel.Warning, "Recording {Id}: the disk did not take {Bytes} bytes; it is tried again")]
    public static partial void WriteFailed(ILogger logger, Exception error, string id, int bytes);

    [LoggerMessage(1204, LogLevel.Error, "Recording {Id} stopped by itself: {Reason}")]
    public static partial void Stopped(ILogger logger, Exception error, string id, string reason);

    [LoggerMessage(1205, LogLevel.Error, "What the recording in {Folder} is cannot be read; its files are left as they are")]
    public static partial void Unreadable(ILogger logger, Exception? error, string folder);

    [LoggerMessage(1206, LogLevel.Error, "What recording {Id} is could not be saved")]
    public static partial void NotSaved(ILogger logger, Exception error, string id);
}
