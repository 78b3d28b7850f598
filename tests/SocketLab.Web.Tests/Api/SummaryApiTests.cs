using System.Net;
using System.Text;
using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

/// <summary>What entries sum up to, and who talked with whom, as JSON and as a file for a spreadsheet.</summary>
public sealed class SummaryApiTests(WebLab lab) : IClassFixture<WebLab>
{
    private static readonly DateTime Noon = new(2026, 11, 28, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task A_summary_has_sizes_gaps_peers_and_ports()
    {
        var (id, journal) = await JournalAsync();
        (await lab.GetAsync($"/api/endpoints/{id}/summary?filter=dir%20==%20in")).MustEqual(
            $$"""
            { "journalId": "{{journal.Id}}", "first": 1, "last": 4, "missed": 0, "events": 0, "truncated": 0, "undecided": 0,
              "total": { "receivedMessages": 3, "receivedBytes": 12, "sentMessages": 0, "sentBytes": 0,
                         "first": "2026-11-28T12:00:00.0000000Z", "last": "2026-11-28T12:00:02.0000000Z" },
              "receivedSizes": { "count": 3, "min": 2, "mean": 4, "median": 5, "p95": 5, "p99": 5, "max": 5,
                                 "ranges": [ { "from": 2, "to": 3, "count": 1 }, { "from": 4, "to": 7, "count": 2 } ] },
              "sentSizes": { "count": 0, "min": null, "mean": null, "median": null, "p95": null, "p99": null, "max": null, "ranges": [] },
              "gapsMicroseconds": { "count": 2, "min": 1000000, "mean": 1000000, "median": 1000000, "p95": 1000000, "p99": 1000000,
                                    "max": 1000000, "ranges": [ { "from": 1000000, "to": 1999999.9, "count": 2 } ] },
              "peers": { "others": null, "rows": [ { "address": "127.0.0.1", "total": {
                "receivedMessages": 3, "receivedBytes": 12, "sentMessages": 0, "sentBytes": 0,
                "first": "2026-11-28T12:00:00.0000000Z", "last": "2026-11-28T12:00:02.0000000Z" } } ] },
              "ports": { "others": null, "rows": [
                { "port": 40000, "total": { "receivedMessages": 2, "receivedBytes": 7, "sentMessages": 0, "sentBytes": 0,
                  "first": "2026-11-28T12:00:00.0000000Z", "last": "2026-11-28T12:00:02.0000000Z" } },
                { "port": 40001, "total": { "receivedMessages": 1, "receivedBytes": 5, "sentMessages": 0, "sentBytes": 0,
                  "first": "2026-11-28T12:00:01.0000000Z", "last": "2026-11-28T12:00:01.0000000Z" } } ] } }
            """
        );
        (await lab.GetAsync($"/api/endpoints/{id}/summary?filter=len%20=")).MustBe(400, "badFilter", "$.filter");
        (await lab.GetAsync($"/api/endpoints/{id}/summary?limit=1")).MustBe(400, "invalidRequest", "$.limit");
    }

    [Fact]
    public async Task Conversations_have_both_directions_and_the_filter_that_takes_them()
    {
        var (id, journal) = await JournalAsync();
        (await lab.GetAsync($"/api/endpoints/{id}/conversations?limit=1")).MustEqual(
            $$"""
            { "journalId": "{{journal.Id}}", "first": 1, "last": 4, "missed": 0, "others": null, "conversations": [
              { "peer": { "address": "127.0.0.1", "port": 40000 }, "local": null, "connectionId": null,
                "total": { "receivedMessages": 2, "receivedBytes": 7, "sentMessages": 1, "sentBytes": 3,
                           "first": "2026-11-28T12:00:00.0000000Z", "last": "2026-11-28T12:00:02.5000000Z" },
                "durationSeconds": 2.5, "bytesPerSecond": 4, "filter": "peer.address == 127.0.0.1 and peer.port == 40000" } ] }
            """
        );
    }

    [Fact]
    public async Task Conversations_of_several_endpoints_say_whose_they_are_and_who_is_at_the_other_side()
    {
        var ((first, journal), (second, port)) = (await JournalAsync(), await lab.CreateAsync("udpListener", "\"name\": \"second\""));
        var (sender, _) = await lab.CreateAsync(
            "udpSender",
            $$"""
            "name": "sender", "local": { "port": 0 }, "remote": { "host": "127.0.0.1", "port": {{port}} }
            """
        );
        await lab.PostAsync($"/api/endpoints/{sender}/send", """{ "payload": { "data": "hello there, second" } }""");
        await Eventually.HoldsAsync(() => lab.Supervisor.Get(second).Journal.Ledger.ReceivedMessages == 1);

        var all = (await lab.GetAsync($"/api/conversations?endpoints={first},{second},{sender}&filter=kind%20==%20datagram")).Body;
        var rows = all.GetProperty("conversations").EnumerateArray().ToList();
        Assert.Equal(4, rows.Count);
        foreach (var (one, other) in new[] { (second, sender), (sender, second) })
        {
            var row = rows.Single(row => row.GetProperty("endpointId").GetString() == one);
            Assert.Equal(other, row.GetProperty("otherEndpointId").GetString());
        }

        Assert.Equal(
            [10, 5],
            rows.Where(row => row.GetProperty("endpointId").GetString() == first)
                .Select(row => row.GetProperty("conversation").GetProperty("total"))
                .Select(total => total.GetProperty("receivedBytes").GetInt32() + total.GetProperty("sentBytes").GetInt32())
        );
        (await lab.GetAsync("/api/conversations?endpoints=nobody")).MustBe(404, "notFound");
        (await lab.GetAsync("/api/conversations?limit=0")).MustBe(400, "invalidRequest", "$.limit");
        var csv = await lab.Http.GetStringAsync(new Uri("/api/conversations?format=csv", UriKind.Relative), WebLab.Soon());
        Assert.Contains(",endpointId,endpoint,otherEndpointId\r\n", csv, StringComparison.Ordinal);
        Assert.Contains($",{second},second,{sender}\r\n", csv, StringComparison.Ordinal);
        Assert.Equal(4, journal.Ledger.Last);
    }

    [Fact]
    public async Task A_spreadsheet_gets_a_row_each_and_no_formula()
    {
        var (id, journal) = await JournalAsync();
        using (var batch = journal.BeginBatch())
        {
            batch.AddDatagram(EntryDirection.In, Noon.Ticks, PeerAddress.FromUnix("=1+1,\"x\""), 9, "123456789"u8);
        }

        using var response = await lab.Http.GetAsync(
            new Uri($"/api/endpoints/{id}/conversations?format=csv", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        Assert.Equal("text/csv", response.Content.Headers.ContentType?.MediaType);
        Assert.EndsWith(".csv", response.Content.Headers.ContentDisposition?.FileName?.Trim('"'), StringComparison.Ordinal);
        Assert.Equal(
            [
                "peerAddress,peerPort,localAddress,localPort,connectionId,receivedMessages,receivedBytes,sentMessages,sentBytes,"
                    + "first,last,durationSeconds,bytesPerSecond",
                "127.0.0.1,40000,,,,2,7,1,3,2026-11-28T12:00:00.0000000Z,2026-11-28T12:00:02.5000000Z,2.5,4",
                "\"unix:=1+1,\"\"x\"\"\",,,,,1,9,0,0,2026-11-28T12:00:00.0000000Z,2026-11-28T12:00:00.0000000Z,0,",
                "127.0.0.1,40001,,,,1,5,0,0,2026-11-28T12:00:01.0000000Z,2026-11-28T12:00:01.0000000Z,0,",
                "",
            ],
            (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("\r\n")
        );
    }

    private async Task<(string Id, EntryJournal Journal)> JournalAsync()
    {
        var (id, _) = await lab.CreateAsync("udpListener", start: false);
        var journal = lab.Supervisor.Get(id).Journal;
        Add(journal, EntryDirection.In, 0, 40_000, "ab");
        Add(journal, EntryDirection.In, 1, 40_001, "abcde");
        Add(journal, EntryDirection.In, 2, 40_000, "abcde");
        Add(journal, EntryDirection.Out, 2.5, 40_000, "abc");
        return (id, journal);
    }

    private static void Add(EntryJournal journal, EntryDirection direction, double seconds, int port, string text)
    {
        using var batch = journal.BeginBatch();
        var peer = PeerAddress.From(new IPEndPoint(IPAddress.Loopback, port));
        batch.AddDatagram(direction, Noon.AddSeconds(seconds).Ticks, peer, text.Length, Encoding.UTF8.GetBytes(text));
    }
}
