using Microsoft.Extensions.Logging;

namespace SocketLab.Core.Recordings;

/// <summary>The disk as one recording meets it: tries again while it takes nothing, and says when there is no room any more.</summary>
/// <param name="id">The recording's id.</param>
/// <param name="folder">Where it lies.</param>
/// <param name="limits">How much room there may be taken.</param>
/// <param name="totalBytes">What all recordings take now.</param>
/// <param name="fileBegun">Called when a further file was begun.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The server's log.</param>
internal sealed class RecordingDisk(
    string id,
    RecordingFolder folder,
    RecordingLimits limits,
    Func<long> totalBytes,
    Action fileBegun,
    TimeProvider time,
    ILogger logger
)
{
    /// <summary>For how long a disk that takes nothing is tried again: meanwhile the journals keep what comes.</summary>
    private static readonly TimeSpan RetryTimeout = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(1);

    private const long CheckBytes = 8 << 20;

    private long _checkedAt;
    private long _sinceCheck = CheckBytes;
    private bool _hasTaken;

    /// <summary>Ends the retries: whoever stops a recording does not wait for its disk.</summary>
    public CancellationToken Stopping { get; init; }

    /// <summary>Does something on the disk, again and again for a while where that fails; once only before anything has worked.</summary>
    /// <exception cref="RecordingEndedException">It did not work in all that time.</exception>
    public async Task TryAsync(int bytes, Func<Task> write)
    {
        var begun = time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await write();
                _sinceCheck += bytes;
                _hasTaken = true;
                return;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                if (attempt == 0)
                {
                    RecordingLog.WriteFailed(logger, error, id, bytes);
                }

                // Whoever begins a recording, or starts the server, does not wait for a disk that takes nothing at all.
                var isHopeless = !_hasTaken || Stopping.IsCancellationRequested || !Directory.Exists(folder.Path);
                if (isHopeless || time.GetElapsedTime(begun) > RetryTimeout)
                {
                    throw new RecordingEndedException(RecordingEnd.DiskFailed, $"the disk took nothing any more ({error.Message})", error);
                }

                await Task.Delay(RetryInterval, time, Stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Saves what the recording is, now that a further file was begun.</summary>
    public void NotifyFileBegun() => fileBegun();

    /// <summary>Ends the recording before it takes room that it may not take. Checks once a second, or each few MiB.</summary>
    /// <exception cref="RecordingEndedException">There is no room.</exception>
    public void RequireRoom()
    {
        if (_sinceCheck < CheckBytes && time.GetElapsedTime(_checkedAt) < CheckInterval)
        {
            return;
        }

        (_checkedAt, _sinceCheck) = (time.GetTimestamp(), 0);
        if (totalBytes() >= limits.RecordingBytes)
        {
            throw new RecordingEndedException(
                RecordingEnd.QuotaReached,
                $"all recordings together have the {limits.RecordingBytes:N0} bytes that they may have (limit RecordingBytes)"
            );
        }

        if (FreeBytes(folder.Path) is { } free && free < limits.RecordingFreeBytes)
        {
            throw new RecordingEndedException(
                RecordingEnd.DiskFull,
                $"the disk has {free:N0} bytes left, and {limits.RecordingFreeBytes:N0} stay free (limit RecordingFreeBytes)"
            );
        }
    }

    /// <summary>Bytes that are free where a folder lies; null where nobody knows.</summary>
    public static long? FreeBytes(string path)
    {
        try
        {
            return new DriveInfo(path).AvailableFreeSpace;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
