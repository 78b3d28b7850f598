using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SocketLab.Contracts;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Web.Commands;
using SocketLab.Web.Tests.Commands;
using SocketLab.Web.Tests.Support;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Tests.Workspace;

/// <summary>Filters that are kept, and the rows that they mark.</summary>
public sealed class FilterLibraryTests
{
    [Fact]
    public async Task They_are_there_after_a_restart_and_a_name_stands_for_one()
    {
        using var data = new TempFolder();
        await using (var lab = new WebLab(data.Path))
        {
            var commands = lab.Services.GetRequiredService<FilterCommands>();
            var first = await commands.SaveAsync(Callers.Operator, new(" hot ", "len > 4") { Colour = FilterColour.Red });
            var again = await commands.SaveAsync(Callers.Operator, new("hot", "len > 5") { Colour = FilterColour.Blue });
            var gone = await commands.SaveAsync(Callers.Operator, new("gone", "dir == in"));
            await commands.DeleteAsync(Callers.Operator, gone.Id);
            Assert.Equal((first.Id, "hot"), (again.Id, first.Content.Name));
            await Assert.ThrowsAsync<FilterException>(() => commands.SaveAsync(Callers.Operator, new("bad", "dir == up")));
            await Assert.ThrowsAsync<FilterException>(() => commands.SaveAsync(Callers.Operator, new("none", " ")));
            await Assert.ThrowsAsync<InvalidRequestException>(() => commands.SaveAsync(Callers.Operator, new(" ", "len > 4")));
            await Assert.ThrowsAsync<InvalidRequestException>(() => commands.SaveAsync(Callers.Operator, new("a\nb", "len > 4")));
        }

        await using (var lab = new WebLab(data.Path))
        {
            var kept = Assert.Single(lab.Services.GetRequiredService<FilterLibrary>().List());
            Assert.Equal(new SavedFilter("hot", "len > 5") { Colour = FilterColour.Blue }, kept.Content);
        }
    }

    [Fact]
    public async Task There_are_not_too_many()
    {
        await using var lab = new WebLab();
        var library = lab.Services.GetRequiredService<FilterLibrary>();
        for (var i = 0; i < FilterLibrary.MaxFilters; i++)
        {
            await library.SaveAsync(new($"filter {i}", "len > 4"), CancellationToken.None);
        }

        await Assert.ThrowsAsync<LimitReachedException>(() => library.SaveAsync(new("one more", "len > 4"), CancellationToken.None));
        await library.SaveAsync(new("filter 7", "len > 5"), CancellationToken.None);
    }

    [Fact]
    public async Task The_first_that_takes_a_row_marks_it_and_gaps_are_left_out()
    {
        using var journal = new EntryJournal(8 << 20, new JournalBudget(64 << 20), TimeProvider.System);
        for (var i = 0; i < 60; i++)
        {
            using var batch = journal.BeginBatch();
            var payload = Encoding.ASCII.GetBytes($"message {i}");
            batch.AddDatagram(EntryDirection.In, i, PeerAddress.None, payload.Length, payload);
        }

        var feed = new FeedState(new FilterSource(journal), new FilterScans(), TimeZoneInfo.Utc);
        feed.Filtering.UseSaved([
            new("1", new("threes", "text matches \"3$\"") { Colour = FilterColour.Red }),
            new("2", new("all", "dir == in")),
            new("3", new("thirties", "text contains \"message 3\"") { Colour = FilterColour.Green }),
            new("4", new("damaged", "dir == up") { Colour = FilterColour.Blue }),
        ]);
        Assert.Equal((FilterColour.Red, "threes"), Marked(feed, 34));
        Assert.Equal((FilterColour.Green, "thirties"), Marked(feed, 36));
        Assert.Equal((FilterColour.None, null), Marked(feed, 42));
        Assert.Equal((FilterColour.Red, "threes"), Marked(feed, 54));
        feed.Filter.Use("text matches \"[35]$\"");
        while (!await feed.ScanAsync(TestContext.Current.CancellationToken)) { }
        feed.Refresh();
        Assert.Equal((FilterColour.Red, "threes"), Marked(feed, 44));
        Assert.Equal((FilterColour.None, null), Marked(feed, 46));
        feed.Filtering.UseSaved([]);
        Assert.Equal((FilterColour.None, null), Marked(feed, 44));
    }

    private static (FilterColour, string?) Marked(FeedState feed, long sequence) =>
        feed
            .Page.Rows.Where(row => row.Sequence == sequence)
            .Select(row => (row.Colour?.Colour ?? FilterColour.None, row.Colour?.FilterName))
            .Single();
}
