using SocketLab.Browser.Tests.Testing;

namespace SocketLab.Browser.Tests;

/// <summary>Entries as Wireshark reads them, and capture files, on the screen.</summary>
public sealed class DecodeTests(Chromium chromium)
{
    private static readonly byte[] Query = Convert.FromHexString("12340100000100000000000003777777076578616d706c6503636f6d0000010001");

    [Fact]
    public async Task A_field_of_Wiresharks_tree_selects_its_bytes_and_the_protocol_stays_with_the_endpoint()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener());
        using var peer = Sockets.Udp();
        peer.SendTo(Query, endpoint.Bound!);
        await lab.Row("12 34 01").ClickAsync();
        await lab.Page.Locator("#tab-Decode").ClickAsync();
        await lab.Get("decode-as").FillAsync("dns");
        await lab.Get("decode-as").PressAsync("Enter");
        await Expect(lab.Get("decode-summary")).ToHaveTextAsync("DNS Standard query 0x1234 A www.example.com");
        await Eventually.HoldsAsync(() => endpoint.Definition.DecodeAs == "dns");

        var tree = lab.Get("decode-tree");
        await tree.GetByText("Transaction ID: 0x1234").ClickAsync();
        await Expect(lab.Get("inspector")).ToContainTextAsync("bytes[0:2]");
        await lab.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(tree.Locator("[aria-selected=true]")).ToContainTextAsync("Flags");
        await lab.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(tree.GetByText("Recursion desired: Do query recursively")).ToBeVisibleAsync();
        await lab.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(tree.GetByText("Recursion desired: Do query recursively")).ToBeHiddenAsync();
        await Expect(lab.Get("inspector")).ToContainTextAsync("bytes[2:2]");
    }

    [Fact]
    public async Task A_field_becomes_a_column_and_a_plot_and_what_is_no_number_says_why()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener() with { DecodeAs = "dns" });
        using var peer = Sockets.Udp();
        peer.SendTo(Query, endpoint.Bound!);
        await lab.Row("12 34 01").ClickAsync();
        await lab.Page.Locator("#tab-Decode").ClickAsync();
        var tree = lab.Get("decode-tree");
        await tree.GetByText("Transaction ID: 0x1234").ClickAsync();
        await Expect(lab.Get("decode-field")).ToContainTextAsync("dns.id");
        await lab.Get("field-column").ClickAsync();
        await Expect(lab.Page.Locator("[data-testid=feed] thead")).ToContainTextAsync("dns.id");
        await Expect(lab.Row("4660")).ToBeVisibleAsync();

        await tree.GetByText("Queries", new() { Exact = true }).ClickAsync();
        await Expect(lab.Get("field-plot")).ToBeDisabledAsync();
        await Expect(lab.Get("field-plot")).ToHaveAttributeAsync("title", "It has 21 bytes; a number has 1, 2, 4 or 8.");
        await tree.GetByText("Questions: 1").ClickAsync();
        await Axe.CheckAsync(lab.Page, "a field of the decoded entry");
        await lab.Get("field-plot").ClickAsync();
        await Expect(lab.Get("plots")).ToContainTextAsync("u16be[4]");
    }

    [Fact]
    public async Task What_came_encrypted_is_decoded_as_what_it_says()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(
            Make.TcpListener() with
            {
                DecodeAs = "http",
                Tcp = new() { Tls = new() { Enabled = true } },
            }
        );
        await using var openssl = Tool.Start("openssl", "s_client", "-quiet", "-connect", $"127.0.0.1:{endpoint.Bound!.Port}");
        await openssl.WriteAsync("GET /secret HTTP/1.1\n\n");
        await lab.Row("GET /secret").ClickAsync();
        await lab.Page.Locator("#tab-Decode").ClickAsync();
        await Expect(lab.Get("decode-summary")).ToContainTextAsync("HTTP GET /secret HTTP/1.1");
        await Expect(lab.Get("decode-tree")).ToContainTextAsync("Hypertext Transfer Protocol");
        await Expect(lab.Get("decode-tree")).ToContainTextAsync("GET /secret HTTP/1.1");
    }

    [Fact]
    public async Task Rows_in_sight_have_their_protocol_and_what_they_are_about()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.UdpListener() with { DecodeAs = "dns" });
        using var peer = Sockets.Udp();
        peer.SendTo(Query, endpoint.Bound!);
        await Expect(lab.Row("12 34 01")).ToBeVisibleAsync();
        foreach (var title in (string[])["Content as text", "Content in hex", "Protocol and info"])
        {
            await lab.Get("content-style").ClickAsync();
            await Expect(lab.Get("content-style")).ToContainTextAsync(title);
        }

        await Expect(lab.Row("DNS Standard query 0x1234 A www.example.com")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_capture_has_its_connections_and_their_streams_and_nothing_to_start_or_send()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var listener = await lab.UseAsync(Make.TcpListener());
        using (var peer = await Sockets.ConnectAsync(listener.Bound))
        {
            peer.Send("Hello"u8);
            await Expect(lab.Row("Hello")).ToBeVisibleAsync();
        }

        await Expect(lab.Row("Connection closed")).ToBeVisibleAsync();
        using var http = new HttpClient { BaseAddress = lab.Address };
        var file = await http.GetByteArrayAsync(new Uri($"api/endpoints/{listener.Id}/capture.pcapng", UriKind.Relative));
        await using var stream = new MemoryStream(file);
        var capture = await lab.Supervisor.OpenCaptureAsync("lab.pcapng", stream, CancellationToken.None);
        await lab.Page.GotoAsync($"{lab.Address}?endpoint={capture.Id}&view=connections");
        await lab.InteractiveAsync();
        await Expect(lab.Page.Locator("h1").First).ToHaveTextAsync("lab.pcapng");
        await Expect(lab.Page.Locator(".head .address")).ToContainTextAsync("packets of lab.pcapng");
        await Expect(lab.Get("payload")).ToHaveCountAsync(0);
        await Expect(lab.Page.Locator($"[data-id='{capture.Id}'] [role=switch]")).ToHaveCountAsync(0);
        await lab.Get("captured-connections").GetByRole(Microsoft.Playwright.AriaRole.Link).First.ClickAsync();
        await Expect(lab.Page.Locator("main")).ToContainTextAsync("Hello");
        await Expect(lab.Get("payload")).ToHaveCountAsync(0);

        // A link to a connection leads there too.
        await lab.Page.GotoAsync($"{lab.Address}connections/{capture.Captured!.ListConnections()[0].Id}");
        await Expect(lab.Page.Locator("main")).ToContainTextAsync("Hello");
    }
}
