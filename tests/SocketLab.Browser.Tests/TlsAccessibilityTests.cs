using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;

namespace SocketLab.Browser.Tests;

/// <summary>WCAG 2.2 AA as far as axe-core can tell: no finding on any screen that is about encryption.</summary>
public sealed class TlsAccessibilityTests(Chromium chromium)
{
    [Fact]
    public async Task Encryption_has_no_finding()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var listener = await lab.UseAsync(Make.TcpListener("secret") with { Tcp = new() { Tls = new() { Enabled = true } } });
        await lab.UseAsync(
            new()
            {
                Kind = Core.Definitions.EndpointKind.TcpClient,
                Name = "careless",
                Remote = new() { Host = "127.0.0.1", Port = listener.Bound!.Port },
                Tcp = new()
                {
                    Tls = new() { Enabled = true, TrustAny = true },
                },
            }
        );
        await lab.Row("Failed and ignored").ClickAsync();
        await Axe.CheckAsync(lab.Page, "a client that trusts anything");
        await lab.Get("show-connections").ClickAsync();
        await Expect(lab.Get("connections").GetByTestId("tls-mark")).ToBeVisibleAsync();
        await Axe.CheckAsync(lab.Page, "its connections");
        await lab.Get("connections").GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(lab.Get("tls-danger")).ToBeVisibleAsync();
        await Axe.CheckAsync(lab.Page, "its connection");
        await lab.Get("back").ClickAsync();

        await lab.Get("new-endpoint").ClickAsync();
        await lab.Get("kind-TcpClient").ClickAsync();
        await lab.Get("tls-enabled").CheckAsync();
        await lab.Get("options-TLS").Locator("summary").ClickAsync();
        await lab.Get("trust-any").CheckAsync();
        await lab.Get("alpn").FillAsync("h2, h2");
        await lab.Get("alpn").PressAsync("Tab");
        await Expect(lab.Get("form-danger")).ToBeVisibleAsync();
        await Axe.CheckAsync(lab.Page, "the form of a TLS client");
        await lab.Get("certificates").ClickAsync();
        await lab.Get("certificate").Locator("summary").ClickAsync();
        await Axe.CheckAsync(lab.Page, "the certificates");
        await lab.Get("upload").ClickAsync();
        await lab.Get("do-upload").ClickAsync();
        await Expect(lab.Get("upload-problem")).ToContainTextAsync("Choose a file");
        await Axe.CheckAsync(lab.Page, "an upload that was refused");
        await lab.Get("generate").ClickAsync();
        await lab.Get("generate-days").FillAsync("0");
        await lab.Get("do-generate").ClickAsync();
        await Expect(lab.Get("generate-form")).ToContainTextAsync("out of range");
        await Axe.CheckAsync(lab.Page, "a certificate that cannot be made");
    }
}
