using SocketLab.Core.Journal;
using SocketLab.Web.Tests.Support;
using SocketLab.Web.ViewState.Feed;

namespace SocketLab.Web.Tests.Workspace;

/// <summary>After a restart of the server each feed says what was in memory and is gone.</summary>
public sealed class LostEntriesTests
{
    [Fact]
    public async Task A_restart_is_told_at_the_top_of_the_feed_with_the_number_of_entries()
    {
        using var data = new TempFolder();
        string used,
            untouched;
        long kept;
        await using (var lab = new WebLab(data.Path))
        {
            (used, var port) = await lab.CreateAsync("udpListener");
            (untouched, _) = await lab.CreateAsync("udpListener", start: false);
            using var sender = Sockets.Udp();
            for (var i = 0; i < 20; i++)
            {
                sender.SendTo($"{i}", port);
            }

            var journal = lab.Supervisor.Get(used).Journal;
            await Eventually.HoldsAsync(journal.Changed, () => journal.Ledger.ReceivedMessages == 20);

            // The stop adds one.
            kept = journal.Ledger.Kept + 1;
        }

        await using (var lab = new WebLab(data.Path))
        {
            var journal = lab.Supervisor.Get(used).Journal;
            var told = journal.ReadAll()[0].Event!;
            Assert.Equal((EventType.ServerRestarted, new ServerRestartedData(kept, IsExact: true)), (told.Type, told.Data));
            var row = new FeedWindow(journal).Read().Rows[0];
            Assert.True(row.IsGap);
            Assert.Equal($"SocketLab was restarted: {kept} earlier entries were in memory and are gone", row.Content);
            Assert.Empty(lab.Supervisor.Get(untouched).Journal.ReadAll());
        }

        // Told of the run before alone: what was said of the one before that is no entry.
        await using (var lab = new WebLab(data.Path))
        {
            Assert.Equal(new ServerRestartedData(2, IsExact: true), lab.Supervisor.Get(used).Journal.ReadAll()[0].Event!.Data);
        }
    }

    [Fact]
    public async Task What_was_written_before_a_kill_is_told_as_about_so_many()
    {
        using var data = new TempFolder();
        string id;
        await using (var lab = new WebLab(data.Path))
        {
            (id, _) = await lab.CreateAsync("udpListener");
        }

        await File.WriteAllTextAsync(
            Path.Combine(data.Path, "entries.json"),
            $$$"""{"isExact":false,"entries":{"{{{id}}}":20969,"gone":3}}""",
            WebLab.Soon()
        );
        await using (var lab = new WebLab(data.Path))
        {
            var told = lab.Supervisor.Get(id).Journal.ReadAll()[0].Event!;
            Assert.Equal("SocketLab was restarted: about 20,969 earlier entries were in memory and are gone", told.Message);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"isExact":true,"entries":null}""")]
    public async Task A_damaged_file_costs_the_sentence_alone(string text)
    {
        using var data = new TempFolder();
        string id;
        await using (var lab = new WebLab(data.Path))
        {
            (id, _) = await lab.CreateAsync("udpListener");
        }

        await File.WriteAllTextAsync(Path.Combine(data.Path, "entries.json"), text, WebLab.Soon());
        await using (var lab = new WebLab(data.Path))
        {
            Assert.Equal(EventType.Started, lab.Supervisor.Get(id).Journal.ReadAll()[0].Event!.Type);
        }
    }
}
