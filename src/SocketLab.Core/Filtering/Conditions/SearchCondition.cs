using SocketLab.Core.Journal;

namespace SocketLab.Core.Filtering.Conditions;

/// <summary>
/// Looks for bytes anywhere in the text, or in the bytes, of entries: in all of a segment at once where most are of interest.
/// </summary>
/// <param name="search">What is looked for.</param>
/// <param name="inText">Whether the messages of events count too.</param>
internal sealed class SearchCondition(ByteSearch search, bool inText) : EntryCondition
{
    /// <summary>Of so many entries one has to be of interest, or each is searched by itself.</summary>
    private const int Sparse = 8;

    /// <inheritdoc/>
    public override int Cost => 20;

    /// <inheritdoc/>
    public override void Narrow(in RecordRun run, Span<ulong> wanted)
    {
        if ((long)CountOf(wanted) * Sparse < run.Count)
        {
            base.Narrow(in run, wanted);
            return;
        }

        var rented = run.Scratch.Rent(wanted.Length);
        var found = rented.AsSpan(0, wanted.Length);
        SearchAll(in run, found);
        LookAtEvents(in run, wanted, found);
        for (var i = 0; i < wanted.Length; i++)
        {
            wanted[i] &= found[i];
        }

        run.Scratch.Return(rented);
    }

    /// <inheritdoc/>
    public override bool Matches(in EntryFacts facts) =>
        facts.IsEvent ? inText && search.IndexOf(facts.TextBytes) >= 0 : search.IndexOf(facts.Payload) >= 0;

    /// <summary>Searches headers and payloads in one go, and finds out afterwards in which entry a hit is.</summary>
    private void SearchAll(in RecordRun run, Span<ulong> found)
    {
        var end = run.EndOf(run.StartOf(run.Count - 1));
        int place = run.StartOf(0),
            index = 0;
        while (place < end)
        {
            var hit = search.IndexOf(run.Page[place..end]);
            if (hit < 0)
            {
                return;
            }

            place += hit;
            index = run.IndexAt(place, index);
            var start = run.StartOf(index);
            if (place < start + EntryHeader.Size)
            {
                place = start + EntryHeader.Size;
            }
            else if (place + search.Length > run.EndOf(start))
            {
                // It reaches into the next entry's header.
                place++;
            }
            else
            {
                found[index / 64] |= 1UL << index;
                place = ++index < run.Count ? Math.Max(place + 1, run.StartOf(index) + EntryHeader.Size) : end;
            }
        }
    }

    /// <summary>An event is packed: what was found in it is not its text.</summary>
    private void LookAtEvents(in RecordRun run, ReadOnlySpan<ulong> wanted, Span<ulong> found)
    {
        for (var index = 0; index < run.Count; index++)
        {
            var start = run.StartOf(index);
            if (start <= run.Page.Length - EntryHeader.Size && EntryHeader.At(run.Page[start..]).Kind == EntryKind.Event)
            {
                found[index / 64] &= ~(1UL << index);
                if ((wanted[index / 64] & (1UL << index)) != 0 && run.TryGet(index, out var facts) && Matches(in facts))
                {
                    found[index / 64] |= 1UL << index;
                }
            }
        }
    }
}
