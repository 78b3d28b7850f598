using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Fuzz;

/// <summary>What is on the server while it is fuzzed: one of everything, made anew now and then, since requests also delete.</summary>
internal sealed partial class Arena(WebLab lab) : IDisposable
{
    private readonly Socket _peer = Sockets.Udp();
    private readonly Dictionary<string, string> _ids = [];
    private Socket? _client;

    /// <summary>Settings of a server whose endpoints reach nothing but this machine.</summary>
    public static (string Key, string Value)[] Settings =>
        [("SocketLab:Destinations:Allow", "127.0.0.0/8"), ("SocketLab:Limits:Jobs", "5")];

    /// <summary>The text with ids in the place of names in braces.</summary>
    public string Filled(string text) => Name().Replace(text, match => _ids.GetValueOrDefault(match.Groups[1].Value, match.Value));

    /// <summary>Deletes everything and makes one of everything.</summary>
    public async Task RenewAsync()
    {
        _client?.Dispose();
        await EmptyWorkspace.MakeAsync(lab.Http);
        var (udp, _) = await lab.CreateAsync("udpSender", $$""" "remote": { "host": "127.0.0.1", "port": {{_peer.Port()}} } """);
        var (spare, _) = await lab.CreateAsync("udpListener");
        var (tcp, port) = await lab.CreateAsync("tcpListener");
        _client = await Sockets.ConnectAsync(port);
        await lab.UntilAsync(tcp, e => e.Connections.Open == 1);
        await _client.SendAllAsync(Encoding.ASCII.GetBytes("hello\r\n"));
        var connection = lab.Supervisor.Get(tcp).Connections.ListOpen()[0].Id.ToString();
        _ = CloseWhenClosedAsync(_client);
        (_ids["udp"], _ids["spare"], _ids["tcp"], _ids["connection"]) = (udp, spare, tcp, connection);
        _ids["job"] = await MadeAsync($"endpoints/{udp}/send", """{ "payload": { "data": "x" }, "repeat": { "perSecond": 1 } }""");
        _ids["certificate"] = await MadeAsync("certificates", """{ "name": "c", "generate": { } }""");
        _ids["filter"] = await MadeAsync("filters", """{ "name": "f", "filter": "len > 4" }""");
        _ids["payload"] = await MadeAsync("payloads", """{ "name": "p", "data": "x" }""");
    }

    /// <summary>
    /// Whether a request, as it was changed, is for this machine alone and for a moment: a changed name would be looked up in the network,
    /// and a changed time waited for.
    /// </summary>
    public static bool IsHarmless(byte[] request)
    {
        var text = Encoding.Latin1.GetString(request);
        return Host().Matches(text).All(match => match.Groups[1].Value is "127.0.0.1" || !HostLike().IsMatch(match.Groups[1].Value))
            && Wait().Matches(text).All(match => match.Groups[1].Value.Length <= 2);
    }

    public void Dispose()
    {
        _peer.Dispose();
        _client?.Dispose();
    }

    /// <summary>A close that waits for the peer's would take as long as it may.</summary>
    private static async Task CloseWhenClosedAsync(Socket client)
    {
        var buffer = new byte[4096];
        try
        {
            while (await client.ReceiveAsync(buffer) > 0) { }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It was reset, or is ours no longer.
        }

        client.Dispose();
    }

    private async Task<string> MadeAsync(string path, string json)
    {
        var reply = await lab.PostAsync($"/api/{path}", json);
        Assert.InRange(reply.Status, 200, 202);
        return reply.Body.GetProperty("id").GetString()!;
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Name();

    [GeneratedRegex("""(?:"host"\s*:\s*"|host=)([^"& ]*)""")]
    private static partial Regex Host();

    [GeneratedRegex(@"^[\w.\-\\%]+$")]
    private static partial Regex HostLike();

    [GeneratedRegex("""(?:waitForReplyMs|delayMs)"\s*:\s*([^,}\s]*)""")]
    private static partial Regex Wait();
}
