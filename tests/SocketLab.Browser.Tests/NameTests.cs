using System.Net.Sockets;
using System.Text;
using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;
using SocketLab.Core.Addresses;

namespace SocketLab.Browser.Tests;

/// <summary>Names are text: whatever somebody calls something, every screen shows all that is in it, and none is driven by it.</summary>
public sealed class NameTests(Chromium chromium)
{
    private const string Hostile = "\u202edrows\u200bsap <img src=x onerror='window.hacked=1'>  \u2066x";

    private const string Shown = @"\u{202e}drows\u{200b}sap <img src=x onerror='window.hacked=1'> \x20\u{2066}x";

    /// <summary>Everything that a person reads or hears of a page, but for what is in fields, which is the person's own to edit.</summary>
    private const string Hidden = """
        () => {
          const bad = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;
          const found = bad.test(document.title) ? ['title: ' + document.title] : [];
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
          for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            if (node.nodeType === Node.TEXT_NODE) {
              if (!['SCRIPT', 'STYLE', 'TEXTAREA'].includes(node.parentElement.tagName) && bad.test(node.data)) found.push(node.data);
            } else {
              for (const one of node.attributes) {
                if (['title', 'aria-label', 'placeholder', 'alt'].includes(one.name) && bad.test(one.value)) found.push(one.value);
              }
            }
          }
          return found;
        }
        """;

    [Fact]
    public async Task An_endpoints_name_is_text_on_every_screen()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var listener = await lab.UseAsync(Make.TcpListener() with { Name = Hostile });
        await Expect(lab.Card(listener)).ToHaveTextAsync(Shown);
        await Expect(lab.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(Shown);
        await Expect(lab.Page).ToHaveTitleAsync($"{Shown} · SocketLab");
        await NothingHidesAsync(lab);

        foreach (var action in (string[])["Edit…", "Duplicate…"])
        {
            await lab.Page.GetByRole(AriaRole.Button, new() { Name = "More for", Exact = false }).ClickAsync();
            await lab.Page.GetByText(action, new() { Exact = true }).ClickAsync();
            await Expect(lab.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
            await NothingHidesAsync(lab);
            await lab.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
            await Expect(lab.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        }

        await lab.Page.GetByRole(AriaRole.Button, new() { Name = "More for", Exact = false }).ClickAsync();
        await lab.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Delete" }).ClickAsync();
        await Expect(lab.Get("undo-notice")).ToContainTextAsync(Shown);
        await NothingHidesAsync(lab);
        await lab.Get("undo").ClickAsync();
        await Expect(lab.Card(listener)).ToHaveTextAsync(Shown);
        await Expect(lab.Page.Locator(".panes[data-running='1']")).ToBeVisibleAsync();

        using var client = new TcpClient("127.0.0.1", listener.Bound!.Port);
        await lab.Get("show-connections").ClickAsync();
        await lab.Page.Locator("td.peer a").ClickAsync();
        await Expect(lab.Get("back")).ToHaveTextAsync($"← {Shown}");
        await NothingHidesAsync(lab);
    }

    [Fact]
    public async Task The_name_of_a_Unix_peer_is_text_on_every_screen()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var listener = await lab.UseAsync(Make.UdpListener() with { Local = new() { Address = "unix:names.sock" } });
        var path = ((UnixAddress)listener.Status.Bound!).Path;
        using var peer = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        peer.Bind(new UnixDomainSocketEndPoint($"{path}\u202e\n\u001b[31mred"));
        await peer.SendToAsync(Encoding.UTF8.GetBytes("from a strange name"), new UnixDomainSocketEndPoint(path));

        var row = lab.Row("from a strange name");
        await Expect(row.Locator("td.peer")).ToContainTextAsync(@"names.sock\u{202e}\n\x1b[31mred");
        await row.ClickAsync();
        await Expect(lab.Get("inspector")).ToContainTextAsync(@"names.sock\u{202e}\n\x1b[31mred");
        await NothingHidesAsync(lab);
    }

    private static async Task NothingHidesAsync(BrowserLab lab)
    {
        Assert.Empty(await lab.Page.EvaluateAsync<string[]>(Hidden));
        Assert.False(await lab.Page.EvaluateAsync<bool>("'hacked' in window"));
    }
}
