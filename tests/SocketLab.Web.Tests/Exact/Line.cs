using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Exact;

/// <summary>A TCP endpoint and raw sockets at the other end. Its journal, which holds megabytes, goes with it.</summary>
internal sealed class Line(WebLab lab, string id, IReadOnlyList<RawPeer> peers, IReadOnlyList<string> connections) : IAsyncDisposable
{
    public string Id => id;

    public IReadOnlyList<RawPeer> Peers => peers;

    /// <summary>The endpoint's connections, in the order of <see cref="Peers"/>.</summary>
    public IReadOnlyList<string> Connections => connections;

    public static async Task<Line> ListenerAsync(WebLab lab, int count, bool tls, string more = "")
    {
        var (id, port) = await lab.CreateAsync("tcpListener", more.Length > 0 ? $"{Tls(tls)}, {more}" : Tls(tls));
        var peers = new List<RawPeer>();
        for (var i = 0; i < count; i++)
        {
            peers.Add(await RawPeer.ConnectAsync(port, tls));
        }

        return new(lab, id, peers, await ConnectionsAsync(lab, id, [.. peers.Select(peer => peer.Port)]));
    }

    public static async Task<Line> ClientAsync(WebLab lab, bool tls)
    {
        using var server = Sockets.Listen();
        var accepting = RawPeer.AcceptAsync(server, tls);
        var (id, _) = await lab.CreateAsync(
            "tcpClient",
            $$"""{{Tls(tls)}}, "remote": { "host": "127.0.0.1", "port": {{server.Port()}} } """
        );
        return new(lab, id, [await accepting], await ConnectionsAsync(lab, id, [server.Port()]));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var peer in peers)
        {
            peer.Dispose();
        }

        await lab.DeleteAsync($"/api/endpoints/{id}");
    }

    private static string Tls(bool tls) => $$""" "tcp": { "tls": { "enabled": {{(tls ? """true, "trustAny": true""" : "false")}} } } """;

    private static async Task<IReadOnlyList<string>> ConnectionsAsync(WebLab lab, string id, IReadOnlyList<int> ports)
    {
        await lab.UntilAsync(id, endpoint => endpoint.Connections.Open == ports.Count);
        var connections = (await lab.GetAsync($"/api/endpoints/{id}/connections"))
            .Body.GetProperty("connections")
            .EnumerateArray()
            .ToDictionary(
                connection => connection.GetProperty("peer").GetProperty("port").GetInt32(),
                connection => connection.GetProperty("id").GetString()!
            );
        return [.. ports.Select(port => connections[port])];
    }
}
