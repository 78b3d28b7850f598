using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;

namespace SocketLab.Browser.Tests;

/// <summary>Themes, sizes and panes.</summary>
public sealed class LookTests(Chromium chromium)
{
    [Fact]
    public async Task The_theme_follows_the_system_until_somebody_chooses_and_survives_a_reload()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var root = lab.Page.Locator("html");
        await lab.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await Expect(root).ToHaveAttributeAsync("data-theme", "light");
        await lab.Page.GetByRole(AriaRole.Button, new() { Name = "Switch between dark and light" }).ClickAsync();
        await Expect(root).ToHaveAttributeAsync("data-theme", "dark");
        await lab.GoToWorkbenchAsync();
        await Expect(root).ToHaveAttributeAsync("data-theme", "dark");
    }

    [Fact]
    public async Task On_a_phone_the_panes_are_tabs_and_nothing_scrolls_sideways()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium, width: 390, height: 844);
        await lab.Get("listen-tcp").ScrollIntoViewIfNeededAsync();
        await lab.Page.Locator("nav.phone").GetByText("Endpoints").ClickAsync();
        await Expect(lab.Get("new-endpoint")).ToBeVisibleAsync();
        await lab.UseAsync(Make.UdpListener());
        await Expect(lab.Get("feed")).ToBeVisibleAsync();
        await lab.Rows.First.ClickAsync();
        await Expect(lab.Get("inspector")).ToBeVisibleAsync();
        await lab.Page.Locator("nav.phone").GetByText("Send").ClickAsync();
        await Expect(lab.Get("payload")).ToBeVisibleAsync();
        Assert.Equal(390, await lab.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task A_pane_border_moves_by_keyboard_and_stays_where_it_was_put()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var pane = lab.Page.Locator(".left");
        var before = (await pane.BoundingBoxAsync())!.Width;
        await lab.Page.Locator("[data-divider=left]").FocusAsync();
        await lab.Page.Keyboard.PressAsync("ArrowRight");
        Assert.Equal(before + 16, (await pane.BoundingBoxAsync())!.Width);
        await lab.GoToWorkbenchAsync();
        Assert.Equal(before + 16, (await pane.BoundingBoxAsync())!.Width);
    }

    [Fact]
    public async Task A_click_anywhere_on_a_card_selects_it_and_its_switch_stops_it_too()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var first = await lab.UseAsync(Make.UdpListener());
        var second = await lab.UseAsync(Make.UdpListener());
        // Forced, since what takes the click is the name, which covers the card.
        await lab.Page.Locator($"[data-testid=endpoint][data-id='{first.Id}'] .rates").ClickAsync(new() { Force = true });
        await Expect(lab.Page.Locator($".panes[data-selected='{first.Id}']")).ToBeVisibleAsync();

        var other = lab.Page.Locator($"[data-testid=endpoint][data-id='{second.Id}']");
        await other.GetByRole(AriaRole.Switch).ClickAsync();
        await Expect(other).ToHaveAttributeAsync("data-state", "stopped");
        await Expect(lab.Page.Locator($".panes[data-selected='{second.Id}']")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_skip_link_leads_to_the_feed_and_stays_at_the_endpoint()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        await Expect(lab.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(endpoint.Id));
        await lab.Page.GetByText("Skip to the feed").FocusAsync();
        await lab.Page.Keyboard.PressAsync("Enter");
        await Expect(lab.Get("feed").GetByRole(AriaRole.Grid)).ToBeFocusedAsync();
        await Expect(lab.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(endpoint.Id));
    }

    [Fact]
    public async Task An_address_that_does_not_exist_says_so_and_leads_back()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        lab.Expects("status of 404");
        var answer = await lab.Page.GotoAsync($"{lab.Address}nothing/here");
        Assert.Equal(404, answer!.Status);
        await lab.Page.GetByText("Back to the workbench").ClickAsync();
        await Expect(lab.Get("listen-udp")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Every_file_comes_from_this_host_and_none_is_missing()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var answers = new List<IResponse>();
        lab.Page.Response += (_, response) => answers.Add(response);
        await lab.GoToWorkbenchAsync();
        await lab.Get("listen-tcp").HoverAsync();
        Assert.All(answers, answer => Assert.InRange(answer.Status, 101, 399));
        Assert.Contains(answers, answer => answer.Url.EndsWith("inter-latin-wght-normal.woff2", StringComparison.Ordinal));
    }
}
