using Microsoft.Extensions.DependencyInjection;
using SocketLab.Core.Payloads;
using SocketLab.Web.Tests.Support;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Tests.Api;

public sealed class PayloadHistoryApiTests
{
    [Fact]
    public async Task What_was_sent_is_told_newest_first_nothing_twice_and_can_be_forgotten()
    {
        await using var lab = new WebLab();
        var history = lab.Services.GetRequiredService<PayloadHistory>();
        foreach (var data in (string[])["a", "b", "a", "a"])
        {
            await history.AddAsync(new() { Data = data, LineEnding = LineEnding.Lf }, WebLab.Soon());
        }

        (await lab.GetAsync("/api/payloads/history")).MustEqual(
            """
            { "history": [
              { "time": "*", "payload": { "format": "text", "data": "a", "encoding": "utf-8", "template": false, "lineEnding": "lf" } },
              { "time": "*", "payload": { "format": "text", "data": "b", "encoding": "utf-8", "template": false, "lineEnding": "lf" } } ] }
            """
        );
        Assert.Equal(204, (await lab.DeleteAsync("/api/payloads/history")).Status);
        (await lab.GetAsync("/api/payloads/history")).MustEqual("""{ "history": [] }""");
    }

    [Fact]
    public async Task The_same_text_read_in_another_way_is_another_payload()
    {
        await using var lab = new WebLab();
        var history = lab.Services.GetRequiredService<PayloadHistory>();
        await history.AddAsync(new() { Data = "00" }, WebLab.Soon());
        await history.AddAsync(new() { Data = "00", Format = PayloadFormat.Hex }, WebLab.Soon());
        Assert.Equal([PayloadFormat.Hex, PayloadFormat.Text], history.List().Select(sent => sent.Payload.Format));
    }

    [Fact]
    public async Task Fifty_are_kept_over_a_restart_and_what_is_very_long_is_not()
    {
        using var data = new TempFolder();
        await using (var lab = new WebLab(data.Path))
        {
            var history = lab.Services.GetRequiredService<PayloadHistory>();
            for (var i = 0; i < 60; i++)
            {
                await history.AddAsync(new() { Data = $"{i}" }, WebLab.Soon());
            }

            await history.AddAsync(new() { Data = new string('x', PayloadHistory.MaxCharacters + 1) }, WebLab.Soon());
            await history.AddAsync(new() { Data = "20" }, WebLab.Soon());
        }

        await using (var lab = new WebLab(data.Path))
        {
            var history = lab.Services.GetRequiredService<PayloadHistory>().List();
            Assert.Equal(["20", "59", "58"], history.Take(3).Select(sent => sent.Payload.Data));
            Assert.Equal((50, "10"), (history.Count, history[^1].Payload.Data));
            Assert.All(history, sent => Assert.Equal(DateTimeKind.Utc, sent.Time.Kind));
            Assert.Equal(204, (await lab.DeleteAsync("/api/payloads/history")).Status);
        }

        await using (var lab = new WebLab(data.Path))
        {
            Assert.Empty(lab.Services.GetRequiredService<PayloadHistory>().List());
        }
    }
}
