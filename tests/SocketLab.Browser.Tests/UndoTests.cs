using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;

namespace SocketLab.Browser.Tests;

/// <summary>Clearing and deleting ask nothing, since both can be taken back; and explanations lead to where more is to be read.</summary>
public sealed class UndoTests(Chromium chromium)
{
    [Fact]
    public async Task A_cleared_journal_comes_back_whole_by_a_click()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await HearAsync(lab, 5);
        await lab.Get("clear").ClickAsync();
        await Expect(lab.Rows).ToHaveCountAsync(0);
        await Expect(lab.Get("undo-notice")).ToContainTextAsync("Cleared 6 entries");
        await lab.Get("undo").ClickAsync();
        await Expect(lab.Row("message 1.").Locator(".number")).ToHaveTextAsync("2");
        await Expect(lab.Rows).ToHaveCountAsync(6);
        await Expect(lab.Get("undo-notice")).ToBeHiddenAsync();
        Assert.Equal(0, endpoint.Journal.Ledger.Cleared);

        await lab.Get("clear").ClickAsync();
        await Expect(lab.Get("undo-notice")).ToBeVisibleAsync();
        await Axe.CheckAsync(lab.Page, "the notice that a clear can be undone");
    }

    [Theory]
    [InlineData("z")]
    [InlineData("Control+z")]
    public async Task A_deleted_endpoint_comes_back_in_its_place_by_a_key_and_runs(string key)
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var before = await lab.UseAsync(Make.UdpListener("before"));
        var endpoint = await HearAsync(lab, 3);
        var after = await lab.UseAsync(Make.UdpListener("after"));
        await lab.Page.Locator($"[data-id='{endpoint.Id}']").GetByRole(AriaRole.Button, new() { Name = "More for" }).ClickAsync();
        await lab.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Delete" }).ClickAsync();
        await Expect(lab.Get("undo-notice")).ToContainTextAsync("Deleted “heard”");
        await Expect(lab.Card(endpoint)).ToHaveCountAsync(0);
        Assert.Equal([before, after], lab.Supervisor.List());

        await lab.Page.Keyboard.PressAsync(key);
        await Expect(lab.Card(endpoint)).ToBeVisibleAsync();
        await Expect(lab.Row("message 3.")).ToBeVisibleAsync();
        await Expect(lab.Page.Locator($".panes[data-selected='{endpoint.Id}'][data-running='1']")).ToBeVisibleAsync();
        Assert.Equal([before, endpoint, after], lab.Supervisor.List());
    }

    [Fact]
    public async Task What_is_typed_is_not_taken_for_an_undo()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await HearAsync(lab, 1);
        await lab.Get("clear").ClickAsync();
        await Expect(lab.Get("undo-notice")).ToBeVisibleAsync();
        await lab.Get("payload").FillAsync("a");
        await lab.Page.Keyboard.PressAsync("z");
        await lab.Page.Keyboard.PressAsync("Control+z");
        await Expect(lab.Get("undo-notice")).ToBeVisibleAsync();
        await Expect(lab.Rows).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_explanation_leads_to_where_more_is_to_be_read_and_back()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await HearAsync(lab, 1);
        await lab.Row("message 1.").ClickAsync();
        await lab.Get("inspector").GetByRole(AriaRole.Link, new() { Name = "RFC 768" }).ClickAsync();
        await Expect(lab.Page.Locator("#rfc768")).ToBeInViewportAsync();
        await Axe.CheckAsync(lab.Page, "where to read on");
        await lab.Page.GoBackAsync();
        await Expect(lab.Row("message 1.")).ToBeVisibleAsync();
    }

    private static async Task<Endpoint> HearAsync(BrowserLab lab, int messages)
    {
        var endpoint = await lab.UseAsync(Make.UdpListener("heard"));
        using var sender = Sockets.Udp();
        for (var i = 1; i <= messages; i++)
        {
            sender.SendTo($"message {i}.", endpoint.Bound!.Port);
        }

        await Expect(lab.Row($"message {messages}.")).ToBeVisibleAsync();
        return endpoint;
    }
}
