using System.Net.Sockets;
using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;
using SocketLab.Core.Definitions;

namespace SocketLab.Browser.Tests;

/// <summary>No connection is cut by accident.</summary>
public sealed class StopTests(Chromium chromium)
{
    [Fact]
    public async Task Stopping_a_listener_asks_before_it_cuts_connections_however_it_is_asked_for()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.TcpListener("shop"));
        using var one = new TcpClient();
        using var two = new TcpClient();
        await one.ConnectAsync(endpoint.Bound!, TestContext.Current.CancellationToken);
        await two.ConnectAsync(endpoint.Bound!, TestContext.Current.CancellationToken);
        await Expect(lab.Get("totals")).ToContainTextAsync("2 open");

        await AskedAsync("Stop “shop” and close 2 connections?", () => lab.Page.Keyboard.PressAsync("s"));
        await AskedAsync("Stop “shop” and close 2 connections?", () => lab.Page.GetByRole(AriaRole.Switch).ClickAsync());
        await AskedAsync("Delete “shop” and close 2 connections?", () => ChooseAsync("More for shop", "Delete"));
        await AskedAsync("Stop “shop” and close 2 connections?", () => ChooseAsync("All endpoints", "Stop all"));
        Assert.Equal((EndpointState.Running, 2), (endpoint.State, endpoint.Connections.Open));

        await lab.Page.Keyboard.PressAsync("s");
        await lab.Get("confirm-yes").ClickAsync();
        await Expect(lab.Page.Locator(".panes")).ToHaveAttributeAsync("data-running", "0");
        await Expect(lab.Get("totals")).ToContainTextAsync("0 open");
        await lab.Page.Keyboard.PressAsync("s");
        await Expect(lab.Page.Locator(".panes")).ToHaveAttributeAsync("data-running", "1");
        await lab.Page.Keyboard.PressAsync("s");
        await Expect(lab.Page.Locator(".panes")).ToHaveAttributeAsync("data-running", "0");

        async Task AskedAsync(string question, Func<Task> act)
        {
            await act();
            await Expect(lab.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync(question);
            await Expect(lab.Get("confirm-no")).ToBeFocusedAsync();
            await lab.Page.Keyboard.PressAsync("Escape");
            await Expect(lab.Page.Locator(".mud-dialog")).ToHaveCountAsync(0);
        }

        async Task ChooseAsync(string menu, string item)
        {
            await lab.Page.GetByRole(AriaRole.Button, new() { Name = menu, Exact = true }).First.ClickAsync();
            await lab.Page.GetByRole(AriaRole.Menuitem, new() { Name = item }).ClickAsync();
        }
    }
}
