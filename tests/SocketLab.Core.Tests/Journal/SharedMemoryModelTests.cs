using CsCheck;
using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Journal;

/// <summary>
/// Several journals on one budget against a list each: memory goes from one to another, through clearing, deleting and smaller limits,
/// and back to the system, and no entry is ever touched by it.
/// </summary>
public sealed class SharedMemoryModelTests
{
    private const int Journals = 3;

    private const int Segment = JournalBudget.SegmentBytes;

    private static readonly Gen<Step> AnyStep = Gen.Select(
        Gen.Int[0, Journals - 1],
        Gen.Frequency(
            (10, Gen.Const(Do.Append)),
            (2, Gen.Const(Do.Clear)),
            (2, Gen.Const(Do.Delete)),
            (2, Gen.Const(Do.Limit)),
            (2, Gen.Const(Do.Wait))
        ),
        Gen.Int[1, 40],
        Gen.Frequency((2, Gen.Int[0, 2000]), (3, Gen.Int[30_000, 65_535])),
        (journal, action, count, size) => new Step(journal, action, count, size)
    );

    private enum Do
    {
        Append,
        Clear,
        Delete,
        Limit,
        Wait,
    }

    [Fact]
    public void Journals_that_share_memory_behave_like_lists_of_their_own() =>
        Gen.Select(Gen.Int[0, 12], AnyStep.Array[1, 60])
            .Sample(
                (limit, steps) =>
                {
                    var clock = new FakeTimeProvider();
                    using var budget = new JournalBudget((long)limit * Segment, clock);
                    var kept = Enumerable.Range(0, Journals).Select(i => new Kept(budget, i)).ToArray();
                    foreach (var step in steps)
                    {
                        Apply(step, kept, budget, clock);
                        Assert.InRange(budget.Held, budget.Used, Math.Max((long)limit * Segment, budget.Used));
                    }

                    Array.ForEach(kept, one => one.Model.AssertKeptIsReadable());
                    Array.ForEach(kept, one => one.Journal.Dispose());
                    Assert.Equal(0, budget.Used);
                },
                iter: 60
            );

    private static void Apply(Step step, Kept[] kept, JournalBudget budget, FakeTimeProvider clock)
    {
        var (journal, model) = kept[step.Journal];
        switch (step.Do)
        {
            case Do.Append:
                model.AddDatagrams(step.Count, step.Size, EntryDirection.In);
                break;
            case Do.Clear:
                journal.Clear();
                model.NoteClear();
                break;
            case Do.Delete:
                journal.Dispose();
                kept[step.Journal] = new Kept(budget, step.Journal + step.Count);
                break;
            case Do.Limit:
                journal.SetMaxBytes((long)step.Count * Segment / 4);
                model.NoteEviction();
                break;
            case Do.Wait:
                clock.Advance(SpareSegments.TrimInterval);
                break;
        }

        kept[step.Journal].Model.AssertReads(0, int.MaxValue, int.MaxValue);
    }

    private readonly record struct Step(int Journal, Do Do, int Count, int Size);

    private sealed record Kept(EntryJournal Journal, JournalModel Model)
    {
        public Kept(JournalBudget budget, int seed)
            : this(Sample.Journal(6 * Segment, budget), seed) { }

        private Kept(EntryJournal journal, int seed)
            : this(journal, new JournalModel(journal, seed)) { }
    }
}
