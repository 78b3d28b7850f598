using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;

namespace SocketLab.Browser.Tests;

/// <summary>The main job: click, listen, watch what one's own nc sends.</summary>
public sealed class ListenTests(Chromium chromium)
{
    [Fact]
    public async Task One_click_listens_for_udp_and_shows_what_nc_sends_with_its_bytes()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await lab.Get("listen-udp").ClickAsync();
        await Expect(lab.Row($"Listening for UDP on 127.0.0.1:{lab.FirstUsePort}")).ToBeVisibleAsync();
        await Expect(lab.Get("reach")).ToContainTextAsync($"nc -u 127.0.0.1 {lab.FirstUsePort}");

        await Tool.RunAsync("nc", "Hello from nc\n", "-u", "-w", "1", "127.0.0.1", $"{lab.FirstUsePort}");
        var row = lab.Row("Hello from nc");
        await Expect(row).ToBeVisibleAsync();
        await Expect(row.Locator(".length")).ToHaveTextAsync("14");
        await Expect(lab.Get("reach")).ToBeHiddenAsync();

        await row.ClickAsync();
        await Expect(lab.Get("hex")).ToContainTextAsync("48 65 6c 6c 6f 20 66 72");
        await Expect(lab.Get("hex")).ToContainTextAsync("om nc.");
        await Expect(lab.Get("inspector")).ToContainTextAsync("14 bytes, complete");
        await lab.Page.GetByRole(Microsoft.Playwright.AriaRole.Tab, new() { Name = "Text" }).ClickAsync();
        await Expect(lab.Get("text")).ToHaveTextAsync("Hello from nc\n");
    }

    [Fact]
    public async Task A_click_before_the_page_answers_is_not_lost()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var clicked = new TaskCompletionSource();
        await lab.Page.RouteAsync("**/blazor.web*.js", async route =>
        {
            await clicked.Task;
            await route.ContinueAsync();
        });
        await lab.Page.GotoAsync(lab.Address.ToString(), new() { WaitUntil = WaitUntilState.Commit });
        await lab.Get("send-something").ClickAsync();
        clicked.SetResult();
        await Expect(lab.Get("payload")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task One_click_listens_for_tcp_and_shows_the_connection_from_open_to_close()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await lab.Get("listen-tcp").ClickAsync();
        await Expect(lab.Row($"Listening for TCP on 127.0.0.1:{lab.FirstUsePort}")).ToBeVisibleAsync();

        await using var nc = Tool.Start("nc", "-N", "127.0.0.1", $"{lab.FirstUsePort}");
        await Expect(lab.Row("Connection opened: the peer connected to us")).ToBeVisibleAsync();
        await nc.WriteAsync("one line\n");
        await Expect(lab.Row("one line")).ToBeVisibleAsync();

        await lab.Get("payload").FillAsync(@"and back\n");
        await lab.Page.Keyboard.PressAsync("Control+Enter");
        await nc.SaysAsync("and back");
        await Expect(lab.Row("and back").Locator(".sign")).ToContainTextAsync("▲");

        nc.CloseInput();
        await Expect(lab.Row("Peer finished sending (FIN)")).ToBeVisibleAsync();
        await Expect(lab.Row("Connection closed: the peer closed and our side followed")).ToBeVisibleAsync();
        Assert.Equal(0, await nc.EndAsync());
    }

    [Fact]
    public async Task A_reset_by_the_peer_is_named_as_one()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.TcpListener());
        await Tool.PythonAsync(
            $"""
            import socket, struct
            s = socket.create_connection(("127.0.0.1", {endpoint.Bound!.Port}))
            s.sendall(b"abc")
            s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            s.close()
            """
        );
        await Expect(lab.Row("Connection reset by the peer (RST)")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Two_endpoints_run_side_by_side_and_one_click_stops_one()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var first = await lab.UseAsync(Make.UdpListener("first"));
        var second = await lab.UseAsync(Make.UdpListener("second"));
        await lab.Page.GetByRole(Microsoft.Playwright.AriaRole.Switch, new() { Name = "Run first" }).ClickAsync();
        await Expect(lab.Page.Locator($"[data-id='{first.Id}']")).ToHaveAttributeAsync("data-state", "stopped");
        await Expect(lab.Page.Locator($"[data-id='{second.Id}']")).ToHaveAttributeAsync("data-state", "running");
        await lab.Page.GetByRole(Microsoft.Playwright.AriaRole.Switch, new() { Name = "Run first" }).ClickAsync();
        await Expect(lab.Page.Locator($"[data-id='{first.Id}']")).ToHaveAttributeAsync("data-state", "running");
    }

    [Fact]
    public async Task A_port_in_use_says_so_and_offers_a_free_one()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        using var taken = new System.Net.Sockets.UdpClient(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        var port = ((System.Net.IPEndPoint)taken.Client.LocalEndPoint!).Port;
        var endpoint = await lab.UseAsync(Make.UdpListener("taken", port));
        var card = lab.Page.Locator($"[data-id='{endpoint.Id}']");
        await Expect(card).ToHaveAttributeAsync("data-state", "faulted");
        await Expect(card).ToContainTextAsync($"Port {port} is already in use");
        await lab.Get("use-port").ClickAsync();
        await Expect(card).ToHaveAttributeAsync("data-state", "running");
        Assert.NotEqual(port, endpoint.Bound!.Port);
    }
}
