using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

/// <summary>Saved filters over HTTP, as the page has them.</summary>
public sealed class SavedFilterApiTests : IAsyncDisposable
{
    private const string Hot = """{ "name": " hot rooms ", "filter": "capture(\"temp=([0-9.]+)\") >= 25", "colour": "red" }""";

    private readonly WebLab _lab = new();

    [Fact]
    public async Task A_filter_is_saved_read_changed_and_deleted()
    {
        var created = await _lab.PostAsync("/api/filters", Hot);
        Assert.Equal(201, created.Status);
        var id = created.Body.GetProperty("id").GetString();
        Assert.Equal($"/api/filters/{id}", created.Location!.OriginalString);
        created.MustEqual(
            """{ "id": "*", "name": "hot rooms", "filter": "capture(\"temp=([0-9.]+)\") >= 25", "colour": "red", "hide": false }"""
        );
        (await _lab.GetAsync($"/api/filters/{id}")).MustEqual(created.Body.ToString());

        (await _lab.PatchAsync($"/api/filters/{id}", """{ "colour": null, "hide": true, "filter": "kind == event" }""")).MustEqual(
            """{ "id": "*", "name": "hot rooms", "filter": "kind == event", "colour": "none", "hide": true }"""
        );
        Assert.Equal(204, (await _lab.DeleteAsync($"/api/filters/{id}")).Status);
        (await _lab.GetAsync($"/api/filters/{id}")).MustBe(404, "notFound");
        (await _lab.PatchAsync($"/api/filters/{id}", "{}")).MustBe(404, "notFound");
        (await _lab.DeleteAsync($"/api/filters/{id}")).MustBe(404, "notFound");
    }

    [Theory]
    [InlineData("""{ }""", "invalidRequest", "$.name", "$.filter")]
    [InlineData("""{ "name": " ", "filter": "len > 4" }""", "invalidRequest", "$.name")]
    [InlineData("""{ "name": "a\u0000", "filter": "len > 4" }""", "invalidRequest", "$.name")]
    [InlineData("""{ "name": "a", "filter": "len > 4", "colour": "Red" }""", "invalidRequest", "$.colour")]
    [InlineData("""{ "name": "a", "filter": "len > 4", "id": "x" }""", "invalidRequest", "$.id")]
    [InlineData("""{ "name": "a", "filter": "" }""", "badFilter", "$.filter")]
    [InlineData("""{ "name": "a", "filter": "dir == up" }""", "badFilter", "$.filter")]
    public async Task A_wrong_filter_is_named_and_nothing_is_saved(string json, string code, params string[] paths)
    {
        (await _lab.PostAsync("/api/filters", json)).MustBe(400, code, paths);
        Assert.Empty((await _lab.GetAsync("/api/filters")).Body.GetProperty("filters").EnumerateArray());
    }

    [Fact]
    public async Task A_name_stands_for_one_and_all_are_listed_by_it()
    {
        foreach (var name in new[] { "z", "a", "m" })
        {
            await _lab.PostAsync("/api/filters", $$"""{ "name": "{{name}}", "filter": "len > 4" }""");
        }

        var all = (await _lab.GetAsync("/api/filters")).Body.GetProperty("filters").EnumerateArray().ToList();
        Assert.Equal(["a", "m", "z"], all.Select(filter => filter.GetProperty("name").GetString()));
        (await _lab.PostAsync("/api/filters", """{ "name": "m", "filter": "len > 5" }""")).MustBe(409, "nameTaken");
        (await _lab.PatchAsync($"/api/filters/{all[0].GetProperty("id")}", """{ "name": "m" }""")).MustBe(409, "nameTaken");
        Assert.Equal(200, (await _lab.PatchAsync($"/api/filters/{all[0].GetProperty("id")}", """{ "name": "a" }""")).Status);
    }

    public ValueTask DisposeAsync() => _lab.DisposeAsync();
}
