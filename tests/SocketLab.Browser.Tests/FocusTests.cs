using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;

namespace SocketLab.Browser.Tests;

/// <summary>Whatever closes, goes or has done its work: the focus is then where the next act is, and never nowhere.</summary>
public sealed class FocusTests(Chromium chromium)
{
    private const string HasFocus = "() => document.activeElement !== document.body && !document.activeElement.closest('.mud-dialog')";

    /// <summary>Each dialog, by the name of its component, and a way to it.</summary>
    private static readonly (string Name, Func<BrowserLab, Task> Open)[] Dialogs =
    [
        ("EndpointDialog", lab => lab.Page.Keyboard.PressAsync("n")),
        ("KeysDialog", lab => lab.Page.Keyboard.PressAsync("?")),
        ("PaletteDialog", lab => lab.Page.Keyboard.PressAsync("Control+k")),
        ("NoteDialog", lab => lab.Page.Keyboard.PressAsync("M")),
        ("CertificatesDialog", lab => lab.Get("all-certificates").ClickAsync()),
        ("WorkspaceDialog", lab => lab.Get("workspace").ClickAsync()),
        ("SaveDialog", lab => ChooseAsync(lab, "export-menu", "Save as a file…")),
        ("ReplayDialog", lab => ChooseAsync(lab, "export-menu", "Replay…")),
        ("PayloadDialog", lab => ClickAsync(lab, "saved", "save-as")),
        ("ConfirmDialog", lab => lab.Page.Keyboard.PressAsync("s")),
    ];

    [Fact]
    public async Task Whoever_leaves_a_dialog_or_a_question_is_where_they_were()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        using var peer = await ConnectedAsync(lab);
        await lab.Rows.First.ClickAsync();
        foreach (var (name, open) in Dialogs)
        {
            await open(lab);
            await Expect(lab.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
            await lab.Page.Keyboard.PressAsync("Escape");
            await Expect(lab.Page.Locator(".mud-dialog")).ToHaveCountAsync(0);
            await FocusedAsync(lab, name);
        }

        await lab.Get("recordings").ClickAsync();
        await lab.Get("new-recording").ClickAsync();
        await Expect(lab.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await lab.Page.Keyboard.PressAsync("Escape");
        await Expect(lab.Page.Locator(".mud-dialog")).ToHaveCountAsync(0);
        await Expect(lab.Get("new-recording")).ToBeFocusedAsync();

        var components = Path.Combine(Repository.Root, "src/SocketLab.Web/Components");
        var all = Directory
            .EnumerateFiles(components, "*.razor", SearchOption.AllDirectories)
            .Where(file => Regex.IsMatch(File.ReadAllText(file), "<MudDialog[ >]"))
            .Select(Path.GetFileNameWithoutExtension);
        Assert.Equal(
            all.Order(StringComparer.Ordinal),
            Dialogs.Select(one => one.Name).Append("RecordDialog").Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Whoever_leaves_a_menu_is_at_its_button()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        using var peer = await ConnectedAsync(lab);
        await lab.Rows.First.ClickAsync();
        var buttons = lab.Page.Locator("[popovertarget]:not([popovertargetaction]):visible");
        var count = await buttons.CountAsync();
        Assert.InRange(count, 8, 40);
        for (var i = 0; i < count; i++)
        {
            var button = buttons.Nth(i);
            await button.FocusAsync();
            await lab.Page.Keyboard.PressAsync("Enter");
            await Expect(lab.Page.Locator(":popover-open")).ToBeVisibleAsync();
            await lab.Page.Keyboard.PressAsync("Escape");
            await Expect(button).ToBeFocusedAsync();
        }

        await lab.Get("feed").GetByRole(AriaRole.Grid).FocusAsync();
        await lab.Page.Keyboard.PressAsync("Shift+F10");
        await Expect(lab.Get("context-menu")).ToBeVisibleAsync();
        await lab.Page.Keyboard.PressAsync("Escape");
        await Expect(lab.Get("feed").GetByRole(AriaRole.Grid)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task What_takes_its_own_button_away_leaves_the_focus_where_the_next_act_is()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var grid = lab.Get("feed").GetByRole(AriaRole.Grid);
        using var taken = Sockets.Udp();
        var port = ((System.Net.IPEndPoint)taken.LocalEndPoint!).Port;
        var (first, second) = (await lab.UseAsync(Make.UdpListener("first")), await lab.UseAsync(Make.UdpListener("second", port)));
        await lab.Get("use-port").PressAsync("Enter");
        await Expect(grid).ToBeFocusedAsync();

        await lab.Page.GetByRole(AriaRole.Button, new() { Name = "More for second" }).PressAsync("Enter");
        await lab.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Delete" }).PressAsync("Enter");
        await Expect(lab.Card(second)).ToHaveCountAsync(0);
        await Expect(lab.Card(first)).ToBeFocusedAsync();
        await lab.Get("undo").PressAsync("Enter");
        await Expect(lab.Get("undo-notice")).ToHaveCountAsync(0);
        await FocusedAsync(lab, "undo");

        await lab.Get("payload").FillAsync("x");
        await lab.Page.Keyboard.PressAsync("Escape");
        await Expect(grid).ToBeFocusedAsync();
        await lab.Get("pause").PressAsync("Enter");
        await lab.Get("new-below").PressAsync("Enter");
        await Expect(grid).ToBeFocusedAsync();
    }

    private static async Task<TcpClient> ConnectedAsync(BrowserLab lab)
    {
        var endpoint = await lab.UseAsync(Make.TcpListener());
        var peer = new TcpClient();
        await peer.ConnectAsync(endpoint.Bound!, TestContext.Current.CancellationToken);
        await peer.Client.SendAsync("a line\n"u8.ToArray(), TestContext.Current.CancellationToken);
        await Expect(lab.Row("a line")).ToBeVisibleAsync();
        return peer;
    }

    private static async Task ChooseAsync(BrowserLab lab, string menu, string item)
    {
        await lab.Get(menu).PressAsync("Enter");
        await lab.Page.GetByRole(AriaRole.Menuitem, new() { Name = item }).PressAsync("Enter");
    }

    private static async Task ClickAsync(BrowserLab lab, string popup, string item)
    {
        await lab.Get(popup).PressAsync("Enter");
        await lab.Get(item).PressAsync("Enter");
    }

    private static async Task FocusedAsync(BrowserLab lab, string after)
    {
        try
        {
            await lab.Page.WaitForFunctionAsync(HasFocus, null, new() { Timeout = 5000 });
        }
        catch (TimeoutException)
        {
            Assert.Fail($"After {after} the focus is nowhere.");
        }
    }
}
