using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;

namespace SocketLab.Web.Workspace;

/// <summary>
/// What people sent last from the dashboard, to be sent again: the workspace's, so that it is there in the next browser too.
/// </summary>
/// <remarks>Programs that send through the API leave no trace in it: a loop of theirs would push out what people typed.</remarks>
internal sealed partial class PayloadHistory(SqlitePayloadStore store, TimeProvider time, ILogger<PayloadHistory> logger)
{
    /// <summary>How many payloads are kept.</summary>
    public const int Kept = 50;

    /// <summary>The longest payload that is kept, in characters.</summary>
    public const int MaxCharacters = 64 << 10;

    private readonly SemaphoreSlim _editing = new(1, 1);
    private volatile IReadOnlyList<SentPayload> _sent = [];

    /// <summary>Wakes watchers when the history changes.</summary>
    public ChangeSignal Changed { get; } = new();

    /// <summary>What was sent, newest first, no payload twice.</summary>
    public IReadOnlyList<SentPayload> List() => _sent;

    /// <summary>Loads what is stored.</summary>
    public async Task RestoreAsync(CancellationToken cancellation)
    {
        // What was sent while the workspace could not be read comes first; a write that failed may have left more than is kept.
        var stored = await store.LoadHistoryAsync(cancellation);
        await _editing.WaitAsync(cancellation);
        try
        {
            var last = stored.Count > 0 ? stored[0].Sequence : 0;
            SentPayload[] sentSince = [.. _sent.Except(stored)];
            var unsaved = sentSince.Select((sent, i) => sent with { Sequence = last + sentSince.Length - i });
            _sent = [.. unsaved.Concat(stored).DistinctBy(sent => sent.Payload).Take(Kept)];
            Changed.Set();
        }
        finally
        {
            _editing.Release();
        }
    }

    /// <summary>Adds a payload. It never fails a send: what cannot be saved is kept until the server stops.</summary>
    public async Task AddAsync(PayloadText payload, CancellationToken cancellation)
    {
        if (payload.Data.Length > MaxCharacters)
        {
            return;
        }

        await _editing.WaitAsync(cancellation);
        try
        {
            var before = _sent;
            if (before.Count > 0 && before[0].Payload == payload)
            {
                return;
            }

            var added = new SentPayload(before.Count > 0 ? before[0].Sequence + 1 : 1, time.GetUtcNow().UtcDateTime, payload);
            _sent = [added, .. before.Where(sent => sent.Payload != payload).Take(Kept - 1)];
            Changed.Set();
            await store.AddHistoryAsync(added, [.. before.Except(_sent)], cancellation);
        }
        catch (NotSavedException error)
        {
            LogNotSaved(error);
        }
        finally
        {
            _editing.Release();
        }
    }

    /// <summary>Empties the history.</summary>
    /// <exception cref="NotSavedException">The workspace cannot be written; nothing was forgotten.</exception>
    public async Task ClearAsync(CancellationToken cancellation)
    {
        await _editing.WaitAsync(cancellation);
        try
        {
            await store.ClearHistoryAsync(cancellation);
            _sent = [];
            Changed.Set();
        }
        finally
        {
            _editing.Release();
        }
    }

    [LoggerMessage(2002, LogLevel.Warning, "What was sent could not be added to the saved history")]
    private partial void LogNotSaved(Exception error);
}
