using System.Net.Sockets;
using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;

namespace SocketLab.Browser.Tests;

/// <summary>Files that are sent from the browser.</summary>
public sealed class FileTests(Chromium chromium)
{
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
        await (await lab.FileInputAsync("file-input")).SetInputFilesAsync(payload);
        await Expect(lab.Get("plan")).ToContainTextAsync("to the open connection, 1,048,576 bytes");
        await lab.Get("send").ClickAsync();
        var received = new byte[bytes.Length];
        await client.GetStream().ReadExactlyAsync(received);
        Assert.Equal(bytes, received);
        await Expect(lab.Get("upload")).ToContainTextAsync("1,048,576 bytes sent");

        await lab.UseAsync(Make.UdpListener());
        await lab.Get("to").FillAsync("127.0.0.1:9");
        await lab.Get("file").ClickAsync();
        await (await lab.FileInputAsync("file-input")).SetInputFilesAsync(payload);
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
        await (await lab.FileInputAsync("file-input")).SetInputFilesAsync(
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
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "large.bin");
        await using (var file = File.Create(path))
        {
            file.SetLength(40 << 20);
        }

        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.TcpListener());
        using var client = new TcpClient();
        await client.ConnectAsync(endpoint.Bound!);
        await Expect(lab.Row("Connection opened")).ToBeVisibleAsync();
        await lab.Get("file").ClickAsync();
        await (await lab.FileInputAsync("file-input")).SetInputFilesAsync(path);
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
