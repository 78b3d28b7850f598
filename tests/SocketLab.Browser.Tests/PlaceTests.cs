using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;

namespace SocketLab.Browser.Tests;

/// <summary>The address names endpoint, view and entry; Back goes to what was before, and a reload brings everything back.</summary>
public sealed class PlaceTests(Chromium chromium)
{
    [Fact]
    public async Task Back_goes_through_endpoints_and_views_and_the_entry_is_in_the_address()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var first = await lab.UseAsync(Make.UdpListener());
        var second = await lab.UseAsync(Make.TcpListener());
        await Expect(lab.Page).ToHaveURLAsync(With($"endpoint={second.Id}"));
        await lab.Get("show-connections").ClickAsync();
        await Expect(lab.Page).ToHaveURLAsync(With("view=connections"));
        await lab.Card(first).ClickAsync();
        await Expect(lab.Page).ToHaveURLAsync(With($"endpoint={first.Id}"));
        await lab.Rows.First.ClickAsync();
        await Expect(lab.Page).ToHaveURLAsync(With("entry=1"));
        var link = lab.Page.Url;

        await lab.Page.GoBackAsync();
        await Expect(lab.Page.Locator($".panes[data-selected='{second.Id}']")).ToBeVisibleAsync();
        await Expect(lab.Get("connections")).ToBeVisibleAsync();
        await lab.Page.GoBackAsync();
        await Expect(lab.Get("feed")).ToBeVisibleAsync();
        await Expect(lab.Page.Locator($".panes[data-selected='{second.Id}']")).ToBeVisibleAsync();
        await lab.Page.GoBackAsync();
        await Expect(lab.Page.Locator($".panes[data-selected='{first.Id}']")).ToBeVisibleAsync();
        await lab.Page.GoForwardAsync();
        await Expect(lab.Page.Locator($".panes[data-selected='{second.Id}']")).ToBeVisibleAsync();

        await lab.Page.GotoAsync(link);
        await lab.InteractiveAsync();
        await Expect(lab.Page.Locator("[data-testid=feed] tr.selected")).ToHaveAttributeAsync("data-sequence", "1");
        await lab.Page.GotoAsync(Regex.Replace(link, "run=[0-9a-f]+", "run=00000000"));
        await lab.InteractiveAsync();
        await Expect(lab.Get("inspector")).ToContainTextAsync("SocketLab was started again since");
        await Expect(lab.Page.Locator("[data-testid=feed] tr.selected")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Back_from_a_connection_goes_where_one_was_and_its_siblings_follow_each_other()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var other = await lab.UseAsync(Make.UdpListener());
        var endpoint = await lab.UseAsync(Make.TcpListener());
        using var one = await ConnectAsync(endpoint);
        using var two = await ConnectAsync(endpoint);
        using var three = await ConnectAsync(endpoint);
        await lab.Get("show-connections").ClickAsync();
        await lab.Get("connections").GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(lab.Get("siblings")).ToHaveTextAsync(new Regex(@"1 of 3"));
        await lab.InteractiveAsync();
        await lab.Page.Keyboard.PressAsync("J");
        await Expect(lab.Get("siblings")).ToHaveTextAsync(new Regex(@"2 of 3"));
        await Expect(lab.Page.Locator("h1")).ToHaveTextAsync(two.Client.LocalEndPoint!.ToString()!);
        await two.Client.SendAsync("hello"u8.ToArray(), TestContext.Current.CancellationToken);
        await Expect(lab.Get("stream")).ToContainTextAsync("hello");
        await lab.Page.Keyboard.PressAsync("c");
        await Expect(lab.Get("payload")).ToBeFocusedAsync();
        await lab.Page.GoBackAsync();
        await Expect(lab.Page.Locator("h1")).ToHaveTextAsync(three.Client.LocalEndPoint!.ToString()!);
        await lab.Page.GoBackAsync();
        await Expect(lab.Get("connections")).ToBeVisibleAsync();
        await lab.Page.GoBackAsync();
        await Expect(lab.Get("feed")).ToBeVisibleAsync();
        await lab.Page.GoBackAsync();
        await Expect(lab.Page.Locator($".panes[data-selected='{other.Id}']")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_link_to_an_endpoint_that_is_not_there_says_so_and_shows_no_other()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        await lab.Page.GotoAsync($"{lab.Address}?endpoint=0000000000000000");
        await lab.InteractiveAsync();
        await Expect(lab.Get("missing")).ToContainTextAsync("No endpoint has the address of this link");
        await Expect(lab.Get("feed")).ToHaveCountAsync(0);
        await Expect(lab.Page).ToHaveURLAsync(With("endpoint=0000000000000000"));
        await lab.Card(endpoint).ClickAsync();
        await Expect(lab.Get("feed")).ToBeVisibleAsync();
        await Expect(lab.Page).ToHaveURLAsync(With(endpoint.Id));
        await lab.Page.GoBackAsync();
        await Expect(lab.Get("missing")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_place_in_the_feed_the_pause_and_the_inspectors_tab_survive_a_reload()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        await SendAsync(endpoint, 1, 300);
        await Expect(lab.Row("message 300.")).ToBeInViewportAsync();
        await lab.Row("message 300.").ClickAsync();
        await Expect(lab.Get("hex")).ToBeVisibleAsync();
        await lab.Page.Keyboard.PressAsync("i");
        await Expect(lab.Get("text")).ToContainTextAsync("message 300.");
        await lab.Page.Keyboard.PressAsync("Escape");
        await lab.Page.Keyboard.PressAsync("g");
        await Expect(lab.Row("message 1.")).ToBeInViewportAsync();
        await lab.Page.Keyboard.PressAsync("Space");
        await Expect(lab.Get("pause")).ToHaveAttributeAsync("aria-pressed", "true");
        await lab.Page.WaitForFunctionAsync("() => /\"PausedAt\":\\d/.test(sessionStorage.getItem('workbench'))");
        await lab.Page.ReloadAsync();
        await lab.InteractiveAsync();
        await Expect(lab.Get("pause")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(lab.Row("message 1.")).ToBeInViewportAsync();
        await SendAsync(endpoint, 301, 303);
        await Expect(lab.Get("new-below")).ToContainTextAsync("new since the pause");
        await lab.Row("message 1.").ClickAsync();
        await Expect(lab.Get("text")).ToContainTextAsync("message 1.");
    }

    [Fact]
    public async Task The_head_of_a_page_is_answered_as_the_page_is()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Head, lab.Address);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    private static Regex With(string part) => new($"{Regex.Escape(part)}(&|$)");

    private static async Task<TcpClient> ConnectAsync(Endpoint endpoint)
    {
        var peer = new TcpClient(AddressFamily.InterNetwork);
        await peer.ConnectAsync(endpoint.Bound!, TestContext.Current.CancellationToken);
        return peer;
    }

    private static async Task SendAsync(Endpoint endpoint, int from, int to)
    {
        using var sender = new UdpClient(AddressFamily.InterNetwork);
        for (var i = from; i <= to; i++)
        {
            await sender.SendAsync(Encoding.ASCII.GetBytes($"message {i}."), new IPEndPoint(IPAddress.Loopback, endpoint.Bound!.Port));
        }
    }
}
