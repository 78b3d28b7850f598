using System.Net;
using System.Net.Sockets;
using System.Text;
using SocketLab.Browser.Tests.Testing;
using SocketLab.Core.Payloads;

namespace SocketLab.Browser.Tests;

/// <summary>Whatever a peer sends is only bytes: no script runs, no request leaves, nothing hides.</summary>
public sealed class HostilePayloadTests(Chromium chromium)
{
    private static readonly string[] Payloads =
    [
        "<script>window.hacked = 1</script>",
        "<img src=x onerror='window.hacked = 1'>",
        "<a href=\"javascript:window.hacked=1\">click</a>",
        "{\"html\":\"<svg onload=window.hacked=1>\",\"url\":\"http://evil.example/\"}",
        "\u202egnp.exe\u202c and \u200bzero\u200dwidth",
        "\u001b[31mred\u001b[0m \u0007bell \u0000nul",
        "😀👩‍👩‍👧 é ﷽",
    ];

    /// <summary>Ways to run a script that have worked somewhere: handlers, schemes, entities, templates, early ends.</summary>
    private static readonly string[] Carriers =
    [
        .. from tag in (string[])["img", "svg", "body", "video", "audio", "iframe", "input", "details", "object", "embed", "math", "x"]
        from handler in (string[])["onerror", "onload", "onfocus autofocus", "ontoggle open", "onpointerenter", "onanimationstart"]
        select $"<{tag} src=x {handler}=window.hacked=1>",
        .. from scheme in (string[])
            ["javascript:", "JaVaScRiPt:", "java\tscript:", "java\nscript:", "data:text/html,", "vbscript:", "&#106;avascript:"]
        from element in (string[])["<a href='{0}'>x</a>", "<iframe src='{0}'></iframe>", "<form action='{0}'><button>x</button></form>"]
        select element.Replace("{0}", scheme + "window.hacked=1", StringComparison.Ordinal),
        .. from around in (string[])
            ["'", "\"", "`", "</textarea>", "</title>", "</script>", "-->", "]]>", "</style>", "\0", "'>\">", "</pre></td></tr>"]
        select $"{around}<script>window.hacked=1</script><!--",
        "<style>@import 'http://evil.example/x.css';</style>",
        "<link rel=stylesheet href=http://evil.example/x.css>",
        "<meta http-equiv=refresh content='0;url=http://evil.example/'>",
        "<base href=http://evil.example/>",
        "&lt;script&gt;window.hacked=1&lt;/script&gt;",
        "{{constructor.constructor('window.hacked=1')()}}",
        "@(System.Environment.Exit(1))",
        "<!--Blazor:{\"type\":\"server\"}-->",
        "<noscript><p title=\"</noscript><img src=x onerror=window.hacked=1>\">",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=window.hacked=1&gt;\">",
        "<svg><script href=data:,window.hacked=1 />",
        "<template shadowrootmode=open><script>window.hacked=1</script></template>",
        "\u001b]8;;http://evil.example/\u001b\\click\u001b]8;;\u001b\\",
    ];

    [Fact]
    public async Task Nothing_that_a_peer_sends_is_more_than_text()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        using var sender = new UdpClient(AddressFamily.InterNetwork);
        var shown = new HashSet<string?>();
        foreach (var some in Carriers.Chunk(15))
        {
            foreach (var carrier in some)
            {
                await sender.SendAsync(Encoding.UTF8.GetBytes(carrier), new IPEndPoint(IPAddress.Loopback, endpoint.Bound!.Port));
            }

            await Expect(lab.Rows.Filter(new() { HasText = VisibleText.Line(Encoding.UTF8.GetBytes(some[^1])) }).Last).ToBeVisibleAsync();
            shown.UnionWith(await lab.Rows.Locator(".content").AllTextContentsAsync());
            await lab.Rows.Last.ClickAsync();
            await lab.Page.GetByRole(Microsoft.Playwright.AriaRole.Tab, new() { Name = "Text" }).ClickAsync();
            await Expect(lab.Get("text")).ToHaveTextAsync(VisibleText.Lines(Encoding.UTF8.GetBytes(some[^1])));
        }

        Assert.Empty(Carriers.Select(carrier => VisibleText.Line(Encoding.UTF8.GetBytes(carrier))).Except(shown));
        Assert.InRange(Carriers.Length, 100, int.MaxValue);
        Assert.Equal(
            0,
            await lab.Page.Locator("main iframe, main object, main embed, main script, main style, main base, main form").CountAsync()
        );
        Assert.False(await lab.Page.EvaluateAsync<bool>("'hacked' in window"));
    }

    [Fact]
    public async Task Markup_escapes_and_invisible_characters_are_shown_and_do_nothing()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        using var sender = new UdpClient(AddressFamily.InterNetwork);
        foreach (var payload in Payloads)
        {
            await sender.SendAsync(Encoding.UTF8.GetBytes(payload), new IPEndPoint(IPAddress.Loopback, endpoint.Bound!.Port));
        }

        await Expect(lab.Rows).ToHaveCountAsync(Payloads.Length + 1);
        for (var i = 0; i < Payloads.Length; i++)
        {
            await lab.Rows.Nth(i + 1).ClickAsync();
            await Expect(lab.Get("inspector").Locator("dd").First).ToHaveTextAsync($"{i + 2}");
            foreach (var tab in await lab.Page.GetByRole(Microsoft.Playwright.AriaRole.Tab).AllAsync())
            {
                await tab.ClickAsync();
            }
        }

        await Expect(lab.Row(@"\u{202e}gnp.exe\u{202c} and \u{200b}zero\u{200d}width")).ToBeVisibleAsync();
        await Expect(lab.Row(@"\x1b[31mred\x1b[0m \x07bell \x00nul")).ToBeVisibleAsync();
        await Expect(lab.Row("<script>window.hacked = 1</script>")).ToBeVisibleAsync();
        Assert.False(await lab.Page.EvaluateAsync<bool>("'hacked' in window"));
    }
}
