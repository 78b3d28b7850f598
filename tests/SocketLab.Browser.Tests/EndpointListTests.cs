using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Browser.Tests;

/// <summary>The list of endpoints: cards, groups, order, names, and what came unseen.</summary>
public sealed class EndpointListTests(Chromium chromium)
{
    private static readonly Regex Counted = new(@"^\(([0-9]+)\) shown · SocketLab$");

    [Fact]
    public async Task A_card_moves_by_keys_and_by_dragging_and_stays_there()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var (first, second, third) = (await NewAsync(lab, "first"), await NewAsync(lab, "second"), await NewAsync(lab, "third"));
        await lab.Card(third).FocusAsync();
        await lab.Page.Keyboard.PressAsync("Alt+ArrowUp");
        await Expect(Names(lab)).ToHaveTextAsync(["first", "third", "second"]);
        await Expect(lab.Card(third)).ToBeFocusedAsync();
        await Expect(lab.Page.Locator("p[role=status].sr")).ToHaveTextAsync("third: place 2 of 3");
        await lab.Page.Keyboard.PressAsync("Alt+ArrowUp");
        await Expect(Names(lab)).ToHaveTextAsync(["third", "first", "second"]);
        await lab.Page.Keyboard.PressAsync("Alt+ArrowUp");
        await lab.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(lab.Card(first)).ToBeFocusedAsync();

        // Another page has the same order, and so has this one after a reload.
        Assert.Equal([third.Id, first.Id, second.Id], lab.Supervisor.List().Select(endpoint => endpoint.Id));
        await DragAsync(lab, lab.Card(third), lab.Card(second), isBehind: true);
        await Expect(Names(lab)).ToHaveTextAsync(["first", "second", "third"]);
        await lab.GoToWorkbenchAsync();
        await Expect(Names(lab)).ToHaveTextAsync(["first", "second", "third"]);
    }

    [Fact]
    public async Task A_card_is_dropped_into_a_group_which_folds_away_and_starts_and_stops_as_a_whole()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var (alone, member) = (await NewAsync(lab, "alone"), await NewAsync(lab, "member", "lab"));
        await DragAsync(lab, lab.Card(alone), lab.Card(member), isBehind: true);
        await Expect(lab.Page.Locator(".section[data-group=lab] .text")).ToHaveTextAsync(["lab", "member", "alone"]);
        Assert.Equal("lab", alone.Definition.Group);

        var group = lab.Get("group");
        await Expect(group).ToContainTextAsync("0 of 2 on");
        var more = lab.Page.GetByRole(AriaRole.Button, new() { Name = "More for the group lab" });
        await more.ClickAsync();
        await lab.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Start all of the group" }).ClickAsync();
        await Expect(group).ToContainTextAsync("2 of 2 on");
        await more.ClickAsync();
        await lab.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Stop all of the group" }).ClickAsync();
        await Expect(group).ToContainTextAsync("0 of 2 on");

        await group.ClickAsync();
        await Expect(lab.Get("endpoint")).ToHaveCountAsync(0);
        await Expect(group).ToHaveAttributeAsync("aria-expanded", "false");
        await Eventually.HoldsAsync(async () =>
            (await lab.Page.EvaluateAsync<string?>("sessionStorage.workbench"))?.Contains("lab") == true
        );
        await lab.GoToWorkbenchAsync();
        await Expect(group).ToHaveAttributeAsync("aria-expanded", "false");
    }

    [Fact]
    public async Task Escape_ends_a_drag_with_nothing_moved()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var (first, second) = (await NewAsync(lab, "first"), await NewAsync(lab, "second"));
        await BeginDragAsync(lab, lab.Card(first), lab.Card(second), isBehind: true);
        await Expect(lab.Page.Locator("[data-drop=behind]")).ToHaveCountAsync(1);
        await lab.Page.Keyboard.PressAsync("Escape");
        await Expect(lab.Page.Locator("[data-drop], [data-dragged]")).ToHaveCountAsync(0);
        await lab.Page.Mouse.UpAsync();
        await lab.Card(second).ClickAsync();
        await Expect(lab.Page.Locator($".panes[data-selected='{second.Id}']")).ToBeVisibleAsync();
        await Expect(Names(lab)).ToHaveTextAsync(["first", "second"]);
    }

    [Fact]
    public async Task A_name_is_edited_in_its_place()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener("before"));
        await lab.Card(endpoint).FocusAsync();
        await lab.Page.Keyboard.PressAsync("F2");
        await Expect(lab.Get("rename")).ToBeFocusedAsync();
        await lab.Page.Keyboard.TypeAsync("after");
        await lab.Page.Keyboard.PressAsync("Enter");
        await Expect(lab.Card(endpoint)).ToContainTextAsync("after");
        await Expect(lab.Card(endpoint)).ToBeFocusedAsync();
        await Expect(lab.Page).ToHaveTitleAsync("after · SocketLab");

        await lab.Card(endpoint).DblClickAsync();
        await Expect(lab.Get("rename")).ToBeFocusedAsync();
        await lab.Page.Keyboard.TypeAsync("never");
        await lab.Page.Keyboard.PressAsync("Escape");
        await Expect(lab.Get("rename")).ToHaveCountAsync(0);
        await Expect(lab.Card(endpoint)).ToBeFocusedAsync();
        Assert.Equal("after", endpoint.Definition.Name);
    }

    [Fact]
    public async Task The_filter_shows_what_has_every_word_and_all_that_is_listed_starts()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var (one, two, other) = (await NewAsync(lab, "sensor one"), await NewAsync(lab, "sensor two"), await NewAsync(lab, "echo"));
        await lab.Get("filter-endpoints").FillAsync("sens udp");
        await Expect(Names(lab)).ToHaveTextAsync(["sensor one", "sensor two"]);
        await lab.Get("all-endpoints").ClickAsync();
        await lab.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Start all that are listed" }).ClickAsync();
        await Expect(lab.Page.Locator("[data-testid=endpoint][data-state=running]")).ToHaveCountAsync(2);
        Assert.Equal((EndpointState.Running, EndpointState.Running, EndpointState.Stopped), (one.State, two.State, other.State));
        await lab.Get("filter-endpoints").FillAsync("nothing like that");
        await lab.Page.GetByRole(AriaRole.Button, new() { Name = "Show all" }).ClickAsync();
        await Expect(Names(lab)).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task Starting_all_tells_which_did_not_and_why()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        using var taken = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)taken.Client.LocalEndPoint!).Port;
        var definition = Make.UdpListener("taken", port);
        await lab.Supervisor.CreateAsync(definition, start: false, CancellationToken.None);
        var free = await NewAsync(lab, "free");
        await lab.Get("all-endpoints").ClickAsync();
        await lab.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Start all" }).ClickAsync();
        await Expect(lab.Get("notice")).ToContainTextAsync($"1 of 2 did not start. taken: Port {port} is already in use");
        Assert.Equal(EndpointState.Running, free.State);
    }

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

    [Fact]
    public async Task What_came_unseen_is_counted_on_the_card_over_a_reload_and_in_the_title()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var (shown, other) = (await lab.UseAsync(Make.UdpListener("shown")), await lab.UseAsync(Make.UdpListener("other")));
        await lab.Card(shown).ClickAsync();
        await Expect(lab.Page).ToHaveTitleAsync("shown · SocketLab");
        Receive(other, 7);
        Receive(shown, 2);
        await Expect(lab.Card(other).Locator(".unread")).ToHaveTextAsync("7 unread");
        await Expect(lab.Card(shown).Locator(".unread")).ToHaveCountAsync(0);

        await lab.Page.ReloadAsync();
        await lab.InteractiveAsync();
        await Expect(lab.Card(other).Locator(".unread")).ToHaveTextAsync("7 unread");

        // The server hears of it a moment later: what comes before that is not counted as unseen.
        await HideAsync(lab, hidden: true);
        await Eventually.HoldsAsync(async () =>
        {
            Receive(shown, 1);
            return (await lab.Page.TitleAsync()).StartsWith('(');
        });
        await Expect(lab.Page).ToHaveTitleAsync(Counted);
        var before = await CountedAsync();
        Receive(other, 5);
        Receive(shown, 7);
        await Eventually.HoldsAsync(async () => await CountedAsync() >= before + 12);
        await HideAsync(lab, hidden: false);
        await Expect(lab.Page).ToHaveTitleAsync("shown · SocketLab");
        await Expect(lab.Card(other).Locator(".unread")).ToHaveTextAsync("12 unread");
        await lab.Card(other).ClickAsync();
        await Expect(lab.Page.Locator(".unread")).ToHaveCountAsync(0);

        async Task<int> CountedAsync() =>
            int.Parse(Counted.Match(await lab.Page.TitleAsync()).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Many_are_lines_a_choice_stays_and_no_shape_has_a_serious_finding()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoints = new List<Endpoint>();
        for (var i = 0; i < 9; i++)
        {
            endpoints.Add(await NewAsync(lab, $"number {i}", i < 4 ? "" : "lab"));
        }

        await lab.UseAsync(Make.UdpListener("selected") with { Local = new() { Address = "0.0.0.0" } });
        Receive(endpoints[0], 3);
        await Expect(lab.Page.Locator(".card.compact")).ToHaveCountAsync(10);
        await Expect(lab.Page.Locator(".unread")).ToHaveTextAsync("3 unread");
        await Axe.CheckAsync(lab.Page, "endpoints as lines, in a group too");
        await lab.Get("all-endpoints").ClickAsync();
        await Axe.CheckAsync(lab.Page, "the menu of all endpoints");
        await lab.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Show cards" }).ClickAsync();
        await Expect(lab.Page.Locator(".card.compact")).ToHaveCountAsync(0);
        await Expect(lab.Get("reachable")).ToHaveCountAsync(1);
        await lab.Card(endpoints[1]).FocusAsync();
        await lab.Page.Keyboard.PressAsync("F2");
        await Expect(lab.Get("rename")).ToBeFocusedAsync();
        await Axe.CheckAsync(lab.Page, "endpoints as cards, one being renamed");
        await lab.Page.Keyboard.PressAsync("Escape");
        await Eventually.HoldsAsync(async () =>
            (await lab.Page.EvaluateAsync<string?>("sessionStorage.workbench"))?.Contains("Cards") == true
        );
        await lab.GoToWorkbenchAsync();
        await Expect(lab.Page.Locator(".card.compact")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Where_room_is_short_a_made_name_keeps_its_port()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        for (var i = 0; i < 9; i++)
        {
            await NewAsync(lab, $"number {i}");
        }

        var definition = Make.UdpSender() with
        {
            Name = "",
            Remote = new() { Host = "far.away.example", Port = 9444 },
        };
        var sender = await lab.Supervisor.CreateAsync(definition, start: false, CancellationToken.None);
        var name = lab.Card(sender).Locator(".text");
        await Expect(name).ToHaveTextAsync("UDP to far.away.example:9444");
        await Expect(lab.Page.Locator(".card.compact")).ToHaveCountAsync(10);
        Assert.True(
            await name.EvaluateAsync<bool>(
                "text => { const end = document.createRange(); end.selectNodeContents(text.lastChild);"
                    + " const box = end.getBoundingClientRect(); return box.width > 20"
                    + " && box.right <= text.getBoundingClientRect().right + 1"
                    + " && text.firstElementChild.scrollWidth > text.firstElementChild.clientWidth; }"
            )
        );
    }

    [Fact]
    public async Task The_sparkline_is_there_at_the_first_paint()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        Receive(endpoint, 40);
        var line = lab.Page.Locator(".spark-line");
        await Expect(line).ToHaveCountAsync(1);
        await Expect(lab.Get("totals")).ToContainTextAsync("40 in · 40 B");

        // What the server sends first, before any script runs.
        var first = await lab.Page.APIRequest.GetAsync(lab.Address.ToString());
        Assert.Contains("spark-line", await first.TextAsync(), StringComparison.Ordinal);
    }

    private static async Task<Endpoint> NewAsync(BrowserLab lab, string name, string group = "")
    {
        var definition = Make.UdpListener(name) with { Group = group };
        var endpoint = await lab.Supervisor.CreateAsync(definition, start: false, CancellationToken.None);
        await Expect(lab.Card(endpoint)).ToBeVisibleAsync();
        return endpoint;
    }

    private static ILocator Names(BrowserLab lab) => lab.Page.Locator(".card .name .text");

    private static void Receive(Endpoint endpoint, int count)
    {
        using var batch = endpoint.Journal.BeginBatch();
        for (var i = 0; i < count; i++)
        {
            batch.AddDatagram(EntryDirection.In, 0, PeerAddress.None, 1, new byte[1]);
        }
    }

    private static async Task DragAsync(BrowserLab lab, ILocator card, ILocator to, bool isBehind)
    {
        await BeginDragAsync(lab, card, to, isBehind);
        await lab.Page.Mouse.UpAsync();
    }

    private static async Task BeginDragAsync(BrowserLab lab, ILocator card, ILocator to, bool isBehind)
    {
        var (from, target) = ((await card.BoundingBoxAsync())!, (await to.Locator("xpath=..").BoundingBoxAsync())!);
        await lab.Page.Mouse.MoveAsync(from.X + 40, from.Y + 10);
        await lab.Page.Mouse.DownAsync();
        await lab.Page.Mouse.MoveAsync(target.X + 40, target.Y + (isBehind ? target.Height - 4 : 4), new() { Steps = 5 });
    }

    /// <summary>A browser without windows hides no tab by itself.</summary>
    private static Task HideAsync(BrowserLab lab, bool hidden) =>
        lab.Page.EvaluateAsync(
            "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });"
                + " document.dispatchEvent(new Event('visibilitychange')); }",
            hidden
        );
}
