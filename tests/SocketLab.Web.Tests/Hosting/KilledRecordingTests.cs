using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Hosting;

/// <summary>What is on the disk of a recording when the process is killed. The benchmark <c>recording</c> kills a hundred times.</summary>
public sealed class KilledRecordingTests
{
    [Fact]
    public async Task After_a_kill_everything_is_there_up_to_a_second_before_and_the_recording_goes_on()
    {
        using var data = new TempFolder();
        string id;
        long mustBeThere;
        await using (var killed = Start(data))
        {
            using var http = await killed.ClientAsync();
            var listener = await PostAsync(http, "/api/endpoints", """{ "kind": "udpListener", "start": true }""");
            var endpoint = listener.GetProperty("id").GetString();
            id = (await PostAsync(http, "/api/recordings", $$"""{ "endpointIds": ["{{endpoint}}"] }""")).GetProperty("id").GetString()!;
            var port = listener.GetProperty("bound").GetProperty("port").GetInt32();
            mustBeThere = await SendAsync(port, TimeSpan.FromSeconds(2));
            await killed.KillAsync();
        }

        await using var next = Start(data);
        using var client = await next.ClientAsync();
        var recording = await client.GetFromJsonAsync<JsonElement>($"/api/recordings/{id}", WebLab.Soon());
        Assert.Equal("recording", recording.GetProperty("state").GetString());
        Assert.True(recording.GetProperty("entries").GetInt64() >= mustBeThere, $"{recording} has fewer than {mustBeThere}");
        var opened = await PostAsync(client, $"/api/recordings/{id}/open", null);
        Assert.Equal(recording.GetProperty("entries").GetInt64(), opened.GetProperty("stats").GetProperty("receivedMessages").GetInt64());
    }

    /// <summary>Sends datagrams for a while, and tells how many had gone a second before the end.</summary>
    private static async Task<long> SendAsync(int port, TimeSpan time)
    {
        using var peer = Sockets.Udp();
        var (clock, sent, early) = (Stopwatch.StartNew(), 0L, 0L);
        while (clock.Elapsed < time)
        {
            peer.SendTo($"number {sent++}", port);
            early = clock.Elapsed < time - TimeSpan.FromSeconds(1) ? sent : early;
            if (sent % 20 == 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
            }
        }

        return early;
    }

    private static HostProcess Start(TempFolder data) =>
        HostProcess.Start($"--SocketLab:DataDirectory={data.Path}", "--urls=http://127.0.0.1:0");

    private static async Task<JsonElement> PostAsync(HttpClient http, string path, string? json)
    {
        using var content = json is null ? null : new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content, WebLab.Soon());
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(WebLab.Soon());
    }
}
