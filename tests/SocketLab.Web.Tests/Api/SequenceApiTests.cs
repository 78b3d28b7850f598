using SocketLab.Core.Statistics;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Api;

public sealed class SequenceApiTests(WebLab lab) : IClassFixture<WebLab>
{
    [Fact]
    public async Task Measuring_is_switched_on_while_running_and_told_in_stats()
    {
        var (id, port) = await lab.CreateAsync("udpListener");
        Assert.Equal(200, (await lab.PatchAsync($"/api/endpoints/{id}", """{ "measureSequence": true }""")).Status);
        var started = await lab.PostAsync(
            $"/api/endpoints/{id}/send",
            $$"""
            { "payload": { "format": "hex", "template": true, "data": "{{SequenceStamp.Template}}" },
              "to": { "host": "127.0.0.1", "port": {{port}} }, "repeat": { "count": 20, "perSecond": 1000 } }
            """
        );
        Assert.Equal(202, started.Status);

        // It looks when rates are sampled.
        var soon = WebLab.Soon();
        while (lab.Supervisor.Get(id).Statistics.Sequence.Senders is not [{ Received: 20 }])
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, soon);
        }

        var stats = (await lab.GetAsync($"/api/endpoints/{id}")).Body.GetProperty("stats");
        JsonMust.Equal(
            $$"""
            [ { "peer": { "address": "127.0.0.1", "port": {{port}} }, "connectionId": null, "received": 20, "lost": 0, "reordered": 0,
              "duplicates": 0,
                "tooLate": 0, "runs": 1, "highest": 20, "jitterMicroseconds": "*", "rtp": null } ]
            """,
            stats.GetProperty("sequence")
        );
        Assert.Equal(0, stats.GetProperty("sequenceMissed").GetInt64());
    }

    [Fact]
    public async Task It_is_part_of_the_definition()
    {
        var (id, _) = await lab.CreateAsync("tcpListener", """ "measureSequence": true """, start: false);
        Assert.True((await lab.GetAsync($"/api/endpoints/{id}")).Body.GetProperty("measureSequence").GetBoolean());
        (await lab.PatchAsync($"/api/endpoints/{id}", """{ "measureSequence": "yes" }""")).MustBe(
            400,
            "invalidRequest",
            "$.measureSequence"
        );
        Assert.False(
            (await lab.PatchAsync($"/api/endpoints/{id}", """{ "measureSequence": null }"""))
                .Body.GetProperty("measureSequence")
                .GetBoolean()
        );
    }
}
