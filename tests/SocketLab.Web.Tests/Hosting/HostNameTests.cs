using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Hosting;

/// <summary>Names as people write them, looked up by the system as it does everywhere: with a hosts file of the test's own.</summary>
public sealed class HostNameTests : IDisposable
{
    private const string Hosts = """
        127.0.0.1 localhost
        127.0.0.7 xn--mnchen-3ya.example
        127.0.0.8 _lab.example
        """;

    private readonly TempFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Names_in_their_own_letters_and_with_underscores_are_found_wherever_a_host_is_taken()
    {
        var file = Path.Combine(_data.Path, "hosts");
        await File.WriteAllTextAsync(file, Hosts + "\n");
        await using var host = HostProcess.StartWithHosts(
            file,
            "--urls=http://127.0.0.1:0",
            $"--SocketLab:DataDirectory={Path.Combine(_data.Path, "data")}"
        );
        using var http = await host.ClientAsync();
        foreach (var (name, address) in new[] { ("MÜNCHEN.example", "127.0.0.7"), ("_lab.example", "127.0.0.8") })
        {
            using var peer = Sockets.Udp(IPAddress.Parse(address));
            var to = new { host = name, port = peer.Port() };
            var payload = new { data = "x" };
            await PostAsync(
                http,
                "/api/send",
                new
                {
                    protocol = "udp",
                    to,
                    payload,
                }
            );
            await peer.ReceivePayloadAsync();

            var sender = await PostAsync(
                http,
                "/api/endpoints",
                new
                {
                    kind = "udpSender",
                    start = true,
                    remote = to,
                }
            );
            Assert.Equal(name, sender.GetProperty("remote").GetProperty("host").GetString());
            var send = $"/api/endpoints/{sender.GetProperty("id").GetString()}/send";
            await PostAsync(http, send, new { payload });
            await peer.ReceivePayloadAsync();
            await PostAsync(http, send, new { payload, to });
            await peer.ReceivePayloadAsync();

            using var bytes = new ByteArrayContent("y"u8.ToArray());
            bytes.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            using var answer = await http.PostAsync($"{send}?host={Uri.EscapeDataString(name)}&port={peer.Port()}", bytes, WebLab.Soon());
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("y"u8.ToArray(), await peer.ReceivePayloadAsync());
        }
    }

    private static async Task<JsonElement> PostAsync(HttpClient http, string path, object body)
    {
        using var answer = await http.PostAsJsonAsync(path, body, WebLab.Soon());
        var text = await answer.Content.ReadAsStringAsync(WebLab.Soon());
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }
}
