using System.Net;
using SocketLab.Core.Addresses;
using SocketLab.Core.Filtering;
using SocketLab.Core.Filtering.Conditions;
using SocketLab.Core.Journal;
using SocketLab.Core.Tests.Journal;

namespace SocketLab.Core.Tests.Filtering;

/// <summary>Entries that could not be judged are counted once each, for as long as they are kept.</summary>
public sealed class UndecidedTests
{
    private static readonly Filter Undecidable = new("?", "?", new AllCondition([new SlowCondition(), new SlowCondition()]));

    [Fact]
    public void Each_is_counted_once_however_often_and_in_whatever_pieces_it_is_asked_for()
    {
        using var journal = Sample.Journal(2 << 20);
        var source = new FilterSource(journal);
        var scan = new FilterScan(source, Undecidable);
        var fold = new FilterScan(source, Filter.Fold(null, Undecidable));
        for (var i = 0; i < 100; i++)
        {
            Add(journal, i % 10 == 0 ? "?" : "plain");
            if (i % 7 == 0)
            {
                scan.Complete(CancellationToken.None);
                fold.Complete(CancellationToken.None);
            }
        }

        Assert.Equal((90, 10), (scan.Complete(CancellationToken.None).Count, scan.Hits.Undecided));
        Assert.Equal(10, fold.Complete(CancellationToken.None).Undecided);
        journal.Clear();
        Assert.Equal((0, 0), (scan.Complete(CancellationToken.None).Count, scan.Hits.Undecided));
    }

    [Fact]
    public async Task Scans_of_one_viewer_wait_for_their_turn_in_order_and_too_many_are_refused()
    {
        var turns = new ScanTurns();
        var inside = Enumerable.Range(0, ScanTurns.AtOnce).Select(_ => turns.EnterAsync(CancellationToken.None)).ToList();
        Assert.All(inside, turn => Assert.True(turn.IsCompletedSuccessfully));
        using var ended = new CancellationTokenSource();
        var waiting = Enumerable.Range(0, ScanTurns.MaxWaiting).Select(_ => turns.EnterAsync(ended.Token)).ToList();
        Assert.All(waiting, turn => Assert.False(turn.IsCompleted));
        Assert.Equal("ScansPerViewer", (await RefusedAsync(turns)).Limit);
        var first = await inside[0];
        first.Dispose();
        first.Dispose();
        await Eventually.HoldsAsync(() => waiting.Count(turn => turn.IsCompletedSuccessfully) == 1);
        await ended.CancelAsync();
        await Eventually.HoldsAsync(() => waiting.TrueForAll(turn => turn.IsCompleted));
        Assert.False(turns.IsIdle);
        foreach (var turn in waiting.Where(turn => turn.IsCompletedSuccessfully).Append(inside[1]))
        {
            (await turn).Dispose();
        }

        Assert.True(turns.IsIdle);
    }

    private static Task<Core.Definitions.LimitReachedException> RefusedAsync(ScanTurns turns) =>
        Assert.ThrowsAsync<Core.Definitions.LimitReachedException>(() => turns.EnterAsync(CancellationToken.None));

    private static void Add(EntryJournal journal, string text)
    {
        using var batch = journal.BeginBatch();
        var peer = PeerAddress.From(new IPEndPoint(IPAddress.Loopback, 50_000));
        batch.AddDatagram(EntryDirection.In, 1, peer, text.Length, System.Text.Encoding.ASCII.GetBytes(text));
    }

    /// <summary>True of everything but what it takes too long to tell of.</summary>
    private sealed class SlowCondition : EntryCondition
    {
        public override int Cost => 1;

        public override bool Matches(in EntryFacts facts)
        {
            if (facts.Payload[0] != (byte)'?')
            {
                return true;
            }

            facts.Scratch.Undecide(facts.Sequence);
            return false;
        }
    }
}
