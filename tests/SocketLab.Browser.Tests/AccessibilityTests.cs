using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;
using SocketLab.Core.Definitions;

namespace SocketLab.Browser.Tests;

/// <summary>WCAG 2.2 AA as far as axe-core can tell: no serious finding on any screen, in either theme.</summary>
public sealed class AccessibilityTests(Chromium chromium)
{
    [Theory]
    [InlineData(ColorScheme.Dark)]
    [InlineData(ColorScheme.Light)]
    public async Task No_screen_has_a_serious_finding(ColorScheme scheme)
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await lab.Page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await CheckAsync(lab, "the empty workbench");

        var endpoint = await lab.UseAsync(Make.TcpListener());
        await CheckAsync(lab, "a listener that waits");

        await Tool.PythonAsync(
            $"""
            import socket, struct
            s = socket.create_connection(("127.0.0.1", {endpoint.Bound!.Port}))
            s.sendall(b"[1, 2]")
            s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            s.close()
            """
        );
        await Expect(lab.Row("reset by the peer")).ToBeVisibleAsync();
        await lab.Rows.Nth(2).ClickAsync();
        await lab.Get("payload").FillAsync(@"wrong\q");
        await Expect(lab.Get("payload-error")).ToBeVisibleAsync();
        await CheckAsync(lab, "rows, an inspected one and an error");
        await lab.Get("payload").FillAsync("tick {{counter}} [0D]");
        await lab.Get("repeat").ClickAsync();
        await lab.Get("repeat-count").FillAsync("none");
        await lab.Get("repeat-count").FillAsync("5");
        await lab.Get("start").ClickAsync();
        await Expect(lab.Get("job")).ToContainTextAsync("Completed");
        await CheckAsync(lab, "a job, offers and the fields for repeating");
        foreach (var menu in (string[])["template-help-button", "to", "history", "saved"])
        {
            await lab.Get(menu).ClickAsync();
            await Expect(lab.Page.Locator(":popover-open")).ToBeVisibleAsync();
            await CheckAsync(lab, $"the menu {menu}");
            await lab.Page.Keyboard.PressAsync("Escape");
        }

        await lab.Get("show-connections").ClickAsync();
        await Expect(lab.Get("connections")).ToContainTextAsync("reset by the peer");
        await CheckAsync(lab, "the connections");

        using var open = new System.Net.Sockets.TcpClient();
        await open.ConnectAsync(endpoint.Bound!, TestContext.Current.CancellationToken);
        await Expect(lab.Get("show-connections")).ToHaveTextAsync("Connections (1)");
        await lab.Get("connections").GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(lab.Get("tcp-info")).ToBeVisibleAsync();
        await CheckAsync(lab, "an open connection");
        await open.Client.SendAsync("a frame\nand half of o"u8.ToArray(), TestContext.Current.CancellationToken);
        await lab.Get("show-frames").ClickAsync();
        await lab.Get("framing-mode").SelectOptionAsync("Line");
        await lab.Get("framing-longest").FillAsync("none");
        await lab.Get("framing-longest").BlurAsync();
        await lab.Page.Locator("[data-testid=frames] tbody tr").Nth(1).ClickAsync();
        await Expect(lab.Get("frame")).ToBeVisibleAsync();
        await CheckAsync(lab, "frames, one of them under way, and an error");

        await lab.Get("back").ClickAsync();
        await lab.Get("new-endpoint").ClickAsync();
        await Expect(lab.Get("options-Replies")).ToBeVisibleAsync();
        foreach (var group in await lab.Page.Locator("summary").AllAsync())
        {
            await group.ClickAsync();
        }

        await lab.Get("add-rule").ClickAsync();
        await lab.Get("match").SelectOptionAsync("Regex");
        await lab.Get("answer").SelectOptionAsync("Payload");
        await Expect(lab.Page.GetByLabel("Longest datagram, bytes")).ToBeVisibleAsync();
        await Expect(lab.Page.GetByText("Nothing is in every message")).ToBeVisibleAsync();
        await lab.Get("add-group").ClickAsync();
        await lab.Get("group-address").FillAsync("239.1.2.3");
        await lab.Get("group-address").PressAsync("Tab");
        await Expect(lab.Get("listen-on")).ToBeVisibleAsync();
        await CheckAsync(lab, "the form");
        await lab.Get("kind-TcpClient").ClickAsync();
        await lab.Get("host").FillAsync("unix:absent.sock");
        await lab.Get("host").PressAsync("Tab");
        await Expect(lab.Get("port")).Not.ToBeEditableAsync();
        await CheckAsync(lab, "the form of a Unix client");
        await lab.Page.Keyboard.PressAsync("Escape");
        await Expect(lab.Get("save")).ToBeHiddenAsync();

        await lab.UseAsync(
            new()
            {
                Kind = EndpointKind.UdpListener,
                Local = new() { Address = "0.0.0.0" },
                Udp = new() { MulticastGroups = ["239.255.80.4"], MulticastInterface = "lo" },
            }
        );
        await lab.Get("open-join").ClickAsync();
        await lab.Get("join-group").FillAsync("none");
        await lab.Get("join").ClickAsync();
        await Expect(lab.Get("groups").GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await CheckAsync(lab, "groups and an error");
        await lab.UseAsync(
            new()
            {
                Kind = EndpointKind.TcpClient,
                Remote = new() { Host = "unix:absent.sock" },
                Tcp = new() { Reconnect = true },
            }
        );
        await Expect(lab.Get("connect")).ToHaveTextAsync("Connect now");
        await CheckAsync(lab, "a client that waits");
    }

    [Theory]
    [InlineData(ColorScheme.Dark)]
    [InlineData(ColorScheme.Light)]
    public async Task Encryption_has_no_serious_finding(ColorScheme scheme)
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await lab.Page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        var listener = await lab.UseAsync(Make.TcpListener("secret") with { Tcp = new() { Tls = new() { Enabled = true } } });
        await lab.UseAsync(
            new()
            {
                Kind = Core.Definitions.EndpointKind.TcpClient,
                Name = "careless",
                Remote = new() { Host = "127.0.0.1", Port = listener.Bound!.Port },
                Tcp = new()
                {
                    Tls = new() { Enabled = true, TrustAny = true },
                },
            }
        );
        await lab.Row("Failed and ignored").ClickAsync();
        await CheckAsync(lab, "a client that trusts anything");
        await lab.Get("show-connections").ClickAsync();
        await Expect(lab.Get("connections").GetByTestId("tls-mark")).ToBeVisibleAsync();
        await CheckAsync(lab, "its connections");
        await lab.Get("connections").GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(lab.Get("tls-danger")).ToBeVisibleAsync();
        await CheckAsync(lab, "its connection");
        await lab.Get("back").ClickAsync();

        await lab.Get("new-endpoint").ClickAsync();
        await lab.Get("kind-TcpClient").ClickAsync();
        await lab.Get("tls-enabled").CheckAsync();
        await lab.Get("options-TLS").Locator("summary").ClickAsync();
        await lab.Get("trust-any").CheckAsync();
        await lab.Get("alpn").FillAsync("h2, h2");
        await lab.Get("alpn").PressAsync("Tab");
        await Expect(lab.Get("form-danger")).ToBeVisibleAsync();
        await CheckAsync(lab, "the form of a TLS client");
        await lab.Get("certificates").ClickAsync();
        await lab.Get("certificate").Locator("summary").ClickAsync();
        await CheckAsync(lab, "the certificates");
        await lab.Get("upload").ClickAsync();
        await lab.Get("do-upload").ClickAsync();
        await Expect(lab.Get("upload-problem")).ToContainTextAsync("Choose a file");
        await CheckAsync(lab, "an upload that was refused");
        await lab.Get("generate").ClickAsync();
        await lab.Get("generate-days").FillAsync("0");
        await lab.Get("do-generate").ClickAsync();
        await Expect(lab.Get("generate-form")).ToContainTextAsync("out of range");
        await CheckAsync(lab, "a certificate that cannot be made");
    }

    private static async Task CheckAsync(BrowserLab lab, string screen)
    {
        var result = await lab.Page.RunAxe(
            new AxeRunOptions
            {
                RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
            }
        );
        var serious = result
            .Violations.Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => $"{violation.Id}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}");
        Assert.True(!serious.Any(), $"{screen}: {string.Join(Environment.NewLine, serious)}");
    }
}
