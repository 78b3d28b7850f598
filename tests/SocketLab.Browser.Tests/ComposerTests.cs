using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;
using SocketLab.Core.Definitions;

namespace SocketLab.Browser.Tests;

/// <summary>Sending by hand: once, again and again, from memory, and files; by mouse and by keyboard.</summary>
public sealed class ComposerTests(Chromium chromium)
{
    [Fact]
    public async Task The_line_says_what_will_happen_and_then_it_happens()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        using var peer = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var endpoint = await lab.UseAsync(Make.UdpListener());
        await lab.Get("to").FillAsync(peer.Client.LocalEndPoint!.ToString()!);
        await lab.Get("payload").FillAsync("Hello, world");
        await lab.Get("line-ending").SelectOptionAsync("Crlf");
        await Expect(lab.Get("plan")).ToHaveTextAsync($"From {endpoint.Bound} to {peer.Client.LocalEndPoint}, one datagram of 14 bytes");
        await lab.Get("payload").PressAsync("Control+Enter");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        Assert.Equal("Hello, world\r\n", Encoding.ASCII.GetString((await peer.ReceiveAsync(patience.Token)).Buffer));
    }

    [Fact]
    public async Task A_job_shows_its_progress_is_paused_goes_on_and_is_cancelled()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        await lab.Get("to").FillAsync(endpoint.Bound!.ToString());
        await lab.Get("payload").FillAsync("{{counter}}");
        await lab.Get("fill-in").ClickAsync();
        await lab.Get("repeat").ClickAsync();
        await lab.Get("repeat-count").FillAsync("");
        await lab.Get("repeat-perSecond").FillAsync("200");
        await lab.Get("repeat-perSecond").PressAsync("Enter");
        await Expect(lab.Get("job")).ToHaveAttributeAsync("data-state", nameof(JobState.Running));
        await Expect(lab.Row("3")).Not.ToHaveCountAsync(0);
        await lab.Get("pause-job").ClickAsync();
        await Expect(lab.Get("pause-job")).ToHaveTextAsync("Resume");
        var job = Assert.Single(lab.Supervisor.Jobs.List(), one => one.EndpointId == endpoint.Id);
        Assert.Equal(JobState.Paused, job.State);
        await lab.Rows.First.ClickAsync();
        await Expect(lab.Get("job")).ToBeVisibleAsync();
        await lab.Get("pause-job").ClickAsync();
        await Expect(lab.Get("pause-job")).ToHaveTextAsync("Pause");
        await lab.Get("cancel-job").ClickAsync();
        await Expect(lab.Get("job")).ToContainTextAsync("Cancelled after");
        Assert.Equal(JobState.Cancelled, job.State);
        await Expect(lab.Get("job-sent")).ToHaveTextAsync(job.Progress.Sent.ToString("N0", CultureInfo.InvariantCulture));
        await lab.Get("dismiss-job").ClickAsync();
        await Expect(lab.Get("jobs")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task One_of_several_connections_is_chosen_by_keyboard_and_only_it_gets_the_data()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.TcpListener());
        using var first = new TcpClient(AddressFamily.InterNetwork);
        await first.ConnectAsync(endpoint.Bound!);
        using var second = new TcpClient(AddressFamily.InterNetwork);
        await second.ConnectAsync(endpoint.Bound!);
        await lab.Get("payload").FillAsync("for one");
        await Expect(lab.Get("plan")).ToContainTextAsync("to all 2 open connections, 7 bytes to each");
        await lab.Get("to").PressAsync("Enter");
        await lab.Page.GetByLabel(first.Client.LocalEndPoint!.ToString()!).FocusAsync();
        await lab.Page.Keyboard.PressAsync("Space");
        await lab.Page.Keyboard.PressAsync("Escape");
        await Expect(lab.Get("plan")).ToContainTextAsync($"to {first.Client.LocalEndPoint}, 7 bytes");
        await lab.Get("payload").PressAsync("Control+Enter");
        var buffer = new byte[7];
        await first.GetStream().ReadExactlyAsync(buffer);
        Assert.Equal("for one", Encoding.ASCII.GetString(buffer));
        Assert.Equal(0, second.Available);
    }

    [Fact]
    public async Task A_chosen_connection_is_still_chosen_after_a_reload_and_nothing_goes_to_others_once_it_has_ended()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.TcpListener());
        using var first = new TcpClient(AddressFamily.InterNetwork);
        await first.ConnectAsync(endpoint.Bound!);
        using var second = new TcpClient(AddressFamily.InterNetwork);
        await second.ConnectAsync(endpoint.Bound!);
        await lab.Get("payload").FillAsync("for one");
        await lab.Get("to").ClickAsync();
        await lab.Page.GetByLabel(first.Client.LocalEndPoint!.ToString()!).CheckAsync();
        await lab.Page.Keyboard.PressAsync("Escape");
        await Eventually.HoldsAsync(async () =>
            (await lab.Page.EvaluateAsync<string?>("sessionStorage.workbench"))?.Contains("Connections\":\"") == true
        );
        await lab.Page.ReloadAsync();
        await lab.InteractiveAsync();
        await Expect(lab.Get("plan")).ToContainTextAsync($"to {first.Client.LocalEndPoint}, 7 bytes");
        first.Close();
        await Expect(lab.Get("plan")).ToHaveTextAsync("That connection is closed. Choose another one.");
        await lab.Page.ReloadAsync();
        await lab.InteractiveAsync();
        await Expect(lab.Get("plan")).ToHaveTextAsync("That connection is closed. Choose another one.");
        await Expect(lab.Get("send")).ToBeDisabledAsync();
        await lab.Get("to").ClickAsync();
        await lab.Page.GetByLabel("all that are open").CheckAsync();
        await Expect(lab.Get("plan")).ToContainTextAsync("to the open connection, 7 bytes");
    }

    [Fact]
    public async Task What_was_sent_comes_back_from_the_menu_and_by_the_arrow_key()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        await lab.Get("to").FillAsync(endpoint.Bound!.ToString());
        await lab.Get("payload").FillAsync("remember me");
        await lab.Get("send").ClickAsync();
        await Expect(lab.Row("remember me")).Not.ToHaveCountAsync(0);
        await lab.Get("payload").FillAsync("");
        await lab.Get("payload").PressAsync("ArrowUp");
        await Expect(lab.Get("payload")).ToHaveValueAsync("remember me");
        await lab.Get("payload").FillAsync("something else");
        await lab.Get("history").ClickAsync();
        await lab.Get("history-item").ClickAsync();
        await Expect(lab.Get("payload")).ToHaveValueAsync("remember me");
        await Expect(lab.Get("payload")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_payload_is_saved_in_a_folder_used_renamed_exported_deleted_and_imported()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await lab.UseAsync(Make.UdpListener());
        await lab.Get("payload").FillAsync("keep me");
        await lab.Get("saved").ClickAsync();
        await lab.Get("save-as").ClickAsync();
        await lab.Get("payload-name").FillAsync("keeper");
        await lab.Get("payload-folder").FillAsync("lab/echo");
        await lab.Get("payload-save").ClickAsync();
        await Expect(lab.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        await lab.Get("payload").FillAsync("");
        await lab.Get("saved").ClickAsync();
        await Expect(lab.Page.Locator("#saved-menu summary").Last).ToHaveTextAsync("echo");
        await lab.Get("use-saved").ClickAsync();
        await Expect(lab.Get("payload")).ToHaveValueAsync("keep me");

        await lab.Get("saved").ClickAsync();
        await lab.Get("edit-saved").ClickAsync();
        await lab.Get("payload-name").FillAsync("kept");
        await lab.Get("payload-save").ClickAsync();
        await Expect(lab.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        await lab.Get("saved").ClickAsync();
        await Expect(lab.Get("saved-payload")).ToContainTextAsync("kept");
        var download = await lab.Page.RunAndWaitForDownloadAsync(() => lab.Get("export").ClickAsync());
        var file = Path.GetTempFileName();
        await download.SaveAsAsync(file);
        Assert.Contains("\"keep me\"", await File.ReadAllTextAsync(file), StringComparison.Ordinal);

        await lab.Get("delete-saved").ClickAsync();
        await Expect(lab.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("“kept” will be gone");
        await lab.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await lab.Get("saved").ClickAsync();
        await Expect(lab.Get("saved-payload")).ToHaveCountAsync(0);

        await (await lab.FileInputAsync("import")).SetInputFilesAsync(file);
        await Expect(lab.Get("saved-payload")).ToContainTextAsync("kept");
        await Expect(lab.Page.GetByText("1 imported, 0 of them under another name; 0 were here already.")).ToBeVisibleAsync();
        File.Delete(file);
    }
}
