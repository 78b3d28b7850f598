using SocketLab.Contracts;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Web.Api.Mapping;

namespace SocketLab.Web.Api;

/// <summary>One journal's share of a merged page: what was found in it and has no place yet.</summary>
internal sealed class MergedLane
{
    private readonly Endpoint _endpoint;
    private readonly MergedQuery _query;
    private readonly FilterReader _reader;
    private readonly LocalAddresses _locals;
    private readonly EntryBatch _batch = new(1);
    private readonly Queue<long> _found = new();
    private readonly int _ahead;
    private readonly long _end;
    private long _searched;
    private int _segments = FilteredPages.SegmentsPerPage;

    /// <summary>Begins where the cursor says, or at the beginning of what the order asks for.</summary>
    public MergedLane(Endpoint endpoint, MergedQuery query, int ahead)
    {
        (_endpoint, _query, _ahead, _locals) = (endpoint, query, ahead, new LocalAddresses(endpoint));
        _reader = new FilterReader(endpoint.ToFilterSource(), query.Filter);
        var last = endpoint.Journal.Ledger.Last;
        long? place = query.Cursor?.Places.TryGetValue(JournalId, out var known) == true ? known : null;
        _end = query.NewestFirst ? 0 : last + 1;
        _searched = query.NewestFirst ? Math.Min(place ?? last + 1, last + 1) : Math.Min(place ?? 0, last);
    }

    public string JournalId => _endpoint.Journal.Id;

    /// <summary>The next entry; null when there is none.</summary>
    public EntryDto? Head { get; private set; }

    /// <summary>About how many bytes it takes as JSON.</summary>
    public long HeadSize { get; private set; }

    /// <summary>Entries that were evicted before they were read.</summary>
    public long Missed { get; private set; }

    /// <summary>Where to go on: behind what was taken, and behind what was looked at in vain.</summary>
    public long Place =>
        (Head?.Seq ?? (_found.TryPeek(out var found) ? found : (long?)null)) is { } next
            ? _query.NewestFirst
                ? next + 1
                : next - 1
            : _searched;

    /// <summary>By time, then endpoint, then sequence, which cannot be the same.</summary>
    public static IComparer<MergedLane> Order(bool newestFirst) =>
        Comparer<MergedLane>.Create(
            (a, b) =>
            {
                var time = a.Head!.Time.CompareTo(b.Head!.Time);
                var order = time != 0 ? time : string.CompareOrdinal(a._endpoint.Id, b._endpoint.Id);
                return newestFirst ? -order : order;
            }
        );

    /// <summary>Looks for the next entry. False when that is more than a page may look at.</summary>
    public bool TryFill(CancellationToken cancellation)
    {
        while (Head is null)
        {
            if (_found.TryDequeue(out var sequence))
            {
                ReadHead(sequence);
            }
            else if (IsAtEnd)
            {
                return true;
            }
            else if (_segments <= 0)
            {
                return false;
            }
            else
            {
                Search(cancellation);
            }
        }

        return true;
    }

    /// <summary>Takes the next entry.</summary>
    public EntryDto Take()
    {
        var head = Head!;
        Head = null;
        return head;
    }

    private bool IsAtEnd => _query.NewestFirst ? _searched <= Math.Max(1, _endpoint.Journal.Ledger.First) : _searched >= _end - 1;

    private void Search(CancellationToken cancellation)
    {
        _segments--;
        var found = _query.NewestFirst
            ? _reader.Backward(_searched, _end, _ahead, 1, cancellation)
            : _reader.Forward(_searched, _end, _ahead, 1, cancellation);
        (_searched, Missed) = (found.Next, Missed + found.Missed);
        foreach (var sequence in found.Sequences)
        {
            _found.Enqueue(sequence);
        }
    }

    private void ReadHead(long sequence)
    {
        _endpoint.Journal.Read(sequence - 1, _batch, 1, EntryDto.BytesToRead(_query.PayloadBytes));
        foreach (var view in _batch)
        {
            if (view.Sequence == sequence)
            {
                HeadSize = EntryDto.EstimateSize(view, _query.PayloadBytes);
                Head = EntryDto.From(view, _query.PayloadBytes, _locals) with { EndpointId = _endpoint.Id, JournalId = JournalId };
                return;
            }
        }

        Missed++;
    }
}
