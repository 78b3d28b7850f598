using System.Runtime.CompilerServices;
using SocketLab.Contracts;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;

namespace SocketLab.Web.Hubs;

/// <summary>Follows journals for the hub: what is there as fast as it is read, then what comes, in batches.</summary>
/// <remarks>
/// There is no queue. The next batch is read from the journal when the last one has gone to the client; what was evicted before that is
/// counted.
/// </remarks>
internal sealed class EntryWatcher(EndpointSupervisor supervisor, TimeProvider time)
{
    private const int MaxBatch = 10_000;

    /// <summary>How long a new entry waits for others that go with it.</summary>
    private static readonly TimeSpan BatchDelay = TimeSpan.FromMilliseconds(50);

    /// <summary>Begins to follow. It ends when nothing of what was asked for is left.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="turns">Whose turn it is to look for what a filter takes, among the streams of one connection.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InvalidRequestException">The request is wrong.</exception>
    /// <exception cref="FilterException">The filter is wrong.</exception>
    /// <exception cref="EndpointNotFoundException">There is no such endpoint.</exception>
    public IAsyncEnumerable<EntryBatchDto> Watch(WatchEntriesRequest request, ScanTurns turns, CancellationToken cancellation)
    {
        Check(request);

        // Here and not in the iterator: "from now on" is from the call on, and an error is the call's own.
        var filter = string.IsNullOrEmpty(request.Filter) ? null : Filter.Parse(request.Filter);
        var cursors = request.From.Select(from => Cursor(from, filter)).ToList();
        return FollowAsync(cursors, request.MaxBatch, request.PayloadBytes ?? int.MaxValue, turns, cancellation);
    }

    private static void Check(WatchEntriesRequest request)
    {
        var errors = new DefinitionErrors();
        errors.Require(request.From.Count > 0, "$.from", "Name at least one endpoint.");
        errors.Require(
            request.From.DistinctBy(from => from.EndpointId).Count() == request.From.Count,
            "$.from",
            "Name each endpoint once."
        );
        errors.Require(request.MaxBatch is >= 1 and <= MaxBatch, "$.maxBatch", $"{request.MaxBatch} is out of range: 1 to {MaxBatch}.");
        errors.Require(request.PayloadBytes is null or >= 0, "$.payloadBytes", $"{request.PayloadBytes} is out of range: 0 or more.");
        for (var i = 0; i < request.From.Count && !errors.IsFull; i++)
        {
            errors.Require(
                request.From[i].After is null or >= 0,
                $"$.from[{i}].after",
                $"{request.From[i].After} is out of range: 0 or more."
            );
        }

        if (errors.List.Count > 0)
        {
            throw new InvalidRequestException(errors.List);
        }
    }

    private WatchCursor Cursor(WatchFrom from, Filter? filter)
    {
        var endpoint = supervisor.Get(from.EndpointId);
        var isOtherLife = from.JournalId is { } life && life != endpoint.Journal.Id;
        var last = endpoint.Journal.Ledger.Last;
        return new WatchCursor(endpoint, isOtherLife ? 0 : Math.Min(from.After ?? last, last), filter);
    }

    private async IAsyncEnumerable<EntryBatchDto> FollowAsync(
        List<WatchCursor> cursors,
        int maxBatch,
        int payloadBytes,
        ScanTurns turns,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        // Whatever ends the stream ends the waits too.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var batch = new EntryBatch();
        try
        {
            while (cursors.Count > 0)
            {
                cursors.ForEach(cursor => cursor.Mark());
                var gone = cursors.FindAll(IsGone);
                while (cursors.Exists(cursor => cursor.IsBehind))
                {
                    // In turn, so that a flood on one does not hide the others.
                    foreach (var cursor in cursors)
                    {
                        if (!cursor.IsBehind)
                        {
                            continue;
                        }

                        EntryBatchDto? entries;
                        using (cursor.IsFiltered ? await turns.EnterAsync(cancellation) : null)
                        {
                            entries = cursor.Read(batch, maxBatch, payloadBytes, cancellation);
                        }

                        if (entries is not null)
                        {
                            yield return entries;
                        }
                    }
                }

                cursors.RemoveAll(gone.Contains);
                if (cursors.Count > 0)
                {
                    await Task.WhenAny(cursors.Select(cursor => cursor.ChangeAsync(ending.Token)));
                    cancellation.ThrowIfCancellationRequested();
                    await Task.Delay(BatchDelay, time, cancellation);
                }
            }
        }
        finally
        {
            await ending.CancelAsync();
        }
    }

    private bool IsGone(WatchCursor cursor) => !ReferenceEquals(supervisor.Find(cursor.Endpoint.Id), cursor.Endpoint);
}
