using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;
using SocketLab.Core.Definitions;

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
        // The logout cuts the page's own connection off, before the browser leaves it.
        lab.Expects("Status code '401'");
        lab.Expects("WebSocket closed with status code: 1006");
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
    public async Task A_logout_in_one_tab_ends_the_others_and_a_new_login_brings_them_back()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium, Settings);
        lab.Expects("status of 401");
        lab.Expects("Status code '401'");
        // The circuit that is cut off asks again, sometimes before its page has left.
        lab.Expects("HTTP Authentication failed");
        lab.Expects("Failed to start the transport 'WebSockets'");
        lab.Expects("WebSocket closed with status code: 1006");
        await LogInAsync(lab, OperatorToken);
        await lab.InteractiveAsync();
        var endpoint = await lab.UseAsync(Make.UdpListener());
        var other = await lab.Page.Context.NewPageAsync();
        await other.GotoAsync(lab.Address.ToString());
        await other.Locator("[data-watching='1']").WaitForAsync();
        await other.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        await Expect(lab.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/login"));

        await LogInAsync(lab, ViewerToken);
        await lab.InteractiveAsync();
        await Expect(lab.Page.GetByRole(AriaRole.Switch)).ToBeDisabledAsync();

        // Its circuit is cut off, and comes back with the right of the new login.
        await other.GotoAsync(new Uri(lab.Address, "login").ToString());
        await other.Locator("input[name=token]").FillAsync(OperatorToken);
        await other.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await Expect(lab.Page.GetByRole(AriaRole.Switch)).ToBeEnabledAsync();
        await lab.Page.GetByRole(AriaRole.Switch).ClickAsync();
        await Eventually.HoldsAsync(() => endpoint.State == EndpointState.Stopped);
        await other.CloseAsync();
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
