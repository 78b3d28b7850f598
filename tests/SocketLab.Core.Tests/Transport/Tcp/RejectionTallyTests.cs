using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Core.Tests.Transport.Tcp;

/// <summary>A flood of refused connections is one event a second.</summary>
public sealed class RejectionTallyTests
{
    [Fact]
    public void The_first_stands_alone_and_the_rest_is_summed_up()
    {
        var clock = new FakeTimeProvider();
        using var journal = new EntryJournal(1 << 20, new JournalBudget(1 << 24), clock);
        var tally = new RejectionTally(journal, more => TcpJournal.Rejected(10, more));
        Add(1000);
        Assert.Equal([1], Counts());
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([1, 999], Counts());

        // A second without any ends the gathering: the next one stands alone again.
        clock.Advance(TimeSpan.FromSeconds(1));
        Add(1);
        Assert.Equal([1, 999, 1], Counts());
        Add(5);
        tally.Dispose();
        Assert.Equal([1, 999, 1, 5], Counts());

        void Add(int count)
        {
            for (var i = 0; i < count; i++)
            {
                tally.Add(PeerAddress.None);
            }
        }

        long[] Counts() => [.. journal.ReadAll().Select(entry => entry.Data<ConnectionRejectedData>().Count)];
    }
}
