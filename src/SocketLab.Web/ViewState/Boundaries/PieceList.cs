using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;

namespace SocketLab.Web.ViewState.Boundaries;

/// <summary>The newest pieces that a filter takes of one journal, kept up with what comes. One thread at a time.</summary>
/// <param name="scan">Finds them.</param>
public sealed class PieceList(FilterScan scan)
{
    /// <summary>Pieces that are kept; older ones are forgotten.</summary>
    public const int MaxPieces = 8192;

    /// <summary>Pieces that one call reads: some milliseconds.</summary>
    private const int MaxReads = 4096;

    private const int Segments = 8;

    private readonly EntryBatch _batch = new();
    private readonly long[] _sequences = new long[MaxReads];
    private readonly List<BoundaryPiece> _pieces = [];
    private long _last;
    private long _firstKept;

    /// <summary>The pieces, oldest first.</summary>
    public IReadOnlyList<BoundaryPiece> Pieces => _pieces;

    /// <summary>The journal that they are in.</summary>
    public EntryJournal Journal => scan.Source.Journal;

    /// <summary>Whether everything that is there was taken in.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Looks for more. What is older than what is there already is not taken in any more.</summary>
    public void Advance(CancellationToken cancellation)
    {
        ForgetEvicted();
        var hits = scan.Advance(Segments, cancellation);
        if (!hits.IsComplete && _last == 0)
        {
            // Until all is looked through, nobody knows which are the newest that stand in one row.
            return;
        }

        var end = hits.First + hits.Count;
        var from = Math.Max(Math.Max(hits.First, end - MaxPieces), _last == 0 ? hits.First : hits.OrdinalFrom(_last + 1));
        var read = hits.Read(from, _sequences);
        foreach (var sequence in _sequences.AsSpan(0, read))
        {
            Take(sequence);
        }

        _pieces.RemoveRange(0, Math.Max(0, _pieces.Count - MaxPieces));
        IsComplete = hits.IsComplete && from + read >= end;
    }

    /// <summary>Drops what the journal no longer has; all, to be found again, when a clear was undone.</summary>
    private void ForgetEvicted()
    {
        var before = _firstKept;
        _firstKept = Journal.Ledger.First;
        if (_firstKept < before)
        {
            _pieces.Clear();
            _last = 0;
        }

        var kept = _pieces.FindIndex(piece => piece.Sequence >= _firstKept);
        _pieces.RemoveRange(0, kept < 0 ? _pieces.Count : kept);
    }

    private void Take(long sequence)
    {
        Journal.Read(sequence - 1, _batch, maxCount: 1, maxPayload: BoundaryPiece.ContentBytes);
        foreach (var entry in _batch)
        {
            // Another one stands there where it was evicted meanwhile.
            if (entry.Sequence == sequence)
            {
                _pieces.Add(BoundaryPiece.Of(entry));
            }
        }

        _last = sequence;
    }
}
