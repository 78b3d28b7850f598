using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Hosting;

/// <summary>The real process with few open files. Counts of many runs at many limits: the benchmark <c>descriptors</c>.</summary>
public sealed class OpenFileTests : IDisposable
{
    private const int Few = 512;
    private const string AnyPort = "--urls=http://127.0.0.1:0";

    private readonly TempFolder _data = new();
    private readonly List<Socket> _sockets = [];

    public void Dispose()
    {
        _sockets.ForEach(socket => socket.Dispose());
        _data.Dispose();
    }

    [Theory]
    [InlineData(100)]
    [InlineData(511)]
    public async Task Too_few_stop_the_start_with_one_line(int openFiles)
    {
        await using var host = HostProcess.StartLimited(openFiles, AnyPort, $"--SocketLab:DataDirectory={_data.Path}");
        var (code, errors) = await host.ExitAsync();
        Assert.Equal(1, code);
        Assert.StartsWith(
            $"SocketLab cannot start: it may have {openFiles} open files, and needs 512 at least. ",
            Assert.Single(errors.TrimEnd().Split('\n')),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Connections_to_it_push_out_those_that_nobody_uses()
    {
        await using var host = HostProcess.StartLimited(Few, AnyPort, $"--SocketLab:DataDirectory={_data.Path}");
        var address = await host.AddressAsync();
        using var http = new HttpClient { BaseAddress = address };

        // A connection of its own for each request: one that was kept might be closed for those that the server takes in meanwhile.
        http.DefaultRequestHeaders.ConnectionClose = true;
        await CreateAsync(http, new { kind = "udpListener", start = true });
        await using var hub = new HubConnectionBuilder().WithUrl(new Uri(address, "/hubs/live")).Build();
        await hub.StartAsync(WebLab.Soon());
        var watching = hub.StreamAsync<JsonElement>("WatchEndpoints", WebLab.Soon()).GetAsyncEnumerator();
        Assert.True(await watching.MoveNextAsync());

        for (var i = 0; i < Few; i++)
        {
            await OpenAsync(address.Port, i % 5 == 0 ? "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n" : "");
        }

        Assert.Equal("Healthy", await http.GetStringAsync("/healthz", WebLab.Soon()));
        Assert.Equal(HubConnectionState.Connected, hub.State);
        await CreateAsync(http, new { kind = "udpListener", start = true });
        Assert.True(await watching.MoveNextAsync());
        await Eventually.HoldsAsync(() => host.Output.Contains("unused ones were closed", StringComparison.Ordinal));
        await host.TerminateAsync();
        Assert.Equal((0, ""), await host.ExitAsync());
    }

    [Fact]
    public async Task Peers_leave_enough_for_what_a_user_does_and_are_told_and_counted()
    {
        await using var host = HostProcess.StartLimited(Few, AnyPort, $"--SocketLab:DataDirectory={_data.Path}");
        using var http = new HttpClient { BaseAddress = await host.AddressAsync() };
        var listeners = new List<(string Id, int Port)>();
        for (var i = 0; i < 4; i++)
        {
            listeners.Add(await CreateAsync(http, new { kind = "tcpListener", start = true }));
        }

        for (var i = 0; i < 64; i++)
        {
            await OpenAsync(listeners[i % listeners.Count].Port, "hello");
        }

        await Eventually.HoldsAsync(async () => (await SumAsync("connectionsTotal")) + await SumAsync("connectionsRejected") == 64);
        Assert.InRange(await SumAsync("connectionsRejected"), 1, 63);
        var told = new List<JsonElement>();
        foreach (var (id, _) in listeners)
        {
            var entries = await http.GetFromJsonAsync<JsonElement>($"/api/endpoints/{id}/entries?limit=1000", WebLab.Soon());
            told.AddRange(
                entries
                    .GetProperty("entries")
                    .EnumerateArray()
                    .Select(entry => entry.GetProperty("event"))
                    .Where(e => e.ValueKind == JsonValueKind.Object && e.GetProperty("type").GetString() == "connectionRejected")
            );
        }

        Assert.NotEmpty(told);
        Assert.All(told, e => Assert.Equal("tooManyOpenFiles", e.GetProperty("code").GetString()));
        Assert.All(told, e => Assert.Equal(Few, e.GetProperty("data").GetProperty("limit").GetInt32()));

        // A user still opens sockets of his own.
        await CreateAsync(http, new { kind = "udpListener", start = true });
        using var sent = await http.PostAsJsonAsync(
            "/api/send",
            new
            {
                protocol = "udp",
                payload = new { data = "x" },
                to = new { host = "localhost", port = 9 },
            },
            WebLab.Soon()
        );
        Assert.Equal(200, (int)sent.StatusCode);

        // And peers come in again when others have gone.
        var before = await SumAsync("connectionsTotal");
        _sockets.ForEach(socket => socket.Dispose());
        await Eventually.HoldsAsync(async () => await SumAsync("connectionsOpen") == 0);
        await OpenAsync(listeners[0].Port, "again");
        await Eventually.HoldsAsync(async () => await SumAsync("connectionsTotal") == before + 1);
        await host.TerminateAsync();
        Assert.Equal((0, ""), await host.ExitAsync());

        async Task<long> SumAsync(string figure)
        {
            var all = await http.GetFromJsonAsync<JsonElement>("/api/endpoints", WebLab.Soon());
            return all.GetProperty("endpoints").EnumerateArray().Sum(one => one.GetProperty("stats").GetProperty(figure).GetInt64());
        }
    }

    private static async Task<(string Id, int Port)> CreateAsync(HttpClient http, object definition)
    {
        using var created = await http.PostAsJsonAsync("/api/endpoints", definition, WebLab.Soon());
        var endpoint = await created.Content.ReadFromJsonAsync<JsonElement>(WebLab.Soon());
        Assert.Equal("running", endpoint.GetProperty("state").GetString());
        return (endpoint.GetProperty("id").GetString()!, endpoint.GetProperty("bound").GetProperty("port").GetInt32());
    }

    /// <summary>A connection that stays open, if it is let; what is refused may already be so when it is written to.</summary>
    private async Task OpenAsync(int port, string text)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(socket);
        try
        {
            await socket.ConnectAsync("127.0.0.1", port, WebLab.Soon());
            await socket.SendAsync(Encoding.ASCII.GetBytes(text), SocketFlags.None, WebLab.Soon());
        }
        catch (SocketException)
        {
            // Refused.
        }
    }
}
