using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;
using SocketLab.Core.Definitions;

namespace SocketLab.Browser.Tests.Screens;

/// <summary>
/// The pictures of the README: a lively minute at the workbench, and one connection of it. They are made on demand, and then made small:
/// <c>dotnet tests/SocketLab.Browser.Tests/bin/Release/net10.0/SocketLab.Browser.Tests.dll -explicit only
/// -class '*ReadmePictures' &amp;&amp;
/// pngquant --force --ext .png --quality 60-90 --speed 1 docs/images/*.png</c>.
/// </summary>
public sealed class ReadmePictures(Chromium chromium)
{
    private const int InboxPort = 9191;
    private const int EchoPort = 7007;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Folder { get; } = Path.Combine(Repository.Root, "docs", "images");

    [Fact(Explicit = true)]
    public async Task A_lively_session()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await using var context = await chromium.Browser.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = 1440, Height = 900 },
                DeviceScaleFactor = 2,
                ColorScheme = ColorScheme.Dark,
                TimezoneId = "UTC",
            }
        );
        using var taken = new UdpClient(new IPEndPoint(IPAddress.Loopback, 5140));
        var inbox = await StartAsync(
            lab,
            Make.UdpListener("Sensor inbox", InboxPort) with
            {
                Reply = [Answer("alarm", @"ack {{counter}}\n")],
            }
        );
        var service = await StartAsync(
            lab,
            new()
            {
                Kind = EndpointKind.TcpListener,
                Name = "PLC simulator",
                Local = new() { Port = EchoPort },
                Tcp = new() { Framing = new() { Mode = FramingMode.Line } },
                Reply =
                [
                    Answer(@"^READ (\d+)", @"{{1}} = 21.{{randomInt:0:9}}\r\n"),
                    Answer("SET", @"OK\r\n"),
                    Answer("HELO", @"hello\r\n"),
                ],
            }
        );
        await StartAsync(
            lab,
            new()
            {
                Kind = EndpointKind.TcpClient,
                Name = "Pump controller",
                Remote = new() { Host = "127.0.0.1", Port = EchoPort },
            }
        );
        await StartAsync(lab, Make.UdpListener("Syslog", 5140));

        var page = await context.NewPageAsync();
        await page.GotoAsync($"{lab.Address}?endpoint={inbox.Id}");
        await page.Locator("[data-watching='1']").WaitForAsync();
        using var pump = new TcpClient();
        await pump.ConnectAsync(IPAddress.Loopback, EchoPort, Cancel);
        await TalkAsync(inbox, pump);
        await page.Locator("[data-testid=feed] tbody tr").Filter(new() { HasText = "alarm" }).Last.ClickAsync();
        await Expect(page.GetByTestId("hex")).ToBeVisibleAsync();
        await page.GetByTestId("payload").FillAsync("""{"set":"rate","hz":5,"n":{{counter}}}\n""");
        await page.GetByTestId("template").CheckAsync();
        await SaveAsync(page, "workbench");

        await page.GotoAsync($"{lab.Address}connections/{await ConnectionAsync(lab, service)}");
        await page.Locator("[data-watching='1']").WaitForAsync();
        await Expect(page.GetByTestId("tcp-info")).ToBeVisibleAsync();
        await page.GetByTestId("payload").FillAsync(@"ALARM 3 high temperature\r\n");
        await SaveAsync(page, "connection");
    }

    private static ReplyRule Answer(string to, string text) =>
        new()
        {
            When = new() { Type = ReplyMatch.Regex, Value = to },
            Payload = new() { Data = text, Template = true },
        };

    private static Task<Endpoint> StartAsync(BrowserLab lab, EndpointDefinition definition) =>
        lab.Supervisor.CreateAsync(definition, start: true, CancellationToken.None);

    /// <summary>Most of a minute of sensors that report, one of which leaves before it is answered, and of a pump that asks.</summary>
    private static async Task TalkAsync(Endpoint inbox, TcpClient pump)
    {
        using UdpClient a = Sensor(2),
            b = Sensor(3);
        a.Connect(inbox.Bound!);
        b.Connect(inbox.Bound!);
        for (var i = 0; i < 450; i++)
        {
            // Two waves a minute and a bit of haste between: a line worth looking at.
            var burst = 1 + (int)(3 * (1 + Math.Sin(i / 25.0)));
            for (var n = 0; n < burst; n++)
            {
                await a.SendAsync(Reading("A7", i, 21.4 + (Math.Sin(i / 40.0) * 2)), Cancel);
            }

            if (i % 9 == 4)
            {
                await b.SendAsync(Convert.FromHexString($"aa550342{i:x4}01906b09a7"), Cancel);
            }

            if (i % 30 == 13)
            {
                await b.SendAsync(Encoding.UTF8.GetBytes($$"""{"node":"B2","alarm":"high","temp":{{68 + (i % 7)}}.5}""" + "\n"), Cancel);
            }

            if (i is 120 or 444)
            {
                using var gone = Sensor(4);
                await gone.SendAsync("alarm, and nobody waits for the answer\n"u8.ToArray(), inbox.Bound!, Cancel);
            }

            if (i % 40 == 10)
            {
                var line = (i / 40 % 4) switch
                {
                    0 => "READ 40001\r\n",
                    1 => "SET 40002 17\r\n",
                    2 => "READ 40001\r\nREAD 40003\r\n",
                    _ => "HELO pump-7\r\n",
                };
                await pump.Client.SendAsync(Encoding.ASCII.GetBytes(line), Cancel);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
        }
    }

    /// <summary>Loopback has more addresses than one.</summary>
    private static UdpClient Sensor(byte number) => new(new IPEndPoint(new IPAddress((ReadOnlySpan<byte>)[127, 0, 0, number]), 0));

    private static byte[] Reading(string node, int number, double temperature) =>
        Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $$"""{"node":"{{node}}","temp":{{temperature:0.0}},"ok":true,"n":{{number}}}""")
                + "\n"
        );

    private static async Task<string> ConnectionAsync(BrowserLab lab, Endpoint endpoint)
    {
        using var http = new HttpClient { BaseAddress = lab.Address };
        using var answer = JsonDocument.Parse(await http.GetStringAsync($"api/endpoints/{endpoint.Id}/connections", Cancel));
        return answer
            .RootElement.GetProperty("connections")
            .EnumerateArray()
            .OrderByDescending(connection => connection.GetProperty("receivedBytes").GetInt64())
            .First()
            .GetProperty("id")
            .GetString()!;
    }

    private static async Task SaveAsync(IPage page, string name)
    {
        await page.WaitForTimeoutAsync(800);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png") });
    }
}
