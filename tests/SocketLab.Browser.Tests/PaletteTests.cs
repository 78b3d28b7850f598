using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;

namespace SocketLab.Browser.Tests;

/// <summary>Ctrl+K finds any action, endpoint and page by a few letters, and does it without a mouse.</summary>
public sealed class PaletteTests(Chromium chromium)
{
    [Fact]
    public async Task Letters_arrows_and_Enter_do_anything_from_anywhere()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var first = await lab.UseAsync(Make.UdpListener("thermometer"));
        var second = await lab.UseAsync(Make.TcpListener("printer"));
        var panes = lab.Page.Locator(".panes");
        await Expect(panes).ToHaveAttributeAsync("data-selected", second.Id);

        // From inside a text field, too.
        await lab.Get("payload").FocusAsync();
        await FindAsync(lab, "therm");
        await Axe.CheckAsync(lab.Page, "the palette");
        await Expect(Chosen(lab)).ToContainTextAsync("thermometer");
        await lab.Page.Keyboard.PressAsync("Enter");
        await Expect(panes).ToHaveAttributeAsync("data-selected", first.Id);

        // What has a key presses it.
        await FindAsync(lab, "show statistics");
        await lab.Page.Keyboard.PressAsync("Enter");
        await Expect(lab.Get("statistics")).ToBeVisibleAsync();

        // Also for who has switched single keys off, and the last one stands first.
        await lab.Page.EvaluateAsync("() => socketLab.setSingleKeys(false)");
        await FindAsync(lab, "start or");
        await lab.Page.Keyboard.PressAsync("Enter");
        await Expect(panes).ToHaveAttributeAsync("data-running", "0");
        await FindAsync(lab, "");
        await Expect(Chosen(lab)).ToContainTextAsync("Start or stop it");
        await lab.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(Chosen(lab)).ToContainTextAsync("Show the statistics");
        await lab.Page.Keyboard.PressAsync("Escape");
        await Expect(lab.Get("palette")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Every_page_and_every_saved_filter_is_there_and_Enter_goes_to_it()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener("thermometer"));
        var saved = await lab.Page.APIRequest.PostAsync(
            new Uri(lab.Address, "api/filters").ToString(),
            new() { DataObject = new { name = "only starts", filter = "event == started" } }
        );
        Assert.Equal(201, saved.Status);
        await FindAsync(lab, "only starts");
        await Expect(Chosen(lab)).ToContainTextAsync("event == started");
        await lab.Page.Keyboard.PressAsync("Enter");
        await Expect(lab.Get("feed-filter")).ToHaveValueAsync("event == started");
        await Expect(lab.Rows).ToHaveCountAsync(1);

        // What has a button and no key, with what the button opens.
        await FindAsync(lab, "which columns");
        await lab.Page.Keyboard.PressAsync("Enter");
        await Expect(lab.Get("column-value")).ToBeVisibleAsync();
        await lab.Page.Keyboard.PressAsync("Escape");
        await FindAsync(lab, "search in the");
        await lab.Page.Keyboard.PressAsync("Enter");
        await Expect(lab.Get("search-text")).ToBeFocusedAsync();

        // There and back, also from a page without endpoints.
        foreach (var (typed, path) in new[] { ("where to read on", "reading"), ("recordings", "recordings"), ("where to read", "reading") })
        {
            await FindAsync(lab, typed);
            await lab.Page.Keyboard.PressAsync("Enter");
            await Expect(lab.Page).ToHaveURLAsync(new Regex($"/{path}$"));
            await Expect(lab.Page.Locator("h1").First).ToBeVisibleAsync();
        }

        await FindAsync(lab, "thermometer");
        await lab.Page.Keyboard.PressAsync("Enter");
        await Expect(lab.Page.Locator(".panes")).ToHaveAttributeAsync("data-selected", endpoint.Id);
        await FindAsync(lab, "workspace");
        await lab.Page.Keyboard.PressAsync("Enter");
        await Expect(lab.Get("workspace-save")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_page_is_gone_to_also_while_the_workbench_writes_its_address()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await FindAsync(lab, "where to read on");
        await lab.Page.Keyboard.PressAsync("Enter");
        await Expect(lab.Page).ToHaveURLAsync(new Regex("/reading$"));

        await lab.GoToWorkbenchAsync();
        await lab.UseAsync(Make.UdpListener());
        await lab.Get("feed-filter").FillAsync("len > 4");
        await Expect(lab.Get("filter-chip")).ToHaveCountAsync(1);
        await FindAsync(lab, "where to read on");
        await lab.Page.Keyboard.PressAsync("Enter");
        await Expect(lab.Page).ToHaveURLAsync(new Regex("/reading$"));

        // The address stays: nothing of the workbench is written over it, and Back leads where it was left.
        await Expect(lab.Page.Locator("h1").First).ToContainTextAsync("read");
        await lab.Page.GoBackAsync();
        await Expect(lab.Get("feed-filter")).ToHaveValueAsync("len > 4");
    }

    private static ILocator Chosen(BrowserLab lab) => lab.Get("palette-list").Locator("[aria-selected=true]");

    private static async Task FindAsync(BrowserLab lab, string text)
    {
        await Expect(lab.Page.Locator(".mud-dialog")).ToHaveCountAsync(0);
        await lab.Page.Keyboard.PressAsync("Control+k");
        await Expect(lab.Get("palette-input")).ToBeFocusedAsync();
        await lab.Get("palette-input").FillAsync(text);
    }
}
