using System.Net.Sockets;
using System.Text;
using SocketLab.Browser.Tests.Testing;

namespace SocketLab.Browser.Tests.Screens;

/// <summary>
/// Pictures of the inspector with selected bytes and of two entries beside each other, made on demand as <see cref="Screenshots"/> are.
/// </summary>
public sealed class ReadingScreenshots(Chromium chromium)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task Reading()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var camera = new Camera(lab.Page);
        var endpoint = await lab.UseAsync(Make.UdpListener("Sensor inbox"));
        using var peer = new UdpClient(AddressFamily.InterNetwork);
        peer.Connect(endpoint.Bound!);
        for (var i = 0; i < 12; i++)
        {
            var message = Convert.FromHexString("aa5503420848014b90016b09a7a23b4000000000c0a8010a");
            (message[5], message[9]) = ((byte)(0x48 + i), (byte)(i * 7));
            await peer.SendAsync((byte[])[.. message, .. Encoding.UTF8.GetBytes($"temp={20 + (i % 3)}.5;eyJub2RlIjoiQTcifQ==")], Cancel);
        }

        await Expect(lab.Rows).ToHaveCountAsync(13);
        await lab.Rows.Nth(3).ClickAsync();
        await lab.Page.Locator("[data-linked]").WaitForAsync();
        await lab.Get("hex").FocusAsync();
        foreach (var key in (string[])["Home", "ArrowRight", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight"])
        {
            await lab.Page.Keyboard.PressAsync(key);
        }

        await Expect(lab.Get("expression")).ToHaveTextAsync("bytes[2:4]");
        await camera.ShootAsync("select", "Inspect");
        await camera.ShootHardAsync("select", "Inspect");
        await lab.Get("hex").FocusAsync();
        await lab.Page.Keyboard.PressAsync("Escape");
        await lab.Get("decode").Locator("summary").ClickAsync();
        await lab.Get("decode-Base64").ClickAsync();
        await camera.ShootAsync("decode", "Inspect");
        await lab.Get("hold").ClickAsync();
        await lab.Rows.Nth(11).ClickAsync();
        await lab.Get("hold").ClickAsync();
        await lab.Get("what-changes").ClickAsync();
        await Expect(lab.Get("changes")).ToBeVisibleAsync();
        await camera.ShootAsync("compare", "Inspect");
        await camera.ShootHardAsync("compare", "Inspect");
    }
}
