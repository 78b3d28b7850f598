using CsCheck;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Core.Tests.Journal;

namespace SocketLab.Core.Tests.Filtering;

/// <summary>Every condition, alone and in combinations, takes exactly the entries that its plain meaning takes.</summary>
public sealed class FilterCorpusTests
{
    private const int Seed = 20261128;

    private static readonly Gen<Condition> Atom = Gen.Int[0, Atoms.All.Count - 1]
        .Select(i => new Condition(Atoms.All[i].Text, Atoms.All[i].Meaning));

    private static readonly Gen<Condition> Any = Gen.Recursive<Condition>(
        (depth, inner) =>
            depth > 4
                ? Atom
                : Gen.OneOf(
                    Atom,
                    inner.Select(one => new Condition($"not ({one.Text})", e => !one.Meaning(e))),
                    Gen.Select(inner, inner, (a, b) => new Condition($"({a.Text}) and ({b.Text})", e => a.Meaning(e) && b.Meaning(e))),
                    Gen.Select(inner, inner, (a, b) => new Condition($"({a.Text}) ({b.Text})", e => a.Meaning(e) && b.Meaning(e))),
                    Gen.Select(inner, inner, (a, b) => new Condition($"({a.Text}) or ({b.Text})", e => a.Meaning(e) || b.Meaning(e)))
                )
    );

    [Fact]
    public void Each_condition_takes_what_it_says()
    {
        using var journal = Sample.Journal(1 << 20);
        new Traffic(journal, Seed).Add(3000);
        var entries = ReadAll(journal);
        foreach (var (text, meaning) in Atoms.All)
        {
            AssertTakes(journal, entries, new(text, meaning));
        }

        Assert.Contains(Atoms.All, atom => entries.Any(atom.Meaning));
    }

    [Fact]
    public void Combinations_take_what_they_say()
    {
        using var journal = Sample.Journal(1 << 20);
        new Traffic(journal, Seed).Add(1500);
        var entries = ReadAll(journal);
        Any.Sample(condition => AssertTakes(journal, entries, condition), iter: 300, threads: 1);
    }

    [Fact]
    public async Task A_filter_is_exact_while_entries_come_and_are_evicted()
    {
        // Four segments of 128 KiB, evicted over and over.
        using var journal = Sample.Journal(512 << 10);
        var traffic = new Traffic(journal, Seed);
        var scans = Atoms.All.Select(atom => new FilterScan(Traffic.Source(journal), Filter.Parse(atom.Text))).ToList();
        using var stop = new CancellationTokenSource();
        var writer = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                traffic.Add(20);
            }
        });
        while (journal.Ledger.Evicted < 30_000)
        {
            foreach (var scan in scans)
            {
                scan.Advance(8);
            }
        }

        await stop.CancelAsync();
        await Eventually.Ends(writer);
        var entries = ReadAll(journal);
        for (var i = 0; i < scans.Count; i++)
        {
            var hits = scans[i].Complete(CancellationToken.None);
            Assert.True(hits.IsComplete);
            Assert.Equal(journal.Ledger.Kept, hits.Scanned);
            var expected = entries.Where(Atoms.All[i].Meaning).Select(entry => entry.Sequence).ToArray();
            var found = new long[hits.Count];
            Assert.Equal(found.Length, hits.Read(hits.First, found));
            Assert.True(expected.SequenceEqual(found), $"{Atoms.All[i].Text}: {expected.Length} were expected, {found.Length} found.");
        }
    }

    private static void AssertTakes(EntryJournal journal, List<Entry> entries, Condition condition)
    {
        var (filter, source) = (Filter.Parse(condition.Text), Traffic.Source(journal));
        long[] expected = [.. entries.Where(condition.Meaning).Select(entry => entry.Sequence)];
        var hits = new FilterScan(source, filter).Complete(CancellationToken.None);
        var found = new long[hits.Count + 1];
        Assert.Equal(hits.Count, hits.Read(hits.First, found));
        Assert.True(expected.AsSpan().SequenceEqual(found.AsSpan(..^1)), $"{condition.Text}: {Difference(expected, found[..^1])}");

        // Written anew it means the same, and is written the same.
        var again = Filter.Parse(filter.Canonical);
        Assert.Equal(filter.Canonical, again.Canonical);
        Assert.Equal(expected, Forward(new FilterReader(source, again)));
        Assert.Equal(expected.Reverse(), Backward(new FilterReader(source, again), journal.Ledger.Last));
    }

    private static string Difference(long[] expected, long[] found) =>
        $"missing {string.Join(' ', expected.Except(found).Take(5))}, too many {string.Join(' ', found.Except(expected).Take(5))}";

    private static List<long> Forward(FilterReader reader)
    {
        var (all, after) = (new List<long>(), 0L);
        while (true)
        {
            var found = reader.Forward(after, long.MaxValue, 100, 2, CancellationToken.None);
            all.AddRange(found.Sequences);
            if (found.Next == after)
            {
                return all;
            }

            after = found.Next;
        }
    }

    private static List<long> Backward(FilterReader reader, long last)
    {
        var (all, before) = (new List<long>(), last + 1);
        while (true)
        {
            var found = reader.Backward(before, 0, 100, 2, CancellationToken.None);
            all.AddRange(found.Sequences);
            if (found.Next == before)
            {
                return all;
            }

            before = found.Next;
        }
    }

    private static List<Entry> ReadAll(EntryJournal journal)
    {
        var (entries, batch, after) = (new List<Entry>(), new EntryBatch(), 0L);
        do
        {
            journal.Read(after, batch);
            entries.AddRange(batch.ToEntries());
            after = batch.Next;
        } while (batch.Count > 0);

        return entries;
    }

    private sealed record Condition(string Text, Func<Entry, bool> Meaning);
}
