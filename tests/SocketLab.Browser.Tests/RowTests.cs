using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;

namespace SocketLab.Browser.Tests;

/// <summary>Rows of the feed: several are selected, copied and marked.</summary>
public sealed partial class RowTests(Chromium chromium)
{
    [Fact]
    public async Task Rows_are_selected_with_shift_and_control_and_copied_from_their_menu()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await lab.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        await SendAsync(endpoint, 10);
        await Expect(lab.Row("message 10.")).ToBeVisibleAsync();
        await lab.Row("message 3.").ClickAsync();
        await lab.Row("message 5.").ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await Expect(Selected(lab)).ToHaveCountAsync(3);
        await Expect(lab.Get("selected-rows")).ToContainTextAsync(new Regex(@"^3 selected, \d+\.\d{6} s from first to last$"));
        await lab.Page.Keyboard.PressAsync("Shift+ArrowDown");
        await lab.Row("message 9.").ClickAsync(new() { Modifiers = [KeyboardModifier.Control] });
        await Expect(Selected(lab)).ToHaveCountAsync(5);

        await lab.Row("message 4.").ClickAsync(new() { Button = MouseButton.Right });
        await Expect(lab.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Copy as hex" })).ToBeVisibleAsync();
        await Axe.CheckAsync(lab.Page, "the menu of rows");
        await lab.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Copy as hex" }).ClickAsync();
        var hex = new[] { 3, 4, 5, 6, 9 }.Select(i => Convert.ToHexStringLower(Encoding.ASCII.GetBytes(Text(i))));
        await Eventually.HoldsAsync(async () => Digits(await ClipboardAsync(lab)) == string.Concat(hex));

        await lab.Page.Locator("[data-testid=feed] table").FocusAsync();
        await lab.Page.Keyboard.PressAsync("Control+c");
        await Eventually.HoldsAsync(async () =>
            (await ClipboardAsync(lab)).Split('\n') is [_, _, var third, _, _, ""] && third.EndsWith("message 5.", StringComparison.Ordinal)
        );
        await lab.Page.Keyboard.PressAsync("Control+a");
        await Expect(lab.Get("selected-rows")).ToContainTextAsync("11 selected");
        await lab.Page.Keyboard.PressAsync("Escape");
        await Expect(Selected(lab)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Rows_are_marked_and_noted_by_keys_and_the_marks_are_gone_to()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        await SendAsync(endpoint, 10);
        await lab.Row("message 2.").ClickAsync();
        await Expect(lab.Get("mark")).ToBeVisibleAsync();
        await lab.Page.Keyboard.PressAsync("m");
        await Expect(lab.Row("message 2.")).ToHaveClassAsync(new Regex("marked"));
        await Expect(lab.Get("entry-note")).ToContainTextAsync("Marked");
        await lab.Row("message 8.").ClickAsync();
        await Expect(lab.Get("selected-rows")).ToContainTextAsync("s since the mark at 3");
        await lab.Page.Keyboard.PressAsync("Shift+M");
        await Expect(lab.Get("note")).ToBeFocusedAsync();
        await Axe.CheckAsync(lab.Page, "a note on a row");
        await lab.Get("note").FillAsync("the answer comes late");
        await lab.Get("note").PressAsync("Enter");
        await Expect(lab.Get("note")).ToHaveCountAsync(0);
        await Expect(lab.Row("message 8.")).ToContainTextAsync("the answer comes late");
        await Expect(lab.Get("entry-note")).ToContainTextAsync("the answer comes late");

        await lab.Page.Keyboard.PressAsync(",");
        await Expect(lab.Row("message 2.")).ToHaveAttributeAsync("aria-selected", "true");
        await lab.Page.Keyboard.PressAsync(".");
        await Expect(lab.Row("message 8.")).ToHaveAttributeAsync("aria-selected", "true");
        await lab.Page.Keyboard.PressAsync("m");
        await Expect(lab.Row("message 8.")).Not.ToHaveClassAsync(new Regex("marked"));

        // Marks are the journal's, so everybody sees them.
        Assert.Equal([3], endpoint.Journal.Marks.All.Keys);
        endpoint.Journal.Marks.Set(5, "from elsewhere");
        await Expect(lab.Row("message 4.")).ToContainTextAsync("from elsewhere");
        await Axe.CheckAsync(lab.Page, "marked rows");
    }

    [Fact]
    public async Task Columns_that_were_chosen_are_there_for_whoever_opens_the_page_next()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        await SendAsync(endpoint, 3);
        await lab.Get("columns").ClickAsync();
        await lab.Get("column-value").FillAsync("u8[0]");
        await lab.Get("column-name").FillAsync("first");
        await lab.Get("column-add").ClickAsync();
        await lab.Get("show-peer").UncheckAsync();
        await Expect(lab.Page.Locator("[data-testid=feed] table")).ToHaveClassAsync("hide-peer");
        var workspace = new Uri(lab.Address, "api/workspace").ToString();
        await Eventually.HoldsAsync(async () =>
            (await (await lab.Page.APIRequest.GetAsync(workspace)).TextAsync()).Contains("\"hidden\":[\"peer\"]", StringComparison.Ordinal)
        );

        var next = await lab.Page.Context.NewPageAsync();
        await next.GotoAsync(lab.Page.Url);
        await Expect(next.Locator("[data-testid=feed] table")).ToHaveClassAsync("hide-peer");
        await Expect(next.Locator("[data-testid=feed] th.value")).ToContainTextAsync("first");
        await Expect(next.Locator("[data-testid=feed] td.value").Last).ToHaveTextAsync("109");
    }

    [Fact]
    public async Task Any_value_has_a_column_that_is_moved_widened_and_remembered()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        await SendAsync(endpoint, 10);
        await AddAsync("bytes[0:2]", "start");
        await AddAsync("capture(\"message ([0-9]+)\")", "n");
        await lab.Get("column-value").FillAsync("u16xx[0]");
        await lab.Get("column-add").ClickAsync();
        await Expect(lab.Page.Locator("#column-note")).ToHaveClassAsync("bad");
        await Axe.CheckAsync(lab.Page, "the columns of the feed");
        await lab.Page.Keyboard.PressAsync("Escape");
        await Expect(lab.Row("message 7.").Locator("td.value")).ToHaveTextAsync(["6d65", "7"]);

        await lab.Get("columns").ClickAsync();
        await lab.Page.GetByRole(AriaRole.Button, new() { Name = "Move n to the left" }).ClickAsync();
        await lab.Get("show-peer").UncheckAsync();
        await lab.Page.Keyboard.PressAsync("Escape");
        await Expect(lab.Row("message 7.").Locator("td.value")).ToHaveTextAsync(["7", "6d65"]);
        var grip = lab.Page.GetByRole(AriaRole.Separator, new() { Name = "Width of start" });
        await grip.FocusAsync();
        var before = await WidthAsync("start");
        await lab.Page.Keyboard.PressAsync("ArrowRight");
        await Eventually.HoldsAsync(async () => await WidthAsync("start") > before + 4);
        await Eventually.HoldsAsync(async () =>
            await lab.Page.EvaluateAsync<string?>("sessionStorage.workbench") is { } kept
            && kept.Contains("\"peer\"", StringComparison.Ordinal)
            && kept.IndexOf("capture(", StringComparison.Ordinal) < kept.IndexOf("bytes[0:2]", StringComparison.Ordinal)
        );
        await lab.Page.ReloadAsync();
        await lab.InteractiveAsync();
        await Expect(lab.Row("message 7.").Locator("td.value")).ToHaveTextAsync(["7", "6d65"]);
        await Expect(lab.Page.Locator("[data-testid=feed] table")).ToHaveClassAsync("hide-peer");

        async Task AddAsync(string value, string name)
        {
            if (!await lab.Get("column-value").IsVisibleAsync())
            {
                await lab.Get("columns").ClickAsync();
            }

            await lab.Get("column-value").FillAsync(value);
            await lab.Get("column-name").FillAsync(name);
            await lab.Get("column-add").ClickAsync();
            await Expect(lab.Page.Locator("[data-testid=feed] th.value").Filter(new() { HasText = name })).ToHaveCountAsync(1);
        }

        Task<double> WidthAsync(string name) =>
            lab.Page.EvaluateAsync<double>(
                "name => [...document.querySelectorAll('th.value')]"
                    + ".find(th => th.textContent.includes(name)).getBoundingClientRect().width",
                name
            );
    }

    private static ILocator Selected(BrowserLab lab) => lab.Page.Locator("[data-testid=feed] tbody tr[aria-selected=true]");

    private static Task<string> ClipboardAsync(BrowserLab lab) => lab.Page.EvaluateAsync<string>("navigator.clipboard.readText()");

    private static string Text(int number) => string.Create(CultureInfo.InvariantCulture, $"message {number}.");

    private static string Digits(string text) => NoDigit().Replace(text, "").ToLowerInvariant();

    private static async Task SendAsync(Endpoint endpoint, int count)
    {
        using var peer = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        for (var i = 1; i <= count; i++)
        {
            await peer.SendAsync(Encoding.ASCII.GetBytes(Text(i)), new IPEndPoint(IPAddress.Loopback, endpoint.Bound!.Port));
        }
    }

    [GeneratedRegex("[^0-9a-fA-F]")]
    private static partial Regex NoDigit();
}
