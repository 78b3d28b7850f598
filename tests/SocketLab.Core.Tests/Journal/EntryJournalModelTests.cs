using CsCheck;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Journal;

/// <summary>The journal against a plain list: whatever is done to it, it counts, orders and keeps like one.</summary>
public sealed class EntryJournalModelTests
{
    private static readonly Gen<int> Size = Gen.Frequency(
        (6, Gen.Int[0, 200]),
        (3, Gen.Int[0, 9000]),
        (1, Gen.Int[60_000, 65_535]),
        (1, Gen.Const(65_535))
    );

    private static readonly Gen<Step> AnyStep = Gen.Frequency(
        (12, Gen.Select(Gen.Int[1, 40], Size, Gen.Bool, (count, size, sent) => new Step(Do.Datagrams, count, size, sent ? 1 : 0))),
        (8, Gen.Select(Gen.Int[1, 40], Size, Gen.Bool, (count, size, sent) => new Step(Do.Data, count, size, sent ? 1 : 0))),
        (8, Gen.Select(Gen.Int[1, 40], Size, (count, size) => new Step(Do.Reads, count, size, 0))),
        (4, Gen.Select(Gen.Int[1, 5], Gen.Int[0, 300], (count, size) => new Step(Do.Events, count, size, 0))),
        (1, Gen.Const(new Step(Do.Clear, 0, 0, 0))),
        (1, Gen.Int[0, 2 << 20].Select(bytes => new Step(Do.Limit, bytes, 0, 0))),
        (
            8,
            Gen.Select(Gen.Int[-1, 1100], Gen.Int[0, 50], Size, (permille, maxCount, maxPayload) =>
                new Step(Do.Read, permille, maxCount, maxPayload)
            )
        )
    );

    private enum Do
    {
        Datagrams,
        Data,
        Reads,
        Events,
        Clear,
        Limit,
        Read,
    }

    [Fact]
    public void Journal_behaves_like_a_list_under_any_sequence_of_steps() =>
        Gen.Select(Gen.Int[0, 1 << 20], AnyStep.Array[1, 80])
            .Sample(
                (maxBytes, steps) =>
                {
                    using var journal = Sample.Journal(maxBytes);
                    var model = new JournalModel(journal);
                    foreach (var step in steps)
                    {
                        Apply(step, journal, model);
                    }

                    model.AssertKeptIsReadable();
                },
                iter: 400
            );

    private static void Apply(Step step, EntryJournal journal, JournalModel model)
    {
        switch (step.Do)
        {
            case Do.Datagrams:
                model.AddDatagrams(step.A, step.B, step.C == 0 ? EntryDirection.In : EntryDirection.Out);
                break;
            case Do.Data:
                model.AddData(step.A, step.B, step.C == 0 ? EntryDirection.In : EntryDirection.Out);
                break;
            case Do.Reads:
                model.AddReads(step.A, step.B);
                break;
            case Do.Events:
                model.AddEvents(step.A, step.B);
                break;
            case Do.Clear:
                journal.Clear();
                model.NoteClear();
                break;
            case Do.Limit:
                journal.SetMaxBytes(step.A);
                model.NoteEviction();
                break;
            case Do.Read:
                model.AssertReads(Math.Max(0, step.A * journal.Ledger.Last / 1000), step.B, step.C);
                break;
        }

        journal.Ledger.AssertReconciles();
    }

    private readonly record struct Step(Do Do, int A, int B, int C);
}
