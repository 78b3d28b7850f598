using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;
using SocketLab.Core.Addresses;
using SocketLab.Core.Journal;

namespace SocketLab.Browser.Tests;

/// <summary>In every size all is there: whole numbers, the time, all counts, the remedy beside the error.</summary>
public sealed class SizeTests(Chromium chromium)
{
    private const string CutOff = """
        () => {
          const cells = [...document.querySelectorAll(".long-table :is(td.time, td.number, td.length), .status b, .status > span")]
            .filter(cell => cell.checkVisibility() && getComputedStyle(cell).fontSize !== "0px");
          return cells.filter(cell => cell.scrollWidth > cell.clientWidth && getComputedStyle(cell).display !== "inline"
              || cell.getBoundingClientRect().right > innerWidth)
            .map(cell => `${cell.className} ${cell.textContent}`);
        }
        """;

    private const string GroupsInARow = """
        hex => {
          const groups = [...hex.querySelectorAll("span")];
          return groups.filter(group => group.offsetTop === groups[0].offsetTop).length;
        }
        """;

    [Fact]
    public async Task Numbers_times_and_counts_are_whole_in_every_size()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        Fill(endpoint, 120_000);
        await Expect(lab.Row("the longest")).ToBeInViewportAsync();
        foreach (var (width, height) in ((int, int)[])[(390, 844), (720, 1024), (1024, 768), (1440, 900), (2560, 1440)])
        {
            await lab.Page.SetViewportSizeAsync(width, height);
            var row = lab.Row("the longest");
            await Expect(row).ToBeInViewportAsync();
            Assert.Empty(await lab.Page.EvaluateAsync<string[]>(CutOff));
            Assert.InRange((await row.Locator(".time").BoundingBoxAsync())!.Width, 100, 200);
            Assert.NotEqual("0px", await row.Locator(".time").EvaluateAsync<string>("cell => getComputedStyle(cell).fontSize"));
            foreach (var count in (string[])["120,000 received", "0 dropped", "0 evicted", "120,001 kept"])
            {
                await Expect(lab.Get("ledger").GetByText(count)).ToBeVisibleAsync();
            }
        }
    }

    [Fact]
    public async Task The_dump_has_as_many_bytes_a_row_as_its_pane_has_room_for()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        using var peer = new UdpClient(AddressFamily.InterNetwork);
        await peer.SendAsync(Encoding.ASCII.GetBytes(new string('x', 100)), endpoint.Bound!, TestContext.Current.CancellationToken);
        await lab.Row("xxx").ClickAsync();
        foreach (var (width, groups) in ((int, int)[])[(1024, 1), (1440, 1), (1920, 2), (2560, 4)])
        {
            await lab.Page.SetViewportSizeAsync(width, 1080);
            Assert.Equal(groups, await lab.Get("hex").EvaluateAsync<int>(GroupsInARow));
            Assert.True(await lab.Get("hex").EvaluateAsync<bool>("hex => hex.scrollWidth <= hex.clientWidth"), $"{width}: it is cut");
        }
    }

    [Fact]
    public async Task On_a_phone_the_remedy_stands_beside_the_error_and_a_send_is_confirmed()
    {
        using var taken = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await using var lab = await BrowserLab.OpenAsync(chromium, width: 390, height: 844);
        await lab.Page.Locator("nav.phone").GetByText("Endpoints").ClickAsync();
        await lab.UseAsync(Make.UdpListener("taken", ((IPEndPoint)taken.Client.LocalEndPoint!).Port));
        await Expect(lab.Get("feed-fault")).ToContainTextAsync("already in use");
        await lab.Get("feed-use-port").ClickAsync();
        await Expect(lab.Get("feed-fault")).ToBeHiddenAsync();
        await Expect(lab.Row("Listening for UDP")).ToBeVisibleAsync();

        await lab.Page.Locator("nav.phone").GetByText("Send").ClickAsync();
        await lab.Get("to").FillAsync($"127.0.0.1:{((IPEndPoint)taken.Client.LocalEndPoint!).Port}");
        await lab.Get("payload").FillAsync("ping");
        await lab.Get("send").ClickAsync();
        await Expect(lab.Get("sent")).ToContainTextAsync("Sent: 4 bytes");
        await lab.Get("send").ClickAsync();
        await Expect(lab.Get("sent")).ToContainTextAsync("Sent 2 times");
        await lab.Get("payload").FillAsync("pong");
        await Expect(lab.Get("sent")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Repeating_leaves_room_for_the_feed_and_no_menu_covers_the_composer()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium, width: 1024, height: 768);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        using var peer = Sockets.Udp();
        peer.SendTo("no hint any more", endpoint.Bound!.Port);
        await Expect(lab.Row("no hint any more")).ToBeVisibleAsync();
        await lab.Get("payload").FillAsync("tick");
        await lab.Get("repeat").ClickAsync();
        await Expect(lab.Get("repeat-panel")).ToBeVisibleAsync();
        Assert.InRange((await lab.Get("feed").BoundingBoxAsync())!.Height, 12 * 24, 768);
        foreach (var (width, height) in ((int, int)[])[(1024, 768), (1440, 900), (390, 844)])
        {
            await lab.Page.SetViewportSizeAsync(width, height);
            if (width == 390)
            {
                await lab.Page.Locator("nav.phone").GetByText("Send").ClickAsync();
            }

            foreach (var menu in (string[])["template-help-button", "history", "saved"])
            {
                await lab.Get(menu).ClickAsync();
                var list = (await lab.Page.Locator(":popover-open").BoundingBoxAsync())!;
                var composer = (await lab.Get("composer").BoundingBoxAsync())!;
                Assert.True(
                    list.Y + list.Height <= composer.Y || list.Y >= composer.Y + composer.Height,
                    $"{menu} at {width}: {list.Y} to {list.Y + list.Height}, composer {composer.Y} to {composer.Y + composer.Height}"
                );
                Assert.InRange(list.Height, 20, height);
                await lab.Page.Keyboard.PressAsync("Escape");
            }
        }
    }

    [Fact]
    public async Task A_double_click_on_a_border_gives_its_pane_the_usual_width_back()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var (divider, pane) = (lab.Page.Locator("[data-divider=right]"), lab.Page.Locator(".right"));
        var usual = (await pane.BoundingBoxAsync())!.Width;
        await divider.FocusAsync();
        await lab.Page.Keyboard.PressAsync("ArrowLeft");
        Assert.Equal(usual + 16, (await pane.BoundingBoxAsync())!.Width);
        await divider.DblClickAsync();
        Assert.Equal(usual, (await pane.BoundingBoxAsync())!.Width);
        await lab.Page.Keyboard.PressAsync("ArrowLeft");
        await lab.Page.Keyboard.PressAsync("Enter");
        Assert.Equal(usual, (await pane.BoundingBoxAsync())!.Width);
        await lab.GoToWorkbenchAsync();
        Assert.Equal(usual, (await pane.BoundingBoxAsync())!.Width);
    }

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task The_form_keeps_its_place_while_another_kind_is_chosen(int width, int height)
    {
        await using var lab = await BrowserLab.OpenAsync(chromium, width, height);
        if (width == 390)
        {
            await lab.Page.Locator("nav.phone").GetByText("Endpoints").ClickAsync();
        }

        await lab.Get("new-endpoint").ClickAsync();
        var dialog = lab.Page.Locator(".mud-dialog");
        List<(float Y, float Height)> boxes = [];
        var kinds = dialog.GetByRole(AriaRole.Radio);
        await Expect(kinds.First).ToBeVisibleAsync();
        foreach (var kind in await kinds.AllAsync())
        {
            await kind.ClickAsync();
            await Expect(kind).ToHaveAttributeAsync("aria-checked", "true");
            var box = (await dialog.BoundingBoxAsync())!;
            boxes.Add((box.Y, box.Height));
        }

        Assert.Single(boxes.Distinct());
    }

    [Fact]
    public async Task A_connection_at_200_percent_scrolls_to_all_that_it_has()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.TcpListener());
        using var peer = new TcpClient();
        await peer.ConnectAsync(endpoint.Bound!, TestContext.Current.CancellationToken);
        await lab.Get("show-connections").ClickAsync();
        await lab.Get("connections").GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(lab.Get("connection-facts")).ToBeVisibleAsync();
        await lab.Page.SetViewportSizeAsync(720, 450);
        Assert.InRange((await lab.Page.Locator("main > .stream").BoundingBoxAsync())!.Height, 200, 450);
        await lab.Get("payload").ScrollIntoViewIfNeededAsync();
        await Expect(lab.Get("payload")).ToBeInViewportAsync(new() { Ratio = 1 });
        await lab.Get("send").ScrollIntoViewIfNeededAsync();
        await Expect(lab.Get("send")).ToBeInViewportAsync(new() { Ratio = 1 });
    }

    /// <summary>A long history, faster than sockets could make it, whose newest entry is as long as a datagram can be.</summary>
    private static void Fill(Endpoint endpoint, int count)
    {
        var peer = PeerAddress.From(new IPEndPoint(IPAddress.Loopback, 1));
        var i = 1;
        while (i <= count)
        {
            using var batch = endpoint.Journal.BeginBatch();
            for (var end = Math.Min(count, i + 999); i <= end; i++)
            {
                var payload = i == count ? Encoding.ASCII.GetBytes("the longest".PadRight(65_507)) : "short"u8.ToArray();
                batch.AddDatagram(EntryDirection.In, endpoint.Journal.Time.GetUtcNow().UtcTicks, peer, payload.Length, payload);
            }
        }
    }
}
