using SocketLab.Contracts;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Web.Api;
using SocketLab.Web.Api.Mapping;

namespace SocketLab.Web.Hubs;

/// <summary>One watcher's place in one journal.</summary>
internal sealed class WatchCursor(Endpoint endpoint, long after, Filter? filter)
{
    /// <summary>Segments of 1 MiB that are searched before the others have their turn.</summary>
    private const int SegmentsInTurn = 16;

    /// <summary>A batch ends here, roughly; it has at least one entry.</summary>
    private const long BatchBytes = 1 << 20;

    private readonly FilterReader? _filtered = filter is null ? null : new(endpoint.ToFilterSource(), filter);

    private long _seen;
    private long _target;
    private long _skipped;
    private Task? _change;

    /// <summary>The endpoint whose journal is read.</summary>
    public Endpoint Endpoint { get; } = endpoint;

    /// <summary>Whether reading is looking for what a filter takes.</summary>
    public bool IsFiltered => _filtered is not null;

    /// <summary>Whether something that was there at <see cref="Mark"/> is still unread.</summary>
    public bool IsBehind => after < _target;

    /// <summary>Records how far the journal is now: what comes later is for the next round.</summary>
    public void Mark() => (_seen, _target) = (Endpoint.Journal.Changed.Version, Endpoint.Journal.Ledger.Last);

    /// <summary>Completes once the journal is not as it was at <see cref="Mark"/>.</summary>
    public Task ChangeAsync(CancellationToken cancellation)
    {
        // One that still waits is kept: of a quiet journal beside a busy one they would pile up.
        if (_change is null or { IsCompleted: true })
        {
            _change = Endpoint.Journal.Changed.WaitAsync(_seen, cancellation);
        }

        return _change;
    }

    /// <summary>The next entries, or null when there are none.</summary>
    public EntryBatchDto? Read(EntryBatch batch, int maxBatch, int payloadBytes, CancellationToken cancellation) =>
        _filtered is null ? ReadAll(batch, maxBatch, payloadBytes) : ReadFiltered(_filtered, maxBatch, payloadBytes, cancellation);

    private EntryBatchDto? ReadFiltered(FilterReader filtered, int maxBatch, int payloadBytes, CancellationToken cancellation)
    {
        var found = filtered.Forward(after, _target + 1, maxBatch, SegmentsInTurn, cancellation);
        _skipped += found.Missed;
        var read = SelectedEntries.Read(Endpoint, found.Sequences, payloadBytes, BatchBytes);
        _skipped += read.Missed;
        after = read.IsCut ? read.Entries[^1].Seq : found.Next;
        return read.Entries.Count == 0 ? null : Batch(read.Entries);
    }

    private EntryBatchDto? ReadAll(EntryBatch batch, int maxBatch, int payloadBytes)
    {
        Endpoint.Journal.Read(after, batch, maxBatch, EntryDto.BytesToRead(payloadBytes));
        _skipped += batch.Missed;
        if (batch.Count == 0)
        {
            // Cleared meanwhile. What was evicted before that is told with the next entries.
            after = Math.Max(batch.Next, _target);
            return null;
        }

        var (entries, locals) = (new List<EntryDto>(batch.Count), new LocalAddresses(Endpoint));
        long size = 0;
        foreach (var view in batch)
        {
            size += EntryDto.EstimateSize(view, payloadBytes);
            if (size > BatchBytes && entries.Count > 0)
            {
                break;
            }

            entries.Add(EntryDto.From(view, payloadBytes, locals));
            after = view.Sequence;
        }

        return Batch(entries);
    }

    private EntryBatchDto Batch(IReadOnlyList<EntryDto> entries)
    {
        var skipped = _skipped;
        _skipped = 0;
        return new EntryBatchDto(Endpoint.Id, Endpoint.Journal.Id, entries, skipped, after);
    }
}
