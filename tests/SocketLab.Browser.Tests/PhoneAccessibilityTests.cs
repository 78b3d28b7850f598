using System.Net.Sockets;
using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;

namespace SocketLab.Browser.Tests;

/// <summary>No finding of axe-core on a phone, where the panes are tabs, nor on the pages that stand apart.</summary>
public sealed class PhoneAccessibilityTests(Chromium chromium)
{
    [Fact]
    public async Task No_tab_of_a_phone_has_a_finding()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium, width: 390, height: 844);
        await Axe.CheckAsync(lab.Page, "the first screen on a phone");
        await ShowAsync(lab, "Endpoints");
        await Axe.CheckAsync(lab.Page, "no endpoints on a phone");
        var listener = await lab.UseAsync(Make.TcpListener());
        using var peer = new TcpClient();
        await peer.ConnectAsync(listener.Bound!, TestContext.Current.CancellationToken);
        await peer.Client.SendAsync("hello\n"u8.ToArray(), TestContext.Current.CancellationToken);
        await lab.Row("hello").ClickAsync();
        await Expect(lab.Get("hex")).ToBeVisibleAsync();
        foreach (var tab in (string[])["Inspect", "Endpoints", "Send", "Feed"])
        {
            await ShowAsync(lab, tab);
            await Axe.CheckAsync(lab.Page, $"{tab} on a phone");
        }

        await lab.Get("show-connections").ClickAsync();
        await Axe.CheckAsync(lab.Page, "connections on a phone");
        await lab.Get("connections").GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(lab.Get("connection-facts")).ToBeVisibleAsync();
        await Axe.CheckAsync(lab.Page, "a connection on a phone");
        await ShowAsync(lab, "Details");
        await Expect(lab.Get("tcp-info")).ToBeVisibleAsync();
        await Axe.CheckAsync(lab.Page, "the details of a connection on a phone");
    }

    [Fact]
    public async Task No_dialog_and_no_menu_of_the_list_has_a_finding()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await lab.UseAsync(Make.UdpListener("inbox"));
        await lab.Page.GetByRole(AriaRole.Button, new() { Name = "More for inbox" }).ClickAsync();
        await Expect(lab.Page.Locator(":popover-open")).ToBeVisibleAsync();
        await Axe.CheckAsync(lab.Page, "the menu of an endpoint");
        await lab.Page.Keyboard.PressAsync("Escape");
        await lab.Page.Keyboard.PressAsync("?");
        await Expect(lab.Page.GetByText("Keyboard shortcuts")).ToBeVisibleAsync();
        await Axe.CheckAsync(lab.Page, "the keys");
        await lab.Page.Keyboard.PressAsync("Escape");
        await lab.Get("all-certificates").ClickAsync();
        await Expect(lab.Get("close-certificates")).ToBeVisibleAsync();
        await Axe.CheckAsync(lab.Page, "no certificates");
        await lab.Page.SetViewportSizeAsync(390, 844);
        await lab.Get("close-certificates").ClickAsync();
        await ShowAsync(lab, "Endpoints");
        await lab.Get("new-endpoint").ClickAsync();
        await Axe.CheckAsync(lab.Page, "a new endpoint on a phone");
    }

    [Fact]
    public async Task No_page_that_stands_apart_has_a_finding()
    {
        await using var lab = await BrowserLab.OpenAsync(
            chromium,
            [("SocketLab:Access:Mode", "token"), ("SocketLab:Access:OperatorToken", "operator-token-of-this-test")]
        );
        lab.Expects("status of 401");
        lab.Expects("status of 404");
        await Axe.CheckAsync(lab.Page, "the login");
        await lab.Page.GetByLabel("Token").FillAsync("a wrong token, surely");
        await lab.Page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await Expect(lab.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Axe.CheckAsync(lab.Page, "a login that was refused");
        await lab.Page.GetByLabel("Token").FillAsync("operator-token-of-this-test");
        await lab.Page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await lab.InteractiveAsync();
        await lab.Page.GotoAsync($"{lab.Address}reading");
        await Expect(lab.Page.Locator("h1")).ToBeVisibleAsync();
        await Axe.CheckAsync(lab.Page, "where to read on");
        await lab.Page.GotoAsync($"{lab.Address}nothing/here");
        await Expect(lab.Page.Locator("h1")).ToHaveTextAsync("Page not found");
        await Axe.CheckAsync(lab.Page, "a page that is not there");
        await lab.Page.GotoAsync($"{lab.Address}connections/0000000000000001");
        await Expect(lab.Page.Locator("h1")).ToHaveTextAsync("Connection not found");
        await Axe.CheckAsync(lab.Page, "a connection that is not there");
    }

    private static Task ShowAsync(BrowserLab lab, string tab) =>
        lab.Page.Locator("nav.phone").GetByText(tab, new() { Exact = true }).ClickAsync();
}
