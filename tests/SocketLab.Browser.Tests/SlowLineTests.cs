using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;

namespace SocketLab.Browser.Tests;

/// <summary>The dashboard over a line with a delay, and over one that breaks.</summary>
public sealed class SlowLineTests(Chromium chromium)
{
    [Fact]
    public async Task Nothing_that_is_typed_gets_lost()
    {
        const string text = "The quick brown fox jumps over the lazy dog 0123456789";
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        var line = lab.Line(TimeSpan.FromMilliseconds(60));
        await lab.Page.GotoAsync($"{line.Address}?endpoint={endpoint.Id}");
        await lab.InteractiveAsync();
        await lab.Get("payload").PressSequentiallyAsync(text, new() { Delay = 25 });
        await Expect(lab.Page.Locator("#composer-note")).ToContainTextAsync($"{text.Length} bytes");
        await Expect(lab.Get("payload")).ToHaveValueAsync(text);
    }

    [Fact]
    public async Task What_an_address_means_follows_each_key_and_no_letter_is_lost()
    {
        const string name = "as fast as anybody types, and no letter of it is lost";
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var line = lab.Line(TimeSpan.FromMilliseconds(60));
        await lab.Page.GotoAsync(line.Address.ToString());
        await lab.InteractiveAsync();
        await lab.Page.Keyboard.PressAsync("n");
        var (address, note) = (lab.Get("address"), lab.Page.Locator("[id='note-$.local.address']"));
        await Expect(note).ToHaveTextAsync("Only this machine; :: for every address; unix:NAME for a Unix socket");
        await address.FillAsync("");
        await address.PressSequentiallyAsync("192.168.100.", new() { Delay = 15 });
        await Expect(note).ToHaveTextAsync("An address of this machine; :: for every address; unix:NAME for a Unix socket");
        await address.PressSequentiallyAsync("200", new() { Delay = 15 });
        await Expect(note).ToHaveTextAsync("Reachable from other machines");
        await Expect(note).ToHaveClassAsync("warn");
        await Expect(address).ToBeFocusedAsync();
        await Expect(address).ToHaveValueAsync("192.168.100.200");

        await lab.Get("options-Name").Locator("summary").ClickAsync();
        await lab.Get("$.name").PressSequentiallyAsync(name, new() { Delay = 10 });
        await Expect(lab.Get("options-Name").Locator("summary")).ToContainTextAsync(name);
        await Expect(lab.Get("$.name")).ToHaveValueAsync(name);
    }

    [Fact]
    public async Task A_view_can_be_left_while_its_script_is_on_its_way()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var first = await lab.UseAsync(Make.TcpListener("first"));
        var second = await lab.UseAsync(Make.TcpListener("second"));
        var line = lab.Line(TimeSpan.FromMilliseconds(200));
        await lab.Page.GotoAsync(line.Address.ToString());
        await lab.InteractiveAsync();
        await lab.Card(first).ClickAsync();
        await lab.Page.Locator($".panes[data-selected='{first.Id}']").WaitForAsync();
        await lab.Get("show-connections").ClickAsync();
        await Expect(lab.Get("connections")).ToBeVisibleAsync();
        await lab.Get("show-feed").ClickAsync();
        await Expect(lab.Get("feed")).ToBeVisibleAsync();
        await lab.Card(second).ClickAsync();
        await lab.Page.Locator($".panes[data-selected='{second.Id}']").WaitForAsync();

        await Expect(lab.Page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
        await Expect(lab.Get("pane-failed")).ToHaveCountAsync(0);
        await Expect(lab.Get("feed")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Keys_that_come_before_the_script_of_a_view_are_not_lost()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var first = await lab.UseAsync(Make.UdpListener("first"));
        var second = await lab.UseAsync(Make.UdpListener("second"));
        await SendAsync(second, 1, 3);
        var line = lab.Line(TimeSpan.FromMilliseconds(200));
        await lab.Page.GotoAsync($"{line.Address}?endpoint={first.Id}");
        await lab.InteractiveAsync();
        await lab.Card(second).ClickAsync();
        await lab.Page.Locator($".panes[data-selected='{second.Id}']").WaitForAsync();
        await lab.Get("feed").GetByRole(AriaRole.Grid).FocusAsync();
        await lab.Page.Keyboard.PressAsync("ArrowUp");
        await lab.Page.Keyboard.PressAsync("ArrowUp");
        await Expect(lab.Page.Locator("tr.selected")).ToContainTextAsync("message 2.");
    }

    [Fact]
    public async Task A_payload_as_long_as_a_datagram_can_be_pasted()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await lab.UseAsync(Make.UdpListener());
        await lab.Get("payload").FillAsync(new string('x', 65_507));
        await Expect(lab.Page.Locator("#composer-note")).ToContainTextAsync("65,507 bytes");
    }

    [Fact]
    public async Task After_the_line_broke_the_feed_goes_on_where_it_was()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        var line = lab.Line(TimeSpan.Zero);
        await SendAsync(endpoint, 1, 500);
        await lab.Page.GotoAsync($"{line.Address}?endpoint={endpoint.Id}");
        await lab.InteractiveAsync();
        await Expect(lab.Row("message 500.")).ToBeInViewportAsync();

        lab.Expects("console ");
        lab.Expects("the connection is not in the 'Connected' State");
        line.Cut();
        await Expect(lab.Page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        await Expect(lab.Page.Locator("html[data-offline]")).ToHaveCountAsync(1);
        await Expect(lab.Page.Locator(".reconnect-seconds")).Not.ToHaveTextAsync("0");
        await lab.Get("feed").HoverAsync();
        await lab.Page.Mouse.WheelAsync(0, -4800);
        await SendAsync(endpoint, 501, 600);
        line.Mend();
        await Expect(lab.Page.Locator("#components-reconnect-modal")).ToBeHiddenAsync(new() { Timeout = 30_000 });
        await Expect(lab.Page.Locator("html[data-offline]")).ToHaveCountAsync(0);
        await Expect(lab.Row("message 290.")).ToBeInViewportAsync(new() { Timeout = 10_000 });
        await Expect(lab.Get("new-below")).ToBeVisibleAsync();
        await lab.Get("new-below").ClickAsync();
        await Expect(lab.Row("message 600.")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task After_the_line_broke_bytes_are_selected_as_before()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        var line = lab.Line(TimeSpan.Zero);
        await SendAsync(endpoint, 1, 1);
        await lab.Page.GotoAsync($"{line.Address}?endpoint={endpoint.Id}");
        await lab.InteractiveAsync();
        await lab.Row("message 1.").ClickAsync();
        await lab.Page.Locator("[data-linked]").WaitForAsync();

        lab.Expects("console ");
        lab.Expects("the connection is not in the 'Connected' State");
        line.Cut();
        await Expect(lab.Page.Locator("html[data-offline]")).ToHaveCountAsync(1);
        await lab.Get("hex").FocusAsync();
        await lab.Page.Keyboard.PressAsync("ArrowRight");
        line.Mend();
        await Expect(lab.Page.Locator("html[data-offline]")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        await lab.Page.Keyboard.PressAsync("Control+a");
        await Expect(lab.Get("selection")).ToContainTextAsync("10 bytes at 0");
    }

    [Fact]
    public async Task While_the_server_does_not_answer_there_is_one_banner_and_none_afterwards()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await lab.UseAsync(Make.UdpListener());
        var line = lab.Line(TimeSpan.Zero);
        await lab.Page.GotoAsync(line.Address.ToString());
        await lab.InteractiveAsync();
        lab.Expects("console ");
        line.Cut();
        await Expect(lab.Page.Locator("html[data-offline]")).ToHaveCountAsync(1);

        // The page tells the server much, also when nobody does anything.
        await lab.Get("feed").HoverAsync();
        await lab.Page.Mouse.WheelAsync(0, -4800);
        line.MendHalf();
        var broken = lab.Page.Locator("#blazor-error-ui");
        await Expect(broken).ToHaveAttributeAsync("style", new Regex("block"), new() { Timeout = 30_000 });
        await Expect(broken).ToBeHiddenAsync();
        await Expect(lab.Page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        line.Mend();
        await Expect(lab.Page.Locator("html[data-offline]")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        await Expect(broken).ToBeHiddenAsync();
    }

    [Fact]
    public async Task What_is_typed_right_behind_the_key_that_leads_to_the_payload_is_in_it()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        await SendAsync(endpoint, 1, 1);
        var line = lab.Line(TimeSpan.FromMilliseconds(100));
        await lab.Page.GotoAsync(line.Address.ToString());
        await lab.InteractiveAsync();
        await Expect(lab.Row("message 1.")).ToBeVisibleAsync();
        await lab.Page.Keyboard.TypeAsync("cunsent");
        await Expect(lab.Get("payload")).ToHaveValueAsync("unsent");
        await lab.Row("message 1.").ClickAsync();
        await Expect(lab.Get("reply")).ToBeVisibleAsync();
        await lab.Page.Keyboard.TypeAsync("r answer");
        await Expect(lab.Get("payload")).ToHaveValueAsync("unsent answer");
        await Expect(lab.Page.Locator("#composer-note")).ToContainTextAsync("13 bytes");
        await Expect(lab.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    private static async Task SendAsync(Endpoint endpoint, int from, int to)
    {
        using var sender = new UdpClient(AddressFamily.InterNetwork);
        for (var i = from; i <= to; i++)
        {
            await sender.SendAsync(
                Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"message {i}.")),
                new IPEndPoint(IPAddress.Loopback, endpoint.Bound!.Port)
            );
        }
    }
}
