using System.Text;
using SocketLab.Core.Journal;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

public sealed class MarkApiTests(WebLab lab) : IClassFixture<WebLab>
{
    [Fact]
    public async Task An_entry_is_marked_noted_and_unmarked_and_the_note_stands_in_the_capture()
    {
        var (id, _) = await lab.CreateAsync("udpListener");
        using (var batch = lab.Supervisor.Get(id).Journal.BeginBatch())
        {
            batch.AddDatagram(EntryDirection.In, TimeProvider.System.GetUtcNow().UtcTicks, default, 5, "Hello"u8);
        }

        var journal = lab.Supervisor.Get(id).Journal;
        var seq = journal.Ledger.Last;
        var address = $"/api/endpoints/{id}/entries/{seq}/mark";
        (await lab.GetAsync(address)).MustBe(404, "notFound");
        var put = await lab.SendAsync(HttpMethod.Put, address, """{ "note": " here it began " }""");
        JsonMust.Equal($$"""{ "seq": {{seq}}, "note": "here it began" }""", put.Body);
        JsonMust.Equal(
            $$"""{ "journalId": "{{journal.Id}}", "marks": [ { "seq": {{seq}}, "note": "here it began" } ] }""",
            (await lab.GetAsync($"/api/endpoints/{id}/marks")).Body
        );
        var capture = await lab.Http.GetByteArrayAsync($"/api/endpoints/{id}/capture.pcapng");
        Assert.Contains("Note: here it began", Encoding.Latin1.GetString(capture), StringComparison.Ordinal);

        var longNote = new string('x', MarkedEntries.MaxNote + 1);
        (await lab.SendAsync(HttpMethod.Put, address, $$"""{ "note": "{{longNote}}" }""")).MustBe(400, "invalidRequest", "$.note");
        (await lab.SendAsync(HttpMethod.Put, $"/api/endpoints/{id}/entries/{seq + 1}/mark", "{}")).MustBe(404, "notFound");
        (await lab.SendAsync(HttpMethod.Put, address, """{ "color": 1 }""")).MustBe(400, "invalidRequest", "$.color");
        Assert.Equal(204, (await lab.DeleteAsync(address)).Status);
        Assert.Equal(204, (await lab.DeleteAsync(address)).Status);
        Assert.Null(journal.Marks.Find(seq));
    }
}
