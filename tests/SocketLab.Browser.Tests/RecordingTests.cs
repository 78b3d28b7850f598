using System.Text;
using SocketLab.Browser.Tests.Testing;
using SocketLab.Core.Definitions;

namespace SocketLab.Browser.Tests;

/// <summary>What is seen is kept, looked into, sent again and taken away.</summary>
public sealed class RecordingTests(Chromium chromium)
{
    [Fact]
    public async Task What_is_recorded_from_the_feed_is_opened_replayed_and_deleted()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var target = await lab.UseAsync(Make.UdpListener("target"));
        var endpoint = await lab.UseAsync(Make.UdpListener("inbox"));
        using var peer = Sockets.Udp();
        await lab.Get("record").ClickAsync();
        await Expect(lab.Get("record")).ToContainTextAsync("Recording");
        await Expect(lab.Card(endpoint).GetByTestId("card-recorded")).ToBeVisibleAsync();
        peer.SendTo("kept on disk", endpoint.Bound!.Port);
        await Expect(lab.Row("kept on disk")).ToBeVisibleAsync();
        await lab.Get("record").ClickAsync();
        await Expect(lab.Get("record")).ToHaveTextAsync("Record");

        await lab.Get("recordings").ClickAsync();
        var item = lab.Get("recording");
        await Expect(item).ToContainTextAsync("1 message");
        await Axe.CheckAsync(lab.Page, "the page of recordings");
        await lab.Get("recording-replay").ClickAsync();
        await lab.Get("replay-to").FillAsync(target.Bound!.ToString());
        await Axe.CheckAsync(lab.Page, "the question what is replayed");
        await lab.Get("replay-start").ClickAsync();
        await Expect(lab.Row("kept on disk")).ToBeVisibleAsync();
        await Eventually.HoldsAsync(target.Journal.Changed, () => target.Journal.Ledger.ReceivedMessages == 1);

        await lab.Get("recordings").ClickAsync();
        await lab.Get("recording-open").ClickAsync();
        await Expect(lab.Row("kept on disk")).ToBeVisibleAsync();
        Assert.Equal(EndpointKind.Capture, lab.Supervisor.List()[^1].Definition.Kind);

        await lab.Get("recordings").ClickAsync();
        await lab.Get("recording-delete").ClickAsync();
        await lab.Get("confirm-yes").ClickAsync();
        await Expect(lab.Get("no-recordings")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_capture_file_is_opened_and_what_is_none_is_refused_in_words()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener("inbox"));
        using var peer = Sockets.Udp();
        peer.SendTo("in a file", endpoint.Bound!.Port);
        await Expect(lab.Row("in a file")).ToBeVisibleAsync();
        await lab.Get("export-menu").ClickAsync();
        await lab.Page.GetByText("Save as a file…").ClickAsync();
        await Axe.CheckAsync(lab.Page, "the question what is saved");
        var saving = lab.Page.WaitForDownloadAsync();
        await lab.Get("save-file").ClickAsync();
        await using var download = await (await saving).CreateReadStreamAsync();
        using var bytes = new MemoryStream();
        await download.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        await lab.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Close" }).ClickAsync();

        await lab.Get("recordings").ClickAsync();
        lab.Expects("400 (Bad Request)");
        await (await lab.FileInputAsync("capture-file")).SetInputFilesAsync(
            FileOf("none.pcapng", Encoding.ASCII.GetBytes(new string('x', 100)))
        );
        await Expect(lab.Get("capture-problem")).ToContainTextAsync("This is no capture file");
        await (await lab.FileInputAsync("capture-file")).SetInputFilesAsync(FileOf("lab.pcapng", bytes.ToArray()));
        await Expect(lab.Row("in a file")).ToBeVisibleAsync();
        Assert.Equal("lab", lab.Supervisor.List()[^1].Definition.Name);
    }

    [Fact]
    public async Task Rows_that_are_selected_are_saved_and_sent_again()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var target = await lab.UseAsync(Make.UdpListener("target"));
        var endpoint = await lab.UseAsync(Make.UdpListener("inbox"));
        using var peer = Sockets.Udp();
        for (var i = 1; i <= 6; i++)
        {
            peer.SendTo($"message {i}.", endpoint.Bound!.Port);
        }

        await lab.Row("message 2.").ClickAsync();
        await lab.Row("message 3.").ClickAsync(new() { Modifiers = [Microsoft.Playwright.KeyboardModifier.Shift] });
        await lab.Row("message 6.").ClickAsync(new() { Modifiers = [Microsoft.Playwright.KeyboardModifier.Control] });
        await lab.Get("export-menu").ClickAsync();
        await lab.Page.GetByText("Save as a file…").ClickAsync();
        await Expect(lab.Get("save-selected")).ToBeCheckedAsync();
        await Expect(lab.Get("save-scope")).ToContainTextAsync("The 3 selected entries");
        await lab.Get("save-text").CheckAsync();
        var saving = lab.Page.WaitForDownloadAsync();
        await lab.Get("save-file").ClickAsync();
        using var text = new StreamReader(await (await saving).CreateReadStreamAsync());
        Assert.Equal(
            ["message 2.", "message 3.", "message 6."],
            (await text.ReadToEndAsync(TestContext.Current.CancellationToken))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line[^10..])
        );
        await lab.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Close" }).ClickAsync();

        await lab.Get("export-menu").ClickAsync();
        await lab.Page.GetByText("Replay…").ClickAsync();
        await Expect(lab.Get("replay-selected")).ToBeCheckedAsync();
        await lab.Get("replay-in").CheckAsync();
        await Expect(lab.Get("replay-filter")).ToBeVisibleAsync();
        await lab.Get("replay-selected").CheckAsync();
        await Expect(lab.Get("replay-filter")).ToHaveCountAsync(0);
        await lab.Get("replay-to").FillAsync(target.Bound!.ToString());
        await lab.Get("replay-speed").SelectOptionAsync("0");
        await lab.Get("replay-start").ClickAsync();
        await Eventually.HoldsAsync(target.Journal.Changed, () => target.Journal.Ledger.ReceivedMessages == 3);
    }

    [Fact]
    public async Task What_is_selected_has_a_line_for_Wireshark_with_no_pipe_where_its_port_is_on()
    {
        var port = Sockets.QuietPort().ToString(System.Globalization.CultureInfo.InvariantCulture);
        await using var lab = await BrowserLab.OpenAsync(chromium, [("SocketLab:Wireshark:Port", port)]);
        await lab.InteractiveAsync();
        await lab.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var endpoint = await lab.UseAsync(Make.UdpListener("inbox"));
        using var peer = Sockets.Udp();
        peer.SendTo("kept", endpoint.Bound!.Port);
        await lab.Row("kept").ClickAsync();
        await lab.Get("export-menu").ClickAsync();
        await lab.Page.GetByText("Watch in Wireshark…").ClickAsync();
        await lab.Get("save-selected").CheckAsync();
        await Expect(lab.Get("wireshark-port-line")).ToHaveTextAsync("wireshark -k -i TCP@127.0.0.1:…");
        await lab.Get("copy-wireshark-port").ClickAsync();
        await Expect(lab.Get("wireshark-port-line"))
            .ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^wireshark -k -i TCP@127\.0\.0\.1:\d+$"));
        await Axe.CheckAsync(lab.Page, "the lines for Wireshark");
        var line = await lab.Get("wireshark-port-line").TextContentAsync() ?? "";
        Assert.Equal(line, await lab.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        await using var tool = Tool.Start(
            "tshark",
            "-l",
            "-i",
            line[line.IndexOf("TCP@", StringComparison.Ordinal)..],
            "-T",
            "fields",
            "-e",
            "udp.payload"
        );
        await tool.SaysAsync("6b657074");

        // Another choice has another port, and none before it is asked for.
        await lab.Get("save-messages").CheckAsync();
        await Expect(lab.Get("wireshark-port-line")).ToHaveTextAsync("wireshark -k -i TCP@127.0.0.1:…");
    }

    [Fact]
    public async Task The_workspace_goes_out_and_in_as_a_file()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await lab.UseAsync(Make.UdpListener("kept"));
        await lab.Get("workspace").ClickAsync();
        await Axe.CheckAsync(lab.Page, "the workspace as a file");
        var saving = lab.Page.WaitForDownloadAsync();
        await lab.Get("workspace-save").ClickAsync();
        await using var download = await (await saving).CreateReadStreamAsync();
        using var bytes = new MemoryStream();
        await download.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        var text = Encoding.UTF8.GetString(bytes.ToArray()).Replace("kept", "taken in", StringComparison.Ordinal);
        await (await lab.FileInputAsync("workspace-file")).SetInputFilesAsync(FileOf("workspace.json", Encoding.UTF8.GetBytes(text)));
        await Expect(lab.Get("workspace-result")).ToContainTextAsync("Added: 1 endpoint, 0 payloads, 0 filters, 0 certificates");
        Assert.Equal(["kept", "taken in"], lab.Supervisor.List().Select(endpoint => endpoint.Definition.Name));

        lab.Expects("400 (Bad Request)");
        await (await lab.FileInputAsync("workspace-file")).SetInputFilesAsync(FileOf("wrong.json", "{ }"u8.ToArray()));
        await Expect(lab.Get("workspace-problem")).ToBeVisibleAsync();
    }

    private static Microsoft.Playwright.FilePayload FileOf(string name, byte[] bytes) =>
        new()
        {
            Name = name,
            MimeType = "application/octet-stream",
            Buffer = bytes,
        };
}
