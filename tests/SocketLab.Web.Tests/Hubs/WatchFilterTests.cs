using SocketLab.Core.Journal;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Hubs;

/// <summary>A watch with a filter gives what it takes, and nothing is taken twice or left out.</summary>
public sealed class WatchFilterTests(WebLab lab) : IClassFixture<WebLab>
{
    [Theory]
    [InlineData("json")]
    [InlineData("messagepack")]
    public async Task Backlog_and_live_tail_are_filtered(string protocol)
    {
        await using var hub = await HubClient.ConnectAsync(lab, protocol);
        var (id, _) = await lab.CreateAsync("udpListener", start: false);
        Add(id, 5000);
        var seen = new List<long>();
        var request = new
        {
            from = new[] { new { endpointId = id, after = 0 } },
            filter = "len == 3 and not seq < 10",
            maxBatch = 100,
        };
        await foreach (var batch in hub.Stream("WatchEntries", request))
        {
            var entries = batch.List("entries");
            Assert.InRange(entries.Count, 1, 100);
            Assert.Equal(0, batch.Number("skipped"));
            seen.AddRange(entries.Select(e => e.Number("seq")));
            if (seen.Count == 499)
            {
                Add(id, 3000);
            }

            if (seen.Count == 799)
            {
                break;
            }
        }

        Assert.Equal(Enumerable.Range(1, 8000).Where(i => i % 10 == 3 && i >= 10).Select(i => (long)i).Take(799), seen);
    }

    [Fact]
    public async Task What_was_evicted_unread_is_counted_also_behind_a_filter()
    {
        await using var hub = await HubClient.ConnectAsync(lab, "json");
        var (id, _) = await lab.CreateAsync("udpListener", """ "journal": { "maxBytes": 262144 } """, start: false);
        Add(id, 20_000);
        var ledger = lab.Supervisor.Get(id).Journal.Ledger;
        Assert.True(ledger.Evicted > 1000);
        var request = new { from = new[] { new { endpointId = id, after = 10 } }, filter = "seq == 20000" };
        await using var stream = hub.Stream("WatchEntries", request).GetAsyncEnumerator();
        Assert.True(await stream.MoveNextAsync());
        Assert.Equal(ledger.First - 11, stream.Current.Number("skipped"));
        Assert.Equal(20_000, stream.Current.Number("next"));
    }

    private void Add(string id, int count)
    {
        var journal = lab.Supervisor.Get(id).Journal;
        using var batch = journal.BeginBatch();
        for (var i = 0; i < count; i++)
        {
            var length = (int)((journal.Ledger.Last + 1) % 10);
            batch.AddDatagram(EntryDirection.In, 0, default, length, new byte[length]);
        }
    }
}
