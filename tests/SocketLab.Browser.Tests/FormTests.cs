using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;
using SocketLab.Core.Definitions;

namespace SocketLab.Browser.Tests;

/// <summary>The endpoint form: options, reply rules, and what changes while a socket is open.</summary>
public sealed class FormTests(Chromium chromium)
{
    [Fact]
    public async Task An_echo_rule_is_added_by_mouse_while_the_socket_stays_open_and_its_matches_are_counted()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener("answers"));
        var bound = endpoint.Bound!;
        await EditAsync(lab, "answers");
        await Group(lab, "Replies").ClickAsync();
        await lab.Get("preset").SelectOptionAsync("Echo");
        await lab.Get("add-rule").ClickAsync();
        await Expect(lab.Get("rule")).ToHaveCountAsync(1);
        await Expect(lab.Get("save")).ToHaveTextAsync("Save");
        await lab.Get("save").ClickAsync();
        await Expect(lab.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        Assert.Equal(bound, endpoint.Bound);

        await Tool.PythonAsync(
            $"""
            import socket
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            s.settimeout(10)
            s.sendto(b"ping", ("127.0.0.1", {bound.Port}))
            assert s.recv(100) == b"ping"
            """
        );
        await Expect(lab.Get("replies")).ToContainTextAsync("any message → echo");
        await Expect(lab.Get("replies").Locator("tbody td").Last).ToHaveTextAsync("1");
    }

    [Fact]
    public async Task A_greeting_in_another_encoding_is_written_by_mouse_and_heard_by_who_connects()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.TcpListener("greets"));
        await EditAsync(lab, "greets");
        await Group(lab, "Replies").ClickAsync();
        await lab.Get("add-rule").ClickAsync();
        await lab.Get("match").SelectOptionAsync("a connection opens");
        await lab.Get("answer").SelectOptionAsync("this payload");
        await lab.Get("rule").GetByTestId("encoding").SelectOptionAsync("Shift JIS");
        await lab.Get("rule").GetByTestId("line-ending").SelectOptionAsync("+ CR LF");
        await lab.Get("rule").GetByTestId("template").CheckAsync();
        await lab.Get("data").FillAsync("日本 {{connectionCounter}}");
        await lab.Get("rule").GetByText("What can stand in").ClickAsync();
        await Expect(lab.Get("rule").GetByText("what the first group of a regex matched")).ToBeVisibleAsync();
        await lab.Get("save").ClickAsync();
        await Expect(lab.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        var heard = await Tool.PythonAsync(
            $"""
            import socket
            s = socket.create_connection(("127.0.0.1", {endpoint.Bound!.Port}), 10)
            print(s.makefile("rb").readline().hex())
            """
        );
        Assert.Equal("93fa967b20310d0a", heard.Trim());
        await Expect(lab.Get("replies")).ToContainTextAsync("connection opens → send");
    }

    [Fact]
    public async Task A_web_server_is_made_by_keyboard()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var keys = lab.Page.Keyboard;
        await keys.PressAsync("n");
        await Expect(lab.Get("kind-UdpListener")).ToBeFocusedAsync();
        await keys.PressAsync("ArrowRight");
        await Expect(lab.Get("options-Framing")).ToBeVisibleAsync();
        await Expect(lab.Get("address")).ToHaveValueAsync("127.0.0.1");
        await lab.Get("port").FillAsync("0");
        await Group(lab, "Replies").FocusAsync();
        await keys.PressAsync("Enter");
        await lab.Get("preset").FocusAsync();
        await keys.TypeAsync("HTTP");
        await keys.PressAsync("Tab");
        await keys.PressAsync("Enter");
        await Expect(lab.Get("rule")).ToHaveCountAsync(2);
        await Expect(lab.Get("rule").First).ToBeFocusedAsync();

        // Down and up again: the rule that moves keeps the focus.
        await keys.PressAsync("Alt+ArrowDown");
        await Expect(lab.Page.GetByRole(AriaRole.Button, new() { Name = "Move rule 2 down" })).ToBeFocusedAsync();
        await Expect(lab.Get("value").Nth(1)).ToHaveValueAsync(@"^HEAD \S+ HTTP/1\.[01]\r\n");
        await keys.PressAsync("Alt+ArrowUp");
        await Expect(lab.Get("value").Nth(0)).ToHaveValueAsync(@"^HEAD \S+ HTTP/1\.[01]\r\n");
        await lab.Get("save").FocusAsync();
        await keys.PressAsync("Enter");
        await Expect(lab.Row("Listening for TCP on 127.0.0.1:")).ToBeVisibleAsync();

        using var http = new HttpClient();
        Assert.Equal(
            "Hello from SocketLab\n",
            await http.GetStringAsync(new Uri($"http://127.0.0.1:{lab.Supervisor.List()[0].Bound!.Port}/"))
        );
    }

    [Fact]
    public async Task Three_keys_make_a_listener_and_the_next_one_gets_the_next_port()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        foreach (var _ in (int[])[1, 2])
        {
            await lab.Page.Keyboard.PressAsync("n");
            await Expect(lab.Get("kind-UdpListener")).ToBeFocusedAsync();
            await lab.Page.Keyboard.PressAsync("ArrowRight");
            await Expect(lab.Get("kind-TcpListener")).ToHaveAttributeAsync("aria-checked", "true");
            await lab.Page.Keyboard.PressAsync("Enter");
            await Expect(lab.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
            await Expect(lab.Row("Listening for TCP on 127.0.0.1:")).ToBeVisibleAsync();
            await Expect(lab.Get("feed").Locator("table")).ToBeFocusedAsync();
        }

        Assert.Equal(2, lab.Supervisor.List().Select(endpoint => endpoint.Bound!.Port).Distinct().Count());
    }

    [Fact]
    public async Task A_senders_fields_are_what_they_look_like_and_an_empty_datagram_is_sent_only_on_purpose()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await lab.Get("new-endpoint").ClickAsync();
        await lab.Get("kind-UdpSender").ClickAsync();
        await Expect(lab.Get("host")).ToHaveValueAsync("127.0.0.1");
        await lab.Get("port").FillAsync("4321");
        await lab.Get("port").PressAsync("Enter");
        await Expect(lab.Get("payload")).ToBeFocusedAsync();
        await Expect(lab.Get("to")).ToHaveValueAsync("127.0.0.1:4321");
        var sender = Assert.Single(lab.Supervisor.List());
        Assert.Equal(new RemoteAddress { Host = "127.0.0.1", Port = 4321 }, sender.Definition.Remote);

        await Expect(lab.Get("send")).ToBeDisabledAsync();
        await Expect(lab.Get("plan")).ToHaveTextAsync("Type something to send.");
        await lab.Get("send-empty").ClickAsync();
        await Expect(lab.Row("empty datagram")).ToBeVisibleAsync();
        await Expect(lab.Get("send")).ToBeDisabledAsync();
        await lab.Get("to").FillAsync("");
        await lab.Get("to").BlurAsync();
        await Expect(lab.Get("to")).ToHaveValueAsync("127.0.0.1:4321");
    }

    [Fact]
    public async Task What_takes_another_socket_says_so_and_restarts()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener("small"));
        await EditAsync(lab, "small");
        await Expect(Group(lab, "Journal")).ToContainTextAsync("applies at once");
        await Group(lab, "UDP").ClickAsync();
        await lab.Get("$.udp.maxDatagramBytes").FillAsync("0");
        await lab.Get("save").ClickAsync();
        await Expect(lab.Page.GetByText("0 is out of range: 1 to 65535.")).ToBeVisibleAsync();
        await Expect(Group(lab, "UDP")).ToContainTextAsync("1 error");
        await lab.Get("$.udp.maxDatagramBytes").FillAsync("100");
        await lab.Get("$.udp.maxDatagramBytes").PressAsync("Tab");
        await Expect(lab.Get("needs-restart")).ToBeVisibleAsync();
        await Expect(lab.Get("save")).ToHaveTextAsync("Save and restart");
        await lab.Get("save").ClickAsync();
        await Expect(lab.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await Expect(lab.Page.Locator($"[data-id='{endpoint.Id}']")).ToHaveAttributeAsync("data-state", "running");
        Assert.Equal(100, endpoint.Definition.Udp.MaxDatagramBytes);
    }

    [Fact]
    public async Task Paused_replies_are_loud_until_they_go_on()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener() with { Reply = [new ReplyRule { Echo = true }], ReplyLimitPerSecond = 2 });
        await using var flood = Tool.Start(
            "python3",
            "-c",
            $"""
            import socket, time
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            for i in range(400):
                s.sendto(b"again", ("127.0.0.1", {endpoint.Bound!.Port}))
                time.sleep(.01)
            """
        );
        await Expect(lab.Get("replies-paused")).ToContainTextAsync("more than 2 were due within a second");
        await Expect(lab.Get("card-paused")).ToBeVisibleAsync();
        Assert.Equal(0, await flood.EndAsync());
        await Expect(lab.Get("replies-paused")).ToBeHiddenAsync();
    }

    private static ILocator Group(BrowserLab lab, string title) => lab.Get($"options-{title}").Locator("summary");

    private static async Task EditAsync(BrowserLab lab, string name)
    {
        await lab.Page.GetByRole(AriaRole.Button, new() { Name = $"More for {name}" }).ClickAsync();
        await lab.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Edit…" }).ClickAsync();
        await Expect(lab.Get("save")).ToBeVisibleAsync();
    }
}
