using Microsoft.Extensions.Logging;
using SocketLab.Core.Capture.Writing;

namespace SocketLab.Core.Recordings;

/// <summary>What some endpoints received and sent, kept on disk while it happens and after.</summary>
/// <remarks>The library owns it. Its loop alone writes; everybody else reads snapshots and asks it to end.</remarks>
public sealed class Recording
{
    /// <summary>How often losses and deleted endpoints are looked for while nothing happens.</summary>
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(1);

    /// <summary>How long the last entries may take when the server stops.</summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(1.5);

    private readonly Lock _lock = new();
    private readonly RecordingFolder _folder;
    private readonly RecordingRate _rate;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _leaving = new();
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private StoredRecording _stored;
    private RecordingRing? _ring;
    private RecordingSession? _session;
    private RecordingEnd? _asked;
    private Task _loop = Task.CompletedTask;

    internal Recording(RecordingFolder folder, StoredRecording stored, RecordingRate rate, TimeProvider time, ILogger logger) =>
        (_folder, _stored, _rate, _time, _logger) = (folder, stored, rate, time, logger);

    /// <summary>Opaque and URL-safe.</summary>
    public string Id => _stored.Id;

    /// <summary>What people call it.</summary>
    public string Name => _stored.Name;

    /// <summary>What was asked for.</summary>
    public RecordingOptions Options => _stored.Options;

    /// <summary>How it is, in one snapshot.</summary>
    public RecordingProgress Progress
    {
        get
        {
            lock (_lock)
            {
                var files = _ring?.Files ?? _stored.Files;
                return new()
                {
                    State = _session is null ? RecordingState.Stopped : RecordingState.Recording,
                    StartedAt = _stored.StartedAt,
                    EndedAt = _stored.EndedAt,
                    End = _stored.End,
                    Message = _stored.Message,
                    Files = files,
                    Dropped = _stored.Dropped + (_session?.Dropped ?? 0),
                    Overwritten = _ring?.Overwritten ?? _stored.Overwritten,
                };
            }
        }
    }

    /// <summary>How many messages it has of each moment.</summary>
    public RateBuckets Rate => _rate.Snapshot();

    /// <summary>Whether it was to go on when the server stopped.</summary>
    internal bool IsWanted => _stored.End is null;

    /// <summary>Bytes of its files.</summary>
    internal long Bytes => (_ring?.Files ?? _stored.Files).Sum(file => file.Bytes);

    /// <summary>Its files one behind the other, as they are now.</summary>
    public RecordingStream OpenFiles() => RecordingStream.Open(_folder, Progress.Files);

    /// <summary>Begins, or goes on after a restart of the server, with a file of its own.</summary>
    /// <exception cref="RecordingEndedException">The disk takes nothing.</exception>
    internal async Task StartAsync(
        RecordingPlan plan,
        Func<RecordingFolder, CancellationToken, Action, RecordingDisk> openDisk,
        Action<StoredRecording> ended
    )
    {
        var ring = new RecordingRing(_folder, _stored.Options, _stored);
        var disk = openDisk(_folder, _stopping.Token, SaveWhileRecording);
        var session = new RecordingSession(plan, ring, _rate, disk);
        disk.RequireRoom();
        await session.BeginFileAsync();
        lock (_lock)
        {
            (_ring, _session) = (ring, session);
        }

        SaveWhileRecording();
        RecordingLog.Started(_logger, Id, plan.Sources.Count);
        _loop = Task.Run(() => RunAsync(session, ended));
    }

    /// <summary>Ends it, with all that there is by now.</summary>
    /// <param name="end">Why; null where it is to go on after a restart of the server.</param>
    internal async Task StopAsync(RecordingEnd? end)
    {
        lock (_lock)
        {
            _asked ??= end;
        }

        if (end is null)
        {
            _leaving.CancelAfter(StopTimeout);
        }

        await _stopping.CancelAsync();
        await _loop;
    }

    /// <summary>Deletes its files; it must have ended.</summary>
    internal void Delete() => _folder.Delete();

    /// <summary>Ends one that was to go on and cannot.</summary>
    internal void GiveUp(RecordingEnd end, string message)
    {
        lock (_lock)
        {
            _stored = _stored with { End = end, Message = message, EndedAt = _time.GetUtcNow().UtcDateTime };
        }

        Save(_stored);
    }

    private async Task RunAsync(RecordingSession session, Action<StoredRecording> ended)
    {
        RecordingEnd? end;
        string? message = null;
        try
        {
            end = await RecordAsync(session);
        }
        catch (RecordingEndedException error)
        {
            (end, message) = (error.End, error.Message);
            session.DropHeld();
            RecordingLog.Stopped(_logger, error, Id, error.Message);
        }
        catch (Exception error)
        {
            (end, message) = (RecordingEnd.Failed, "something went wrong that nobody foresaw; the server's log has more");
            RecordingLog.Stopped(_logger, error, Id, message);
        }

        var stored = Finish(session, end, message);
        Save(stored);
        RecordingLog.Ended(_logger, Id, end, stored.Files.Sum(file => file.Entries), stored.Dropped);
        ended(stored);
    }

    private async Task<RecordingEnd?> RecordAsync(RecordingSession session)
    {
        while (true)
        {
            var isStopping = _stopping.IsCancellationRequested;
            var isEnd = isStopping || session.Sources.AreGone();
            var seen = session.Sources.Versions();

            var pause = await session.DrainAsync(isEnd, isEnd ? _leaving.Token : _stopping.Token);
            await session.WriteLossesAsync(isEnd);
            if (isEnd)
            {
                lock (_lock)
                {
                    return isStopping ? _asked : RecordingEnd.EndpointsDeleted;
                }
            }

            await session.Sources.WaitAsync(seen, CheckInterval, _stopping.Token);
            await Task.Delay(pause, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private StoredRecording Finish(RecordingSession session, RecordingEnd? end, string? message)
    {
        lock (_lock)
        {
            _ring!.End();
            _stored = Current(session) with { End = end, Message = message, EndedAt = end is null ? null : _time.GetUtcNow().UtcDateTime };
            (_ring, _session) = (null, null);
            return _stored;
        }
    }

    private void SaveWhileRecording()
    {
        StoredRecording current;
        lock (_lock)
        {
            current = _session is null ? _stored : Current(_session);
        }

        Save(current);
    }

    private StoredRecording Current(RecordingSession session) =>
        _stored with
        {
            Files = _ring!.Files,
            NextFile = _ring.NextFile,
            Overwritten = _ring.Overwritten,
            Dropped = _stored.Dropped + session.Dropped,
            Rate = _rate.Snapshot(),
        };

    private void Save(StoredRecording stored)
    {
        try
        {
            _folder.Save(stored);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The next start finds out from the files.
            RecordingLog.NotSaved(_logger, error, Id);
        }
    }
}
