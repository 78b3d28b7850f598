using System.Text;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using SocketLab.Core.Journal;
using SocketLab.Web.Hubs;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Hubs;

public sealed class WatchEntriesTests(WebLab lab) : IClassFixture<WebLab>
{
    public static TheoryData<string> Protocols => ["json", "messagepack"];

    [Fact]
    public async Task A_connection_has_a_bounded_number_of_streams_and_an_ended_one_makes_room()
    {
        await using var hub = await HubClient.ConnectAsync(lab, "json");
        var id = await Stopped();
        Add(id, 1, 10);
        var request = new { from = new[] { new { endpointId = id, after = 0 } } };
        using var first = new CancellationTokenSource();
        Assert.True(await BeginsAsync(first.Token));
        for (var i = 1; i < StreamSlots.PerConnection; i++)
        {
            Assert.True(await BeginsAsync(CancellationToken.None));
        }

        var refused = await Assert.ThrowsAsync<HubException>(() => BeginsAsync(CancellationToken.None));
        Assert.Contains("limitReached: ", refused.Message, StringComparison.Ordinal);

        await first.CancelAsync();
        var soon = WebLab.Soon();
        while (true)
        {
            try
            {
                Assert.True(await BeginsAsync(CancellationToken.None));
                break;
            }
            catch (HubException error) when (error.Message.Contains("limitReached", StringComparison.Ordinal))
            {
                // The end has not reached the server yet.
                soon.ThrowIfCancellationRequested();
            }
        }

        async Task<bool> BeginsAsync(CancellationToken cancellation) =>
            await hub.StreamAsync<object>("WatchEntries", request, cancellation).GetAsyncEnumerator(CancellationToken.None).MoveNextAsync();
    }

    [Theory, MemberData(nameof(Protocols))]
    public async Task Backlog_and_live_follow_each_other_without_gap_or_duplicate(string protocol)
    {
        await using var hub = await HubClient.ConnectAsync(lab, protocol);
        var id = await Stopped();
        Add(id, 5000, 200);
        var seen = new List<long>();
        await foreach (
            var batch in hub.Stream(
                "WatchEntries",
                new
                {
                    from = new[]
                    {
                        new
                        {
                            endpointId = id,
                            after = 0,
                            journalId = (string?)null,
                        },
                    },
                    maxBatch = 700,
                    payloadBytes = 0,
                }
            )
        )
        {
            var entries = batch.List("entries");
            Assert.InRange(entries.Count, 1, 700);
            Assert.All(entries, e => Assert.Empty(e.Bytes("payload", protocol)));
            Assert.Equal(entries[^1].Number("seq"), batch.Number("next"));
            seen.AddRange(entries.Select(e => e.Number("seq")));
            if (seen.Count == 5000)
            {
                Add(id, 5000, 200);
            }

            if (seen.Count >= 10_000)
            {
                break;
            }
        }

        Assert.Equal(Enumerable.Range(1, 10_000).Select(i => (long)i), seen);
    }

    [Fact]
    public async Task The_live_tail_is_gathered()
    {
        await using var hub = await HubClient.ConnectAsync(lab, "messagepack");
        var id = await Stopped();
        Add(id, 3, 1);
        await using var stream = hub.Stream("WatchEntries", new { from = new[] { new { endpointId = id, after = 0 } } })
            .GetAsyncEnumerator();
        Assert.True(await stream.MoveNextAsync());
        for (var i = 0; i < 20; i++)
        {
            Add(id, 1, 1);
        }

        Assert.True(await stream.MoveNextAsync());
        Assert.InRange(stream.Current.List("entries").Count, 2, 20);
    }

    [Fact]
    public async Task Null_is_from_now_on()
    {
        await using var hub = await HubClient.ConnectAsync(lab, "json");
        var (id, marker) = (await Stopped(), await Stopped());
        Add(id, 10, 1);

        // The marker's entry shows that the watch has begun.
        Add(marker, 1, 1);
        await using var stream = hub.Stream(
                "WatchEntries",
                new { from = new object[] { new { endpointId = id, after = (long?)null }, new { endpointId = marker, after = 0 } } }
            )
            .GetAsyncEnumerator();
        Assert.True(await stream.MoveNextAsync());
        Assert.Equal(marker, stream.Current["endpointId"]);
        Add(id, 1, 1);
        Assert.True(await stream.MoveNextAsync());
        Assert.Equal((id, 11L), (stream.Current["endpointId"], stream.Current.List("entries")[0].Number("seq")));
    }

    [Theory]
    [InlineData("0123456789abcdef", 4, 1)]
    [InlineData(null, 4, 5)]
    [InlineData("same", 4, 5)]
    public async Task A_position_of_another_life_starts_at_the_oldest(string? journalId, long after, long first)
    {
        await using var hub = await HubClient.ConnectAsync(lab, "json");
        var id = await Stopped();
        Add(id, 5, 1);
        var life = journalId == "same" ? lab.Supervisor.Get(id).Journal.Id : journalId;
        await using var stream = hub.Stream(
                "WatchEntries",
                new
                {
                    from = new[]
                    {
                        new
                        {
                            endpointId = id,
                            after,
                            journalId = life,
                        },
                    },
                }
            )
            .GetAsyncEnumerator();
        Assert.True(await stream.MoveNextAsync());
        Assert.Equal(first, stream.Current.List("entries")[0].Number("seq"));
        Assert.Equal(lab.Supervisor.Get(id).Journal.Id, stream.Current["journalId"]);
    }

    [Theory, MemberData(nameof(Protocols))]
    public async Task What_was_evicted_unread_is_counted(string protocol)
    {
        await using var hub = await HubClient.ConnectAsync(lab, protocol);
        var (id, _) = await lab.CreateAsync("udpListener", """ "journal": { "maxBytes": 262144 } """, start: false);
        Add(id, 1000, 2000);
        var journal = lab.Supervisor.Get(id).Journal;
        var (first, told, skipped) = (journal.Ledger.First, 0L, 0L);
        Assert.True(first > 100);
        await foreach (var batch in hub.Stream("WatchEntries", new { from = new[] { new { endpointId = id, after = 10 } } }))
        {
            skipped += batch.Number("skipped");
            told += batch.List("entries").Count;
            if (batch.Number("next") == 1000)
            {
                break;
            }
        }

        Assert.Equal(first - 11, skipped);
        Assert.Equal(1000 - first + 1, told);
    }

    [Fact]
    public async Task A_reader_that_stalls_is_told_its_gap_and_holds_nothing_up()
    {
        await using var hub = await HubClient.ConnectAsync(lab, "messagepack");
        var (id, _) = await lab.CreateAsync("udpListener", """ "journal": { "maxBytes": 262144 } """, start: false);
        Add(id, 1, 1000);
        await using var stream = hub.Stream("WatchEntries", new { from = new[] { new { endpointId = id, after = 0 } }, maxBatch = 10 })
            .GetAsyncEnumerator();
        var (next, told, skipped) = (0L, 0L, 0L);
        Assert.True(await stream.MoveNextAsync());
        Count();

        // Far more than the journal keeps, all at once: no reader can follow that.
        Add(id, 200_000, 1000);
        while (next < 200_001)
        {
            Assert.True(await stream.MoveNextAsync());
            Count();
        }

        Assert.Equal(200_001, told + skipped);
        Assert.True(skipped > 0);

        void Count()
        {
            var entries = stream.Current.List("entries");
            Assert.Equal(next + stream.Current.Number("skipped") + 1, entries[0].Number("seq"));
            (next, told, skipped) = (stream.Current.Number("next"), told + entries.Count, skipped + stream.Current.Number("skipped"));
        }
    }

    [Fact]
    public async Task Several_endpoints_share_a_stream_and_one_may_be_deleted()
    {
        await using var hub = await HubClient.ConnectAsync(lab, "json");
        var (one, two) = (await Stopped(), await Stopped());
        Add(one, 1, 1);
        Add(two, 1, 1);
        var stream = hub.Stream(
                "WatchEntries",
                new { from = new[] { new { endpointId = one, after = 0 }, new { endpointId = two, after = 0 } } }
            )
            .GetAsyncEnumerator();
        Assert.True(await stream.MoveNextAsync());
        Assert.Equal(one, stream.Current["endpointId"]);
        Assert.True(await stream.MoveNextAsync());
        Assert.Equal(two, stream.Current["endpointId"]);

        await lab.DeleteAsync($"/api/endpoints/{one}");
        Add(two, 1, 1);
        Assert.True(await stream.MoveNextAsync());
        Assert.Equal(two, stream.Current["endpointId"]);

        await lab.DeleteAsync($"/api/endpoints/{two}");
        while (await stream.MoveNextAsync())
        {
            Assert.Equal(two, stream.Current["endpointId"]);
        }
    }

    [Theory, MemberData(nameof(Protocols))]
    public async Task A_big_batch_ends_at_one_MiB(string protocol)
    {
        await using var hub = await HubClient.ConnectAsync(lab, protocol);
        var id = await Stopped();
        Add(id, 100, 60_000);
        var seen = 0;
        await foreach (
            var batch in hub.Stream("WatchEntries", new { from = new[] { new { endpointId = id, after = 0 } }, maxBatch = 10_000 })
        )
        {
            Assert.InRange(batch.List("entries").Sum(e => e.Bytes("payload", protocol).Length), 1, 1 << 20);
            seen += batch.List("entries").Count;
            if (seen == 100)
            {
                break;
            }
        }
    }

    private async Task<string> Stopped() => (await lab.CreateAsync("udpListener", start: false)).Id;

    private void Add(string id, int count, int bytes)
    {
        var payload = Encoding.ASCII.GetBytes(new string('x', bytes));
        using var batch = lab.Supervisor.Get(id).Journal.BeginBatch();
        for (var i = 0; i < count; i++)
        {
            batch.AddDatagram(EntryDirection.In, 0, default, bytes, payload);
        }
    }
}
