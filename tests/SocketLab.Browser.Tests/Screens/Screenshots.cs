using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;
using SocketLab.Core.Definitions;

namespace SocketLab.Browser.Tests.Screens;

/// <summary>
/// Pictures of every screen, empty, with ten rows, in a flood and with an error, to be looked at. They are made on demand:
/// <c>dotnet tests/SocketLab.Browser.Tests/bin/Release/net10.0/SocketLab.Browser.Tests.dll -explicit only -class '*Screenshots'</c>.
/// </summary>
public sealed class Screenshots(Chromium chromium)
{
    private const string Json = """{"node":"A7","temp":21.4,"ok":true,"n":7}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task Datagrams()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var camera = new Camera(lab.Page);
        await camera.ShootAsync("first");
        await camera.ShootAsync("first-list", "Endpoints");
        await camera.ShootHardAsync("first");
        var listener = await lab.UseAsync(Make.UdpListener("Sensor inbox"));
        await camera.ShootAsync("udp-empty");
        using var peer = new UdpClient(AddressFamily.InterNetwork);
        peer.Connect(listener.Bound!);
        for (var i = 0; i < 10; i++)
        {
            await peer.SendAsync(
                i switch
                {
                    3 => Convert.FromHexString("aa5503420848014b90016b09a7a23b"),
                    6 => [],
                    8 => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Json, 30))),
                    _ => Encoding.UTF8.GetBytes(Json + "\n"),
                },
                Cancel
            );
        }

        await Expect(lab.Rows).ToHaveCountAsync(11);
        await camera.ShootAsync("udp-ten");
        await lab.Rows.Nth(9).ClickAsync();
        await Expect(lab.Get("hex")).ToBeVisibleAsync();
        await camera.ShootAsync("udp-entry");
        await camera.ShootAsync("udp-inspect", "Inspect");
        await camera.ShootHardAsync("udp-entry");
        await lab.Get("payload").FillAsync(@"abc\q");
        await Expect(lab.Get("payload-error")).ToBeVisibleAsync();
        await camera.ShootAsync("send-error", "Send");
        await lab.Get("payload").FillAsync("tick {{counter}}\n");
        await lab.Get("send").ClickAsync();
        await camera.ShootAsync("sent", "Send");
        await lab.Get("repeat").ClickAsync();
        await lab.Get("repeat-count").FillAsync("5");
        await lab.Get("start").ClickAsync();
        await Expect(lab.Get("job")).ToContainTextAsync("Completed");
        await camera.ShootAsync("repeat");
        await camera.ShootAsync("repeat-send", "Send");
        foreach (var menu in (string[])["template-help-button", "history", "saved"])
        {
            await lab.Get(menu).ClickAsync();
            await camera.ShootAsync($"menu-{menu}", null);
            await lab.Page.Keyboard.PressAsync("Escape");
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var flood = FloodAsync(listener.Bound!, stop.Token);
        await camera.ShootAsync("udp-flood");
        await stop.CancelAsync();
        await flood;
        using var taken = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await lab.UseAsync(Make.UdpListener("Taken port", ((IPEndPoint)taken.Client.LocalEndPoint!).Port));
        await camera.ShootAsync("udp-error");
        await camera.ShootAsync("udp-error-list", "Endpoints");
        await lab.Page.GetByRole(AriaRole.Button, new() { Name = "More for Taken port" }).ClickAsync();
        await camera.ShootAsync("menu-more", null);
    }

    [Fact(Explicit = true)]
    public async Task Streams()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var camera = new Camera(lab.Page);
        var listener = await lab.UseAsync(
            Make.TcpListener("Echo service") with
            {
                Tcp = new() { Framing = new() { Mode = FramingMode.Line } },
            }
        );
        await camera.ShootAsync("tcp-empty");
        await lab.Get("show-connections").ClickAsync();
        await camera.ShootAsync("connections-empty");
        List<TcpClient> peers = [];
        for (var i = 0; i < 10; i++)
        {
            var client = new TcpClient();
            peers.Add(client);
            await client.ConnectAsync(listener.Bound!, Cancel);
            await client.Client.SendAsync(Encoding.ASCII.GetBytes($"T=20.{i};H=42;n={i}\r\nhalf of"), Cancel);
        }

        peers[0].Client.LingerState = new(enable: true, seconds: 0);
        peers[0].Dispose();
        peers[1].Client.Shutdown(SocketShutdown.Send);
        await peers[2].Client.SendAsync(new byte[51_200], Cancel);
        await Expect(lab.Get("connections")).ToContainTextAsync("reset by the peer");
        await camera.ShootAsync("connections-ten");
        await camera.ShootHardAsync("connections-ten");
        await lab.Get("show-feed").ClickAsync();
        await Expect(lab.Row("reset by the peer")).ToBeVisibleAsync();
        await lab.Row("reset by the peer").ClickAsync();
        await camera.ShootAsync("tcp-ten");
        await camera.ShootAsync("tcp-event", "Inspect");
        await lab.Get("show-connections").ClickAsync();
        await lab.Get("connections").GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(lab.Get("tcp-info")).ToBeVisibleAsync();
        await camera.ShootAsync("connection", "Stream");
        await camera.ShootAsync("connection-details", "Details");
        await camera.ShootHardAsync("connection", "Stream");
        await lab.Get("show-frames").ClickAsync();
        await Expect(lab.Get("frames")).ToBeVisibleAsync();
        await lab.Page.Locator("[data-testid=frames] tbody tr").First.ClickAsync();
        await Expect(lab.Get("frame")).ToBeVisibleAsync();
        await camera.ShootAsync("connection-frames", "Stream");
        await lab.Get("back").ClickAsync();
        await lab.UseAsync(
            new()
            {
                Kind = EndpointKind.TcpClient,
                Name = "Nobody there",
                Remote = new() { Host = "127.0.0.1", Port = Sockets.QuietPort() },
            }
        );
        await camera.ShootAsync("client-refused");
        await camera.ShootAsync("client-refused-list", "Endpoints");
        await lab.UseAsync(
            new()
            {
                Kind = EndpointKind.TcpClient,
                Name = "Pump controller",
                Remote = new() { Host = "127.0.0.1", Port = listener.Bound!.Port },
            }
        );
        await camera.ShootAsync("client-open");
        foreach (var client in peers)
        {
            client.Dispose();
        }

        lab.Expects("status of 404");
        await lab.Page.GotoAsync($"{lab.Address}connections/0000000000000000");
        await lab.Page.GetByText("Connection not found").WaitForAsync();
        await camera.ShootAsync("connection-missing", null);
        await lab.Page.GotoAsync($"{lab.Address}reading");
        await camera.ShootAsync("reading", null);
        await lab.Page.GotoAsync($"{lab.Address}nothing/here");
        await camera.ShootAsync("not-found", null);
    }

    [Fact(Explicit = true)]
    public async Task Dialogs()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var camera = new Camera(lab.Page);
        await lab.UseAsync(Make.UdpListener("Sensor inbox"));
        await lab.Get("new-endpoint").ClickAsync();
        await Expect(lab.Get("kind-UdpListener")).ToBeVisibleAsync();
        foreach (var kind in KindTraits.WithSocket.Select(traits => traits.Kind))
        {
            await lab.Get($"kind-{kind}").ClickAsync();
            await camera.ShootAsync($"new-{kind}".ToLowerInvariant(), null);
        }

        await lab.Get("kind-TcpClient").ClickAsync();
        await lab.Get("tls-enabled").CheckAsync();
        await lab.Get("port").FillAsync("70000");
        await lab.Get("port").PressAsync("Tab");
        foreach (var group in await lab.Page.Locator("summary").AllAsync())
        {
            await group.ClickAsync();
        }

        await lab.Get("add-rule").ClickAsync();
        (string Name, string At)[] places = [("form-top", "port"), ("form-framing", "options-Framing"), ("form-replies", "add-rule")];
        foreach (var (name, at) in places)
        {
            await lab.Get(at).EvaluateAsync("element => element.scrollIntoView({ block: 'start' })");
            await camera.ShootAsync(name, null);
        }

        await camera.ShootHardAsync("form", null);
        await lab.Page.Keyboard.PressAsync("Escape");
        await lab.Get("all-certificates").ClickAsync();
        await camera.ShootAsync("certificates", null);
        await lab.Get("generate").ClickAsync();
        await camera.ShootAsync("certificates-create", null);
        await lab.Get("upload").ClickAsync();
        await camera.ShootAsync("certificates-upload", null);
        await lab.Get("close-certificates").ClickAsync();
        await Expect(lab.Page.Locator(".mud-dialog")).ToHaveCountAsync(0);
        await lab.Page.Keyboard.PressAsync("?");
        await Expect(lab.Page.GetByText("Keyboard shortcuts")).ToBeVisibleAsync();
        await camera.ShootAsync("keys", null);
    }

    [Fact(Explicit = true)]
    public async Task Login()
    {
        await using var lab = await BrowserLab.OpenAsync(
            chromium,
            [("SocketLab:Access:Mode", "token"), ("SocketLab:Access:OperatorToken", "operator-token-of-this-test")]
        );
        lab.Expects("status of 401");
        var camera = new Camera(lab.Page);
        await camera.ShootAsync("login", null);
        await lab.Page.GetByLabel("Token").FillAsync("a wrong token, surely");
        await lab.Page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await Expect(lab.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await camera.ShootAsync("login-error", null);
    }

    private static async Task FloodAsync(IPEndPoint to, CancellationToken stop)
    {
        using var peer = new UdpClient(AddressFamily.InterNetwork);
        peer.Connect(to);
        var message = Encoding.ASCII.GetBytes("a message of a paced flood, fifty-six bytes altogether..");
        while (!stop.IsCancellationRequested)
        {
            for (var i = 0; i < 50; i++)
            {
                await peer.SendAsync(message, CancellationToken.None);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, CancellationToken.None);
        }
    }
}
