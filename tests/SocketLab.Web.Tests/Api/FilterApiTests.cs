using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

/// <summary>Entries by filter: of one endpoint, of several, counted and over time.</summary>
public sealed class FilterApiTests(WebLab lab) : IClassFixture<WebLab>
{
    private static readonly DateTime Noon = new(2026, 11, 28, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("asc", "3,6,9", "9")]
    [InlineData("desc", "99,96,93", "93")]
    public async Task A_page_has_what_the_filter_takes(string order, string seqs, string next)
    {
        var id = await JournalOf(100);
        var body = (await GetAsync($"endpoints/{id}/entries?limit=3&order={order}", "text matches \"^[0369]+$|three\"")).Body;
        Assert.Equal(seqs, Seqs(body));
        Assert.Equal(next, body.GetProperty("next").ToString());
        Assert.Equal(100, body.GetProperty("last").GetInt64());
    }

    [Theory]
    [InlineData("asc")]
    [InlineData("desc")]
    public async Task Pages_follow_each_other_to_the_end_also_where_nothing_is_found(string order)
    {
        var id = await JournalOf(5000);
        var (seen, position, filter) = (new List<long>(), "", "u8[0] == 0x74 and len > 4");
        while (true)
        {
            var body = (await GetAsync($"endpoints/{id}/entries?limit=700&order={order}&{position}", filter)).Body;
            seen.AddRange(body.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("seq").GetInt64()));
            var next = body.GetProperty("next").GetInt64();
            if (order == "asc" ? next == 5000 : next == 1)
            {
                break;
            }

            position = $"{(order == "asc" ? "after" : "before")}={next}";
        }

        var expected = Enumerable.Range(1, 5000).Where(i => i % 3 == 0).Select(i => (long)i);
        Assert.Equal(order == "asc" ? expected : expected.Reverse(), seen);
        var nothing = (await GetAsync($"endpoints/{id}/entries?", "text contains nowhere")).Body;
        Assert.Equal((0, 5000L), (nothing.GetProperty("entries").GetArrayLength(), nothing.GetProperty("next").GetInt64()));
    }

    [Theory]
    [InlineData("endpoints/{0}/entries?")]
    [InlineData("endpoints/{0}/entries/count?")]
    [InlineData("endpoints/{0}/series?")]
    [InlineData("entries?")]
    public async Task A_wrong_filter_says_where(string path)
    {
        var id = await JournalOf(1);
        var reply = await GetAsync(string.Format(CultureInfo.InvariantCulture, path, id), "len > 3 and dir = in");
        reply.MustBe(400, "badFilter", "$.filter");
        Assert.Equal((17, 1), (reply.Body.GetProperty("column").GetInt32(), reply.Body.GetProperty("length").GetInt32()));
    }

    [Fact]
    public async Task A_count_counts_all_that_is_kept()
    {
        var id = await JournalOf(3000);
        var journal = lab.Supervisor.Get(id).Journal;
        (await GetAsync($"endpoints/{id}/entries/count?", "text == three")).MustEqual(
            $$"""{ "journalId": "{{journal.Id}}", "matched": 1000, "scanned": 3000, "first": 1, "last": 3000, "undecided": 0 }"""
        );

        // The same again is counted on, not begun anew.
        Add(journal, 3001, 30);
        (await GetAsync($"endpoints/{id}/entries/count?", "text == three")).MustEqual(
            $$"""{ "journalId": "{{journal.Id}}", "matched": 1010, "scanned": 3030, "first": 1, "last": 3030, "undecided": 0 }"""
        );
        (await lab.GetAsync($"/api/endpoints/{id}/entries/count")).MustEqual(
            $$"""{ "journalId": "{{journal.Id}}", "matched": 3030, "scanned": 3030, "first": 1, "last": 3030, "undecided": 0 }"""
        );
        journal.Clear();
        (await GetAsync($"endpoints/{id}/entries/count?", "text == three")).MustEqual(
            $$"""{ "journalId": "{{journal.Id}}", "matched": 0, "scanned": 0, "first": 3031, "last": 3030, "undecided": 0 }"""
        );
    }

    [Fact]
    public async Task A_series_sums_up_over_time()
    {
        var id = await JournalOf(30);
        (
            await GetAsync(
                $"endpoints/{id}/series?bucketMs=20000&value=u8[0]&from=2026-11-28T12:00:00Z&to=2026-11-28T12:01:00Z",
                "not three"
            )
        ).MustEqual(
            $$"""
            { "journalId": "{{lab.Supervisor.Get(id).Journal.Id}}", "buckets": [
              { "time": "2026-11-28T12:00:00.0000000Z", "count": 13, "bytes": 20, "min": 49, "mean": 50.61538461538461, "max": 56 },
              { "time": "2026-11-28T12:00:20.0000000Z", "count": 7, "bytes": 14, "min": 50, "mean": 50, "max": 50 } ] }
            """
        );
        (await lab.GetAsync($"/api/endpoints/{id}/series?bucketMs=3600000")).MustEqual(
            $$"""
            { "journalId": "{{lab.Supervisor.Get(id).Journal.Id}}", "buckets": [
              { "time": "2026-11-28T12:00:00.0000000Z", "count": 30, "bytes": 84, "min": null, "mean": null, "max": null } ] }
            """
        );
        (await lab.GetAsync($"/api/endpoints/{id}/series?value=dir&bucketMs=0&from=noon")).MustBe(
            400,
            "invalidRequest",
            "$.value",
            "$.bucketMs",
            "$.from"
        );
    }

    [Fact]
    public async Task Several_endpoints_are_one_list_in_time_order()
    {
        var (first, second, other) = (await JournalOf(0), await JournalOf(0), await JournalOf(50));
        for (var i = 1; i <= 200; i++)
        {
            Add(lab.Supervisor.Get(i % 3 == 0 ? first : second).Journal, i, 1);
        }

        Assert.Equal(Enumerable.Range(1, 200).Select(Label), await AllAsync("asc", $"endpoints={first},{second}&", "len > 0"));
        Assert.Equal(Enumerable.Range(1, 200).Reverse().Select(Label), await AllAsync("desc", $"endpoints={first},{second}&", "len > 0"));
        Assert.Equal(
            Enumerable.Range(1, 200).Select(Label).Where(text => text.Contains('2', StringComparison.Ordinal)),
            await AllAsync("asc", $"endpoints={first},{second}&", "text contains 2")
        );
        Assert.Equal(50, (await AllAsync("asc", "", $"endpoint == {other}")).Count);
        (await lab.GetAsync("/api/entries?endpoints=nobody")).MustBe(404, "notFound");
        (await lab.GetAsync("/api/entries?cursor=x")).MustBe(400, "invalidRequest", "$.cursor");

        static string Label(int i) => i % 3 == 0 ? "three" : i.ToString(CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_cursor_goes_on_when_more_has_come()
    {
        var (first, second) = (await JournalOf(0), await JournalOf(0));
        var path = $"/api/entries?endpoints={first},{second}";
        Add(lab.Supervisor.Get(first).Journal, 1, 2);
        var page = (await lab.GetAsync(path)).Body;
        Assert.Equal("1,2", Seqs(page));
        Add(lab.Supervisor.Get(second).Journal, 5, 1);
        Add(lab.Supervisor.Get(first).Journal, 4, 1);
        page = (await lab.GetAsync($"{path}&cursor={page.GetProperty("cursor").GetString()}")).Body;
        Assert.Equal("3,1", Seqs(page));
        var entry = page.GetProperty("entries")[1];
        Assert.Equal(
            (second, lab.Supervisor.Get(second).Journal.Id),
            (entry.GetProperty("endpointId").GetString(), entry.GetProperty("journalId").GetString())
        );
    }

    private async Task<List<string>> AllAsync(string order, string query, string filter)
    {
        var (seen, cursor) = (new List<string>(), "");
        while (true)
        {
            var body = (await GetAsync($"entries?{query}limit=37&order={order}{cursor}", filter)).Body;
            var texts = body.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("text").GetString()!).ToList();
            if (texts.Count == 0)
            {
                return seen;
            }

            seen.AddRange(texts);
            cursor = $"&cursor={body.GetProperty("cursor").GetString()}";
        }
    }

    private Task<Reply> GetAsync(string path, string filter) => lab.GetAsync($"/api/{path}&filter={Uri.EscapeDataString(filter)}");

    private static string Seqs(JsonElement body) =>
        string.Join(',', body.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("seq").GetInt64()));

    private static void Add(EntryJournal journal, int from, int count)
    {
        using var batch = journal.BeginBatch();
        for (var i = from; i < from + count; i++)
        {
            var text = i % 3 == 0 ? "three" : i.ToString(CultureInfo.InvariantCulture);
            var peer = PeerAddress.From(new IPEndPoint(IPAddress.Loopback, 1000 + (i % 100)));
            batch.AddDatagram(EntryDirection.In, Noon.AddSeconds(i).Ticks, peer, text.Length, Encoding.UTF8.GetBytes(text));
        }
    }

    private async Task<string> JournalOf(int count)
    {
        var (id, _) = await lab.CreateAsync("udpListener", start: false);
        Add(lab.Supervisor.Get(id).Journal, 1, count);
        return id;
    }
}
