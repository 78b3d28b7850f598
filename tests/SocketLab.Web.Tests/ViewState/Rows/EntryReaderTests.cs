using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.Tests.ViewState.Rows;

public sealed class EntryReaderTests
{
    private readonly EntryJournal _one = new(1 << 20, new JournalBudget(8 << 20), TimeProvider.System);
    private readonly EntryJournal _other = new(1 << 20, new JournalBudget(8 << 20), TimeProvider.System);

    [Fact]
    public void Neighbours_are_read_in_one_go_and_others_are_not()
    {
        Append(_one, 5);
        Append(_other, 5);
        var reader = new EntryReader(_one, _other);
        Assert.Equal(3, reader.ReadRun([Of(_one, 2), Of(_one, 3), Of(_one, 4), Of(_other, 5)], 0)!.Count);
        Assert.Equal(1, reader.ReadRun([Of(_other, 5), Of(_one, 1)], 0)!.Count);
        Assert.Equal(1, reader.ReadRun([Of(_one, 1), Of(_one, 3)], 0)!.Count);
    }

    [Fact]
    public void What_is_not_kept_or_in_no_journal_of_ours_is_not_read()
    {
        Append(_one, 2);
        _one.Clear();
        Append(_one, 1);
        var reader = new EntryReader(_one);
        Assert.Null(reader.ReadRun([Of(_one, 2), Of(_one, 3)], 0));
        Assert.Null(reader.Read(Of(_one, 4)));
        Assert.Null(reader.Read(Of(_other, 1)));
        Assert.Null(reader.TimeOf(Of(_one, 1)));
        Assert.Equal(3, reader.Read(Of(_one, 3))!.Sequence);
    }

    private static EntryRef Of(EntryJournal journal, long sequence) => new(journal.Id, sequence);

    private static void Append(EntryJournal journal, int count)
    {
        using var batch = journal.BeginBatch();
        for (var i = 0; i < count; i++)
        {
            batch.AddDatagram(EntryDirection.In, i, default, 1, [1]);
        }
    }
}
