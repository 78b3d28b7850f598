using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;

namespace SocketLab.Browser.Tests;

/// <summary>Wrong input is named where it is, and nothing happens.</summary>
public sealed class InputTests(Chromium chromium)
{
    [Theory]
    [InlineData("port", "70000", "70000 is out of range: 0 to 65535.")]
    [InlineData("address", "abc", "'abc' is not an IP address.")]
    public async Task A_wrong_field_says_what_is_wrong_and_nothing_is_created(string field, string value, string message)
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await lab.Get("new-endpoint").ClickAsync();
        await lab.Get(field).FillAsync(value);
        await lab.Get("save").ClickAsync();
        await Expect(lab.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync(message);
        Assert.Empty(lab.Supervisor.List());
        await lab.Get(field).FillAsync(field == "port" ? "0" : "127.0.0.1");
        await lab.Get("port").FillAsync("0");
        await lab.Get("save").ClickAsync();
        await Expect(lab.Row("Listening for UDP on 127.0.0.1:")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_wrong_payload_names_its_column_and_cannot_be_sent()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await lab.SendSomethingAsync();
        await lab.Get("payload").FillAsync(@"abc\q");
        await Expect(lab.Get("payload-error")).ToContainTextAsync("Column 4: Unknown escape.");
        await Expect(lab.Get("send")).ToBeDisabledAsync();
        await lab.Get("payload").PressAsync("Control+Enter");
        await lab.Page.GetByRole(AriaRole.Radio, new() { Name = "Hex" }).ClickAsync();
        await lab.Get("payload").FillAsync("ff 0g");
        await Expect(lab.Get("payload-error")).ToContainTextAsync("Column 5: 'g' is not a hexadecimal digit.");
        Assert.Equal(0, lab.Supervisor.List()[0].Statistics.Ledger.SentMessages);
    }

    [Fact]
    public async Task A_datagram_to_a_dead_port_is_reported_as_not_delivered()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await lab.SendSomethingAsync();
        using var unused = new System.Net.Sockets.UdpClient(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        var port = ((System.Net.IPEndPoint)unused.Client.LocalEndPoint!).Port;
        unused.Dispose();
        await lab.Get("to").FillAsync($"127.0.0.1:{port}");
        await lab.Get("payload").FillAsync("anybody?");
        await lab.Get("send").ClickAsync();
        await Expect(lab.Row($"Nothing listens on 127.0.0.1:{port}")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_deleted_endpoint_is_named_when_it_goes()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await lab.UseAsync(Make.UdpListener("short-lived"));
        await lab.Page.GetByRole(AriaRole.Button, new() { Name = "More for short-lived" }).ClickAsync();
        await lab.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Delete" }).ClickAsync();
        await Expect(lab.Get("undo-notice")).ToContainTextAsync("Deleted “short-lived” with 2 entries.");
        await Expect(lab.Get("listen-udp")).ToBeVisibleAsync();
        Assert.Empty(lab.Supervisor.List());
    }

    [Fact]
    public async Task A_reload_brings_back_the_selected_endpoint_its_draft_and_the_way_it_is_read()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await lab.UseAsync(Make.UdpListener("first"));
        var second = await lab.UseAsync(Make.UdpListener("second"));
        await lab.Get("payload").FillAsync("not sent yet");
        await lab.Get("to").FillAsync("127.0.0.1:9");
        await lab.Get("content-style").ClickAsync();
        await Expect(lab.Get("content-style")).ToContainTextAsync("Content as text");
        await lab.Page.WaitForFunctionAsync("id => JSON.parse(sessionStorage.getItem('workbench'))?.Content?.[id] === 'Text'", second.Id);
        await lab.Page.ReloadAsync();
        await lab.InteractiveAsync();
        await Expect(lab.Page.Locator($".panes[data-selected='{second.Id}']")).ToBeVisibleAsync();
        await Expect(lab.Get("payload")).ToHaveValueAsync("not sent yet");
        await Expect(lab.Get("to")).ToHaveValueAsync("127.0.0.1:9");
        await Expect(lab.Get("content-style")).ToContainTextAsync("Content as text");
    }
}
