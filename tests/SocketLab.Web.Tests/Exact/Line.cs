using System.Net.Sockets;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Exact;

/// <summary>A TCP endpoint and raw sockets at the other end. Its journal, which holds megabytes, goes with it.</summary>
internal sealed class Line(Lab lab, string id, IReadOnlyList<Socket> peers, IReadOnlyList<string> connections) : IAsyncDisposable
{
    public string Id => id;

    public IReadOnlyList<Socket> Peers => peers;

    /// <summary>The endpoint's connections, in the order of <see cref="Peers"/>.</summary>
    public IReadOnlyList<string> Connections => connections;

    public static async Task<Line> ListenerAsync(Lab lab, int count, string more = "")
    {
        var (id, port) = await lab.CreateAsync("tcpListener", more);
        var peers = new List<Socket>();
        for (var i = 0; i < count; i++)
        {
            peers.Add(await Wire.ConnectAsync(port));
        }

        return new(lab, id, peers, await ConnectionsAsync(lab, id, [.. peers.Select(peer => peer.Port())]));
    }

    public static async Task<Line> ClientAsync(Lab lab)
    {
        using var server = Wire.Listen();
        var (id, _) = await lab.CreateAsync("tcpClient", $$""" "remote": { "host": "127.0.0.1", "port": {{server.Port()}} } """);
        var peer = await server.AcceptAsync(Lab.Soon());
        return new(lab, id, [peer], await ConnectionsAsync(lab, id, [server.Port()]));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var peer in peers)
        {
            peer.Dispose();
        }

        await lab.DeleteAsync($"/api/endpoints/{id}");
    }

    private static async Task<IReadOnlyList<string>> ConnectionsAsync(Lab lab, string id, IReadOnlyList<int> ports)
    {
        await lab.UntilAsync(id, endpoint => endpoint.Connections.Open == ports.Count);
        var connections = (await lab.GetAsync($"/api/endpoints/{id}/connections")).Body.GetProperty("connections").EnumerateArray()
            .ToDictionary(connection => connection.GetProperty("peer").GetProperty("port").GetInt32(), connection => connection.GetProperty("id").GetString()!);
        return [.. ports.Select(port => connections[port])];
    }
}
