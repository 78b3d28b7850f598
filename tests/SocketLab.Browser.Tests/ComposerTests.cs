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
        var job = Assert.Single(lab.Supervisor.Jobs.List());
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

        await lab.Get("import").SetInputFilesAsync(file);
        await Expect(lab.Get("saved-payload")).ToContainTextAsync("kept");
        await Expect(lab.Page.GetByText("1 imported, 0 of them under another name; 0 were here already.")).ToBeVisibleAsync();
        File.Delete(file);
    }

    [Fact]
    public async Task A_file_goes_over_tcp_as_it_is_and_one_that_fits_into_no_datagram_is_not_tried()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var bytes = new byte[1 << 20];
        new Random(1).NextBytes(bytes);
        var payload = new FilePayload
        {
            Name = "firmware.bin",
            MimeType = "application/octet-stream",
            Buffer = bytes,
        };
        var endpoint = await lab.UseAsync(Make.TcpListener());
        using var client = new TcpClient();
        await client.ConnectAsync(endpoint.Bound!);
        await Expect(lab.Row("Connection opened")).ToBeVisibleAsync();
        await lab.Get("file").ClickAsync();
        await lab.Get("file-input").SetInputFilesAsync(payload);
        await Expect(lab.Get("plan")).ToContainTextAsync("to the open connection, 1,048,576 bytes");
        await lab.Get("send").ClickAsync();
        var received = new byte[bytes.Length];
        await client.GetStream().ReadExactlyAsync(received);
        Assert.Equal(bytes, received);
        await Expect(lab.Get("upload")).ToContainTextAsync("1,048,576 bytes sent");

        await lab.UseAsync(Make.UdpListener());
        await lab.Get("to").FillAsync("127.0.0.1:9");
        await lab.Get("file").ClickAsync();
        await lab.Get("file-input").SetInputFilesAsync(payload);
        await Expect(lab.Get("plan")).ToContainTextAsync("A datagram carries at most 65,507 bytes, and this has 1,048,576.");
        await Expect(lab.Get("send")).ToBeDisabledAsync();
    }

    [Fact]
    public async Task A_file_goes_to_the_chosen_connections_and_no_others()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.TcpListener());
        var clients = new List<TcpClient>();
        for (var i = 0; i < 3; i++)
        {
            clients.Add(new TcpClient(AddressFamily.InterNetwork));
            await clients[i].ConnectAsync(endpoint.Bound!);
        }

        await Expect(lab.Row("Connection opened")).ToHaveCountAsync(3);
        await lab.Get("to").ClickAsync();
        foreach (var client in clients.Take(2))
        {
            await lab.Get("connection-choices").GetByLabel(client.Client.LocalEndPoint!.ToString()!, new() { Exact = true }).CheckAsync();
        }

        await lab.Page.Keyboard.PressAsync("Escape");
        await lab.Get("file").ClickAsync();
        await lab.Get("file-input")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "x.bin",
                    MimeType = "application/octet-stream",
                    Buffer = [0, 255, 7],
                }
            );
        await Expect(lab.Get("plan")).ToContainTextAsync("to 2 chosen connections, 3 bytes to each");
        await lab.Get("send").ClickAsync();
        await Expect(lab.Get("upload")).ToContainTextAsync("bytes sent");
        foreach (var connection in endpoint.Connections.ListOpen())
        {
            connection.ShutdownSend();
        }

        for (var i = 0; i < 3; i++)
        {
            using var received = new MemoryStream();
            await clients[i].GetStream().CopyToAsync(received);
            Assert.Equal(i < 2 ? [0, 255, 7] : [], received.ToArray());
            clients[i].Dispose();
        }
    }

    [Fact]
    public async Task A_file_goes_on_while_somebody_looks_elsewhere_and_can_be_cancelled()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.TcpListener());
        using var client = new TcpClient();
        await client.ConnectAsync(endpoint.Bound!);
        await Expect(lab.Row("Connection opened")).ToBeVisibleAsync();
        await lab.Get("file").ClickAsync();
        await lab.Get("file-input")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "large.bin",
                    MimeType = "application/octet-stream",
                    Buffer = new byte[40 << 20],
                }
            );
        await lab.Get("send").ClickAsync();
        await Expect(lab.Get("upload")).ToContainTextAsync("large.bin");
        await lab.UseAsync(Make.UdpListener());
        await Expect(lab.Get("upload")).ToHaveCountAsync(0);

        // Nobody reads, so it is still under way.
        await lab.Page.Locator($"[data-testid=endpoint][data-id='{endpoint.Id}'] .name").ClickAsync();
        await lab.Get("cancel-upload").ClickAsync();
        await Expect(lab.Get("upload")).ToContainTextAsync("Cancelled");
    }
}
