using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Hosting;

/// <summary>How long the real process takes to stop. Nothing runs beside it here: what is measured is the stop, not the load.</summary>
[CollectionDefinition(nameof(HostStopTests), DisableParallelization = true)]
[Collection(nameof(HostStopTests))]
public sealed class HostStopTests
{
    private const string AnyPort = "--urls=http://127.0.0.1:0";

    [Fact]
    public async Task A_stop_is_quick_and_clean_and_what_ran_runs_again()
    {
        using var data = new TempFolder();
        string id;
        int port;
        await using (var host = HostProcess.Start(AnyPort, $"--SocketLab:DataDirectory={data.Path}"))
        {
            var address = await host.AddressAsync();
            using var http = new HttpClient { BaseAddress = address };
            var created = await http.PostAsJsonAsync("/api/endpoints", new { kind = "tcpListener", start = true }, WebLab.Soon());
            var endpoint = await created.Content.ReadFromJsonAsync<JsonElement>(WebLab.Soon());
            id = endpoint.GetProperty("id").GetString()!;
            port = endpoint.GetProperty("bound").GetProperty("port").GetInt32();

            // All that could hold a stop up: a stream that never ends, a WebSocket that never speaks, a peer that never closes, and a job
            // that it keeps waiting.
            await using var hub = new HubConnectionBuilder().WithUrl(new Uri(address, "/hubs/live")).Build();
            await hub.StartAsync(WebLab.Soon());
            var watching = hub.StreamAsync<JsonElement>("WatchEndpoints", WebLab.Soon()).GetAsyncEnumerator();
            Assert.True(await watching.MoveNextAsync());
            using var silent = new ClientWebSocket();
            await silent.ConnectAsync(new UriBuilder(new Uri(address, "/hubs/live")) { Scheme = "ws" }.Uri, WebLab.Soon());
            using var peer = await Sockets.ConnectAsync(port);
            using var job = await http.PostAsJsonAsync(
                $"/api/endpoints/{id}/send",
                new { payload = new { data = new string('x', 100_000) }, repeat = new { durationSeconds = 3600 } },
                WebLab.Soon()
            );
            Assert.Equal(202, (int)job.StatusCode);

            var clock = Stopwatch.StartNew();
            await host.TerminateAsync();
            var (code, errors) = await host.ExitAsync();
            Assert.Equal((0, ""), (code, errors));
            Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
            await Assert.ThrowsAsync<SocketException>(() => Sockets.ConnectAsync(port));
        }

        Assert.Equal(["workspace.db"], Directory.GetFiles(data.Path, "workspace*").Select(Path.GetFileName));
        await using (var again = HostProcess.Start(AnyPort, $"--SocketLab:DataDirectory={data.Path}"))
        {
            using var http = new HttpClient { BaseAddress = await again.AddressAsync() };
            Assert.Equal("Healthy", await http.GetStringAsync("/healthz", WebLab.Soon()));
            var endpoint = await http.GetFromJsonAsync<JsonElement>($"/api/endpoints/{id}", WebLab.Soon());
            Assert.Equal("running", endpoint.GetProperty("state").GetString());
        }
    }

    [Fact]
    public async Task A_stop_under_all_loads_at_once_is_in_time()
    {
        using var data = new TempFolder();
        await using var host = HostProcess.Start(AnyPort, $"--SocketLab:DataDirectory={data.Path}");
        using var http = await host.ClientAsync();
        await using var load = await StopLoad.StartAsync(http.BaseAddress!, size: 2);
        var saved = (await http.GetFromJsonAsync<JsonElement>("/api/endpoints", WebLab.Soon())).GetProperty("endpoints").GetArrayLength();
        var clock = Stopwatch.StartNew();
        await host.TerminateAsync();
        Assert.Equal((0, ""), await host.ExitAsync());
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Empty(load.TakenPorts());
        Assert.Equal(saved, (await StoredWorkspace.OpenAsync(data.Path)).Loaded.Count);
    }
}
