using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;

namespace SocketLab.Browser.Tests;

/// <summary>Filtering and searching the feed, by keyboard and by mouse.</summary>
public sealed class FilterTests(Chromium chromium)
{
    private ILocator? _box;

    [Fact]
    public async Task A_filter_is_written_with_what_is_proposed_and_its_conditions_are_switched_off()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await FilledAsync(lab);
        await lab.Page.Keyboard.PressAsync("/");
        _box = lab.Get("feed-filter");
        await Expect(_box).ToBeFocusedAsync();
        await lab.Page.Keyboard.TypeAsync("peer.p");
        await Expect(Proposal(lab, "peer.port")).ToBeVisibleAsync();
        await lab.Page.Keyboard.PressAsync("Tab");
        await Expect(_box).ToHaveValueAsync("peer.port ");
        await lab.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(Proposal(lab, "==")).ToHaveAttributeAsync("aria-selected", "true");
        await lab.Page.Keyboard.PressAsync("Enter");
        await Expect(_box).ToHaveValueAsync("peer.port == ");
        await Expect(lab.Page.Locator("#filter-proposals li span").First).ToHaveTextAsync("occurs here");
        await lab.Page.Keyboard.PressAsync("ArrowDown");
        await lab.Page.Keyboard.PressAsync("Enter");
        await lab.Page.Keyboard.TypeAsync(" and text contains \"room 3\"");
        await Expect(lab.Get("filter-count")).ToHaveTextAsync("20 of 101");
        await Expect(lab.Rows).ToHaveCountAsync(20);
        await lab.Page.Keyboard.PressAsync("Enter");
        await Expect(lab.Page).ToHaveURLAsync(new Regex("filter=peer.port%20%3D%3D.*room"));

        await lab.Get("filter-chip").Nth(1).GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(lab.Get("filter-count")).ToHaveTextAsync("100 of 101");
        await Expect(lab.Page).ToHaveURLAsync(new Regex("off=1"));
        await lab.Page.GoBackAsync();
        await Expect(lab.Get("filter-count")).ToHaveTextAsync("20 of 101");
        await lab.Page.GoForwardAsync();
        await Expect(lab.Get("filter-count")).ToHaveTextAsync("100 of 101");
        await lab.Page.ReloadAsync();
        await lab.InteractiveAsync();
        await Expect(lab.Get("filter-count")).ToHaveTextAsync("100 of 101");
        await lab.Get("filter-chip").Nth(1).GetByRole(AriaRole.Button).Nth(1).ClickAsync();
        await Expect(lab.Get("filter-chip")).ToHaveCountAsync(1);
        await lab.Get("filter-clear").ClickAsync();
        await Expect(lab.Get("filter-count")).ToHaveCountAsync(0);
        await lab.Get("feed-filter").FocusAsync();
        await Expect(lab.Page.Locator("#filter-proposals li").First).ToContainTextAsync("used before");
        await lab.Page.Keyboard.PressAsync("Escape");
        await Expect(lab.Page.Locator("#filter-proposals")).ToBeHiddenAsync();
        await lab.Page.Keyboard.PressAsync("Escape");
        await Expect(lab.Get("feed-filter")).Not.ToBeFocusedAsync();
        Assert.Equal(101, endpoint.Journal.Ledger.Last);
    }

    [Fact]
    public async Task An_error_is_marked_where_it_is_and_the_last_result_stays_also_in_a_pause()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await FilledAsync(lab);
        await lab.Get("pause").ClickAsync();
        await Expect(lab.Get("pause")).ToContainTextAsync("Resume");
        await SendAsync(endpoint, "temp=99 room 3");
        await lab.Get("feed-filter").FillAsync("text contains \"room 3\"");
        await Expect(lab.Rows).ToHaveCountAsync(20);
        await Expect(lab.Get("new-below")).ToContainTextAsync("1 new since the pause");
        await lab.Get("feed-filter").FillAsync("text contains \"room 3\" and dir == up");
        await Expect(lab.Get("filter-mark")).ToHaveTextAsync("up");
        await Expect(lab.Get("filter-error")).ToContainTextAsync("Choose");
        await Expect(lab.Rows).ToHaveCountAsync(20);
        await Axe.CheckAsync(lab.Page, "a filter with an error");
        await lab.Get("feed-filter").FillAsync("text contains nothing");
        await Expect(lab.Get("no-match")).ToContainTextAsync("None of 102 entries");
        await lab.Page.SetViewportSizeAsync(390, 844);
        await Axe.CheckAsync(lab.Page, "a filter that takes nothing, on a phone");
    }

    [Fact]
    public async Task A_cell_and_selected_bytes_become_conditions_by_mouse_and_by_keyboard()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await FilledAsync(lab);
        await lab.Row("temp=21 room 1").First.Locator("td.content").ClickAsync(new() { Button = MouseButton.Right });
        await Expect(lab.Get("context-menu")).ToBeVisibleAsync();
        await Axe.CheckAsync(lab.Page, "the menu of a row");
        await lab.Get("context-menu").GetByText("Only this text").ClickAsync();
        await Expect(lab.Get("feed-filter")).ToHaveValueAsync("text == \"temp=21 room 1\"");
        await Expect(lab.Get("filter-count")).ToHaveTextAsync("10 of 101");
        await lab.Get("filter-clear").ClickAsync();

        await lab.Row("temp=22 room 2").First.ClickAsync();
        await Expect(lab.Page.Locator("[data-testid=feed] tr.selected")).ToContainTextAsync("temp=22 room 2");
        await lab.Page.Keyboard.PressAsync("Shift+F10");
        await Expect(lab.Get("context-menu")).ToBeVisibleAsync();
        await Expect(lab.Get("context-menu").GetByRole(AriaRole.Menuitem).First).ToBeFocusedAsync();
        await lab.Get("context-menu").GetByText(new Regex("^Not 127.0.0.1:")).FocusAsync();
        await lab.Page.Keyboard.PressAsync("Enter");
        await Expect(lab.Get("feed-filter")).ToHaveValueAsync(new Regex("^not \\(peer.address == 127.0.0.1 and peer.port == "));
        await Expect(lab.Get("filter-count")).ToHaveTextAsync("1 of 101");
        await lab.Get("filter-clear").ClickAsync();

        await lab.Row("temp=23 room 3").First.ClickAsync();
        await lab.Get("hex").FocusAsync();
        await lab.Page.Keyboard.PressAsync("Control+Home");
        for (var i = 0; i < 6; i++)
        {
            await lab.Page.Keyboard.PressAsync("Shift+ArrowRight");
        }

        await lab.Get("only-bytes").ClickAsync();
        await Expect(lab.Get("feed-filter")).ToHaveValueAsync("bytes[0:7] == 74656d703d3233");
        await Expect(lab.Get("filter-count")).ToHaveTextAsync("10 of 101");
    }

    [Fact]
    public async Task A_search_marks_what_it_finds_goes_on_and_leaves_the_place()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await FilledAsync(lab);
        await lab.Rows.Last.ClickAsync();
        await lab.Page.Keyboard.PressAsync("Control+f");
        await Expect(lab.Get("search-text")).ToBeFocusedAsync();
        await lab.Page.Keyboard.TypeAsync("OM 4");
        await Expect(lab.Get("search-words")).ToContainTextAsync("20 entries");
        await Expect(lab.Page.Locator("[data-testid=feed] mark").First).ToHaveTextAsync("om 4");
        await Expect(lab.Page.Locator(".ticks path")).ToHaveAttributeAsync("d", new Regex("M0 "));
        await lab.Page.Keyboard.PressAsync("Enter");
        await Expect(lab.Get("search-words")).ToContainTextAsync("of 20 entries");
        await lab.Page.Keyboard.PressAsync("Shift+Enter");
        await lab.Page.Keyboard.PressAsync("F3");
        await Expect(lab.Page.Locator("[data-testid=feed] tr.selected")).ToContainTextAsync("room 4");
        await Expect(lab.Page.Locator(".linked")).ToHaveAttributeAsync("data-found", "10:4");
        await Expect(lab.Page.Locator(".linked")).ToHaveAttributeAsync("data-start", "10");
        await Axe.CheckAsync(lab.Page, "a search");
        var selected = await lab.Page.Locator("[data-testid=feed] tr.selected").GetAttributeAsync("data-sequence");
        await lab.Get("search-hex-kind").ClickAsync();
        await lab.Get("search-text").FillAsync("6f 6d 2");
        await Expect(lab.Get("search-text")).ToHaveAttributeAsync("aria-invalid", "true");
        await lab.Page.Keyboard.PressAsync("Escape");
        await Expect(lab.Get("search")).ToHaveCountAsync(0);
        await Expect(lab.Page.Locator("[data-testid=feed] mark")).ToHaveCountAsync(0);
        await Expect(lab.Page.Locator("[data-testid=feed] tr.selected")).ToHaveAttributeAsync("data-sequence", selected!);
    }

    [Fact]
    public async Task A_saved_filter_marks_its_rows_and_is_used_by_its_name()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await FilledAsync(lab);
        await lab.Get("feed-filter").FillAsync("text contains \"room 2\"");
        await Expect(lab.Get("filter-count")).ToHaveTextAsync("20 of 101");
        await lab.Get("saved-filters").ClickAsync();
        await lab.Get("filter-name").FillAsync("second room");
        await lab.Get("filter-colour").SelectOptionAsync("Green");
        await lab.Get("filter-save").ClickAsync();
        await Expect(lab.Get("saved-filter")).ToContainTextAsync("second room");
        await Axe.CheckAsync(lab.Page, "the saved filters");
        await lab.Page.Keyboard.PressAsync("Escape");
        await lab.Get("filter-clear").ClickAsync();
        await Expect(lab.Row("room 2").First).ToHaveAttributeAsync("data-colour", "Green");
        await Expect(lab.Row("room 3").First).Not.ToHaveAttributeAsync("data-colour", "Green");
        await Axe.CheckAsync(lab.Page, "marked rows");
        await lab.Get("saved-filters").ClickAsync();
        await lab.Get("saved-filter").GetByRole(AriaRole.Checkbox).CheckAsync();
        await Expect(lab.Row("1 entry hidden").First).ToBeVisibleAsync();
        await Expect(lab.Row("room 2")).ToHaveCountAsync(0);
        await lab.Get("saved-filter").GetByRole(AriaRole.Checkbox).UncheckAsync();
        await Expect(lab.Row("room 2").First).ToBeVisibleAsync();
        await lab.Get("saved-filter").GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(lab.Get("filter-count")).ToHaveTextAsync("20 of 101");
        await lab.Get("saved-filters").ClickAsync();
        await lab.Get("saved-filter").GetByRole(AriaRole.Button, new() { Name = "Delete second room" }).ClickAsync();
        await lab.Page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Expect(lab.Page.Locator("tr[data-colour]")).ToHaveCountAsync(0);
    }

    private static ILocator Proposal(BrowserLab lab, string text) =>
        lab.Page.Locator("#filter-proposals li").Filter(new() { Has = lab.Page.GetByText(text, new() { Exact = true }) }).First;

    private static async Task<Endpoint> FilledAsync(BrowserLab lab)
    {
        var endpoint = await lab.UseAsync(Make.UdpListener());
        await SendAsync(endpoint, [.. Enumerable.Range(0, 100).Select(i => $"temp={20 + (i % 10)} room {i % 5}")]);
        await Expect(lab.Rows.Last).ToContainTextAsync("temp=29 room 4");
        return endpoint;
    }

    private static async Task SendAsync(Endpoint endpoint, params string[] messages)
    {
        using var sender = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        foreach (var message in messages)
        {
            await sender.SendAsync(Encoding.UTF8.GetBytes(message), endpoint.Bound!, TestContext.Current.CancellationToken);
        }
    }
}
