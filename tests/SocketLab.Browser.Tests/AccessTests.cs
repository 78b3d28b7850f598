using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;

namespace SocketLab.Browser.Tests;

/// <summary>With a token the dashboard asks for it, and a viewer looks on without being able to change anything.</summary>
public sealed class AccessTests(Chromium chromium)
{
    private const string OperatorToken = "operator-token-of-this-test";
    private const string ViewerToken = "viewer-token-of-this-test";

    private static readonly (string, string)[] Settings =
    [
        ("SocketLab:Access:Mode", "token"),
        ("SocketLab:Access:OperatorToken", OperatorToken),
        ("SocketLab:Access:ViewerToken", ViewerToken),
    ];

    [Fact]
    public async Task An_operator_logs_in_works_and_logs_out()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium, Settings);
        lab.Expects("status of 401");
        await Expect(lab.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/login"));
        await LogInAsync(lab, "a wrong token, surely");
        await Expect(lab.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await LogInAsync(lab, OperatorToken);
        await lab.InteractiveAsync();
        await lab.UseAsync(Make.UdpListener());
        await Expect(lab.Row("Listening for UDP")).ToBeVisibleAsync();
        await lab.Page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        await Expect(lab.Page.GetByRole(AriaRole.Button, new() { Name = "Log in" })).ToBeVisibleAsync();
        await lab.Page.GotoAsync(lab.Address.ToString());
        await Expect(lab.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/login"));
    }

    [Fact]
    public async Task A_viewer_sees_everything_and_can_change_nothing()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium, Settings);
        await LogInAsync(lab, ViewerToken);
        await lab.InteractiveAsync();
        await Expect(lab.Page.GetByText("You are logged in as a viewer")).ToBeVisibleAsync();
        await lab.UseAsync(Make.UdpListener());
        await Expect(lab.Row("Listening for UDP")).ToBeVisibleAsync();
        await Expect(lab.Page.GetByRole(AriaRole.Switch)).ToBeDisabledAsync();
        foreach (var control in (string[])["new-endpoint", "clear", "composer"])
        {
            await Expect(lab.Get(control)).ToHaveCountAsync(0);
        }

        await lab.Supervisor.CreateAsync(
            Make.TcpListener() with
            {
                Tcp = new() { Tls = new() { Enabled = true } },
            },
            start: true,
            CancellationToken.None
        );
        await lab.Get("all-certificates").ClickAsync();
        await lab.Get("certificate").Locator("summary").ClickAsync();
        await Expect(lab.Get("download-pem")).ToBeVisibleAsync();
        foreach (var control in (string[])["generate", "upload", "delete-certificate"])
        {
            await Expect(lab.Get(control)).ToHaveCountAsync(0);
        }

        await lab.Get("close-certificates").ClickAsync();
        await Expect(lab.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await lab.Page.Locator("h1").ClickAsync();
        await lab.Page.Keyboard.PressAsync("n");
        await lab.Page.Keyboard.PressAsync("?");
        await Expect(lab.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Keyboard shortcuts");
        await Expect(lab.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(1);
    }

    private static async Task LogInAsync(BrowserLab lab, string token)
    {
        await lab.Page.Locator("input[name=token]").FillAsync(token);
        await lab.Page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
    }
}
