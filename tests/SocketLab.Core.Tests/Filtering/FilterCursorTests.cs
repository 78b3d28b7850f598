using SocketLab.Core.Filtering;
using SocketLab.Core.Tests.Journal;

namespace SocketLab.Core.Tests.Filtering;

/// <summary>Asked of entries one by one, a filter says what it says of all of them, also where most are passed over.</summary>
public sealed class FilterCursorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(9000)]
    public void It_takes_what_the_filter_takes(int step)
    {
        using var journal = Sample.Journal(16 << 20);
        new Traffic(journal, 2).Add(30_000);
        var (source, filter) = (Traffic.Source(journal), Filter.Parse("dir == in and len > 3"));
        var hits = new FilterScan(source, filter).Complete(CancellationToken.None);
        var cursor = new FilterCursor(source, filter);
        for (var sequence = journal.Ledger.First; sequence <= journal.Ledger.Last; sequence += step)
        {
            Assert.Equal(hits.Find(sequence) is not null, cursor.Takes(sequence, CancellationToken.None));
        }
    }
}
