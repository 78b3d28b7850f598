using System.Text;
using System.Text.Json;
using SocketLab.Core.Journal;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

public sealed class EntryApiTests(WebLab lab) : IClassFixture<WebLab>
{
    [Fact]
    public async Task A_datagram_is_told_whole()
    {
        var (id, port) = await lab.CreateAsync("udpListener");
        using var peer = Sockets.Udp();
        peer.SendTo("Hello", port);
        await lab.UntilAsync(id, e => e.Journal.Ledger.Last == 2);
        var reply = await lab.GetAsync($"/api/endpoints/{id}/entries");
        Assert.Equal(200, reply.Status);
        reply.MustEqual(
            $$"""
            { "journalId": "{{lab.Supervisor.Get(id).Journal.Id}}", "first": 1, "last": 2, "missed": 0, "next": 2,
              "entries": [
                { "seq": 1, "time": "*", "kind": "event", "direction": "none", "peer": null, "local": null,
                  "interface": null, "connectionId": null, "offset": null,
                  "length": 0, "truncated": false, "unexpectedPeer": false,
                  "payload": "", "text": "", "event": { "type": "started", "code": null, "message": "*", "data": { "address": "127.0.0.1",
                    "port": {{port}} } } },
                { "seq": 2, "time": "*", "kind": "datagram", "direction": "in", "peer": { "address": "127.0.0.1",
                  "port": {{peer.Port()}} }, "local": { "address": "127.0.0.1", "port": {{port}} },
                  "interface": null, "connectionId": null, "offset": null,
                  "length": 5, "truncated": false, "unexpectedPeer": false, "payload": "SGVsbG8=", "text": "Hello", "event": null } ] }
            """
        );
        Assert.All(reply.Body.GetProperty("entries").EnumerateArray(), e =>
            Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$", e.GetProperty("time").GetString())
        );
    }

    [Fact]
    public async Task Stream_data_has_its_connection_and_offset()
    {
        var (id, port) = await lab.CreateAsync("tcpListener");
        using var peer = await Sockets.ConnectAsync(port);
        peer.Send("abc"u8);
        await lab.UntilAsync(id, e => e.Journal.Ledger.ReceivedBytes == 3);
        peer.Send("de"u8);
        await lab.UntilAsync(id, e => e.Journal.Ledger.ReceivedBytes == 5);
        var entries = (await lab.GetAsync($"/api/endpoints/{id}/entries")).Body.GetProperty("entries").EnumerateArray().ToList();
        var connection = lab.Supervisor.Get(id).Connections.ListOpen().Single().Id.ToString();
        Assert.Equal("connectionOpened", entries[1].GetProperty("event").GetProperty("type").GetString());
        Assert.Equal(
            [("data", 0L, "abc"), ("data", 3L, "de")],
            entries[2..]
                .Select(e => (e.GetProperty("kind").GetString(), e.GetProperty("offset").GetInt64(), e.GetProperty("text").GetString()))
        );
        Assert.All(entries[1..], e => Assert.Equal(connection, e.GetProperty("connectionId").GetString()));
    }

    [Fact]
    public async Task Pages_go_forward_and_backward()
    {
        var id = await JournalOf(10);
        Assert.Equal("1,2,3 then 3", await Page(id, "limit=3"));
        Assert.Equal("4,5,6 then 6", await Page(id, "limit=3&after=3"));
        Assert.Equal("10 then 10", await Page(id, "limit=3&after=9"));
        Assert.Equal(" then 10", await Page(id, "limit=3&after=10"));
        Assert.Equal(" then 10", await Page(id, "after=99"));
        Assert.Equal("3,4 then 4", await Page(id, "after=2&before=5"));
        Assert.Equal(" then 4", await Page(id, "after=4&before=5"));
        Assert.Equal("10,9,8 then 8", await Page(id, "limit=3&order=desc"));
        Assert.Equal("7,6,5 then 5", await Page(id, "limit=3&order=desc&before=8"));
        Assert.Equal("2,1 then 1", await Page(id, "limit=3&order=desc&before=3"));
        Assert.Equal(" then 1", await Page(id, "limit=3&order=desc&before=1"));
        Assert.Equal("7,6 then 6", await Page(id, "order=desc&before=8&after=5"));
    }

    [Fact]
    public async Task A_position_of_another_life_starts_at_the_oldest()
    {
        var id = await JournalOf(5);
        Assert.Equal("1,2 then 2", await Page(id, "journalId=0123456789abcdef&after=4&limit=2"));
        Assert.Equal("5 then 5", await Page(id, $"journalId={lab.Supervisor.Get(id).Journal.Id}&after=4&limit=2"));
    }

    [Fact]
    public async Task What_was_evicted_is_missed_and_what_was_cleared_is_not()
    {
        var (id, _) = await lab.CreateAsync("udpListener", """ "journal": { "maxBytes": 262144 } """, start: false);
        var journal = lab.Supervisor.Get(id).Journal;
        Add(journal, 100, 16 << 10);
        var first = journal.Ledger.First;
        Assert.True(first > 10);
        Assert.Equal(first - 1, (await lab.GetAsync($"/api/endpoints/{id}/entries?after=0&limit=1")).Body.GetProperty("missed").GetInt64());
        Assert.Equal(
            first - 6,
            (await lab.GetAsync($"/api/endpoints/{id}/entries?after=5&limit=1&order=desc")).Body.GetProperty("missed").GetInt64()
        );
        var absent = (await lab.GetAsync($"/api/endpoints/{id}/entries?limit=1")).Body;
        Assert.Equal(
            (0, first, 100),
            (absent.GetProperty("missed").GetInt64(), absent.GetProperty("first").GetInt64(), absent.GetProperty("last").GetInt64())
        );

        await lab.PostAsync($"/api/endpoints/{id}/clear");
        var cleared = (await lab.GetAsync($"/api/endpoints/{id}/entries?after=100")).Body;
        Assert.Equal(
            (0, 101, 100, 100),
            (
                cleared.GetProperty("missed").GetInt64(),
                cleared.GetProperty("first").GetInt64(),
                cleared.GetProperty("last").GetInt64(),
                cleared.GetProperty("next").GetInt64()
            )
        );
    }

    [Fact]
    public async Task A_page_between_two_evicted_positions_is_empty_and_ends_there()
    {
        var (id, _) = await lab.CreateAsync("udpListener", """ "journal": { "maxBytes": 262144 } """, start: false);
        Add(lab.Supervisor.Get(id).Journal, 100, 16 << 10);
        var first = lab.Supervisor.Get(id).Journal.Ledger.First;
        Assert.Equal(" then 5 missed 2", await PageAndMissed("after=3&before=6"));
        Assert.Equal(" then 5 missed 0", await PageAndMissed("after=5&before=6"));
        Assert.Equal($"{first} then {first} missed {first - 4}", await PageAndMissed($"after=3&before={first + 1}"));

        async Task<string> PageAndMissed(string query) =>
            $"{await Page(id, query)} missed "
            + $"{(await lab.GetAsync($"/api/endpoints/{id}/entries?{query}")).Body.GetProperty("missed").GetInt64()}";
    }

    [Fact]
    public async Task In_another_life_nothing_is_missed_by_who_had_no_position()
    {
        var (id, _) = await lab.CreateAsync("udpListener", """ "journal": { "maxBytes": 262144 } """, start: false);
        Add(lab.Supervisor.Get(id).Journal, 100, 16 << 10);
        var first = lab.Supervisor.Get(id).Journal.Ledger.First;
        var without = (await lab.GetAsync($"/api/endpoints/{id}/entries?journalId=0123456789abcdef&limit=1")).Body;
        Assert.Equal((0, first), (without.GetProperty("missed").GetInt64(), without.GetProperty("next").GetInt64()));
        var with = (await lab.GetAsync($"/api/endpoints/{id}/entries?journalId=0123456789abcdef&after=50&limit=1")).Body;
        Assert.Equal((first - 1, first), (with.GetProperty("missed").GetInt64(), with.GetProperty("next").GetInt64()));
    }

    [Fact]
    public async Task PayloadBytes_limits_the_payload_and_not_the_text()
    {
        var (id, _) = await lab.CreateAsync("udpListener", start: false);
        var bytes = Encoding.UTF8.GetBytes(new string('a', 1023) + "é and more");
        using (var batch = lab.Supervisor.Get(id).Journal.BeginBatch())
        {
            batch.AddDatagram(EntryDirection.In, 0, default, bytes.Length, bytes);
            batch.AddDatagram(EntryDirection.In, 0, default, 9, [0xff, (byte)'x']);
        }

        var entries = (await lab.GetAsync($"/api/endpoints/{id}/entries?payloadBytes=2")).Body.GetProperty("entries");
        Assert.Equal("aa"u8.ToArray(), entries[0].GetProperty("payload").GetBytesFromBase64());
        Assert.Equal(new string('a', 1023), entries[0].GetProperty("text").GetString());
        Assert.Equal(bytes.Length, entries[0].GetProperty("length").GetInt32());
        Assert.Equal(
            ("\uFFFDx", 9, true),
            (
                entries[1].GetProperty("text").GetString(),
                entries[1].GetProperty("length").GetInt32(),
                entries[1].GetProperty("truncated").GetBoolean()
            )
        );
        Assert.Equal(
            "",
            (await lab.GetAsync($"/api/endpoints/{id}/entries?payloadBytes=0"))
                .Body.GetProperty("entries")[0]
                .GetProperty("payload")
                .GetString()
        );
    }

    [Theory]
    [InlineData("asc")]
    [InlineData("desc")]
    public async Task A_page_ends_at_eight_MiB_and_the_next_goes_on(string order)
    {
        var (id, _) = await lab.CreateAsync("udpListener", start: false);
        var journal = lab.Supervisor.Get(id).Journal;
        Add(journal, 400, 60_000);
        var (seen, position) = (new List<long>(), order == "asc" ? "after=0" : "before=401");
        for (var pages = 1; seen.Count < 400; pages++)
        {
            using var response = await lab.Http.GetAsync(
                $"/api/endpoints/{id}/entries?order={order}&limit=10000&{position}",
                WebLab.Soon()
            );
            var bytes = await response.Content.ReadAsByteArrayAsync(WebLab.Soon());
            Assert.InRange(bytes.Length, 1, 9 << 20);
            using var page = JsonDocument.Parse(bytes);
            seen.AddRange(page.RootElement.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("seq").GetInt64()));
            position = (order == "asc" ? "after=" : "before=") + page.RootElement.GetProperty("next").GetInt64();
            Assert.InRange(pages, 1, 10);
        }

        Assert.Equal(order == "asc" ? Enumerable.Range(1, 400).Select(i => (long)i) : Enumerable.Range(1, 400).Select(i => 401L - i), seen);
    }

    [Theory]
    [InlineData("limit=0", "$.limit")]
    [InlineData("limit=10001", "$.limit")]
    [InlineData("limit=ten", "$.limit")]
    [InlineData("after=-1", "$.after")]
    [InlineData("before=0", "$.before")]
    [InlineData("payloadBytes=-1", "$.payloadBytes")]
    [InlineData("order=up", "$.order")]
    [InlineData("colour=red", "$.colour")]
    [InlineData("after=1&after=2", "$.after")]
    public async Task A_wrong_query_is_named(string query, string path)
    {
        var id = await JournalOf(1);
        (await lab.GetAsync($"/api/endpoints/{id}/entries?{query}")).MustBe(400, "invalidRequest", path);
    }

    private static void Add(EntryJournal journal, int count, int bytes)
    {
        using var batch = journal.BeginBatch();
        for (var i = 0; i < count; i++)
        {
            batch.AddDatagram(EntryDirection.In, 0, default, bytes, new byte[bytes]);
        }
    }

    private async Task<string> JournalOf(int count)
    {
        var (id, _) = await lab.CreateAsync("udpListener", start: false);
        Add(lab.Supervisor.Get(id).Journal, count, 10);
        return id;
    }

    private async Task<string> Page(string id, string query)
    {
        var body = (await lab.GetAsync($"/api/endpoints/{id}/entries?{query}")).Body;
        return $"{string.Join(',', body.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("seq").GetInt64()))} then "
            + $"{body.GetProperty("next").GetInt64()}";
    }
}
