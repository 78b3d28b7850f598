using System.Net.Sockets;
using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;

namespace SocketLab.Browser.Tests;

/// <summary>Where the system forces its colours, backgrounds and shadows are gone: what they told is told otherwise.</summary>
public sealed class ForcedColorsTests(Chromium chromium)
{
    [Fact]
    public async Task What_is_on_what_runs_and_what_is_selected_can_be_told()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var stopped = await lab.Supervisor.CreateAsync(Make.UdpListener("stopped"), start: false, TestContext.Current.CancellationToken);
        var running = await lab.UseAsync(Make.TcpListener("running"));
        await lab.Rows.First.ClickAsync();
        await Expect(lab.Page.Locator("tr.selected")).ToBeVisibleAsync();
        await lab.Page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        var (on, off) = (Card(lab, running.Id), Card(lab, stopped.Id));

        await DifferAsync(on.GetByRole(AriaRole.Switch), off.GetByRole(AriaRole.Switch), "backgroundColor", "::before");
        await DifferAsync(on.Locator(".dot"), off.Locator(".dot"), "backgroundColor");
        await DifferAsync(on, off, "outlineStyle");
        var views = lab.Page.Locator(".head .segments button");
        await DifferAsync(views.Nth(0), views.Nth(1), "backgroundColor");

        using var peer = new TcpClient();
        await peer.ConnectAsync(running.Bound!, TestContext.Current.CancellationToken);
        await Expect(lab.Row("Connection opened")).ToBeVisibleAsync();
        await DifferAsync(lab.Page.Locator("tr.selected td").First, lab.Row("Connection opened").Locator("td").First, "backgroundColor");
        await DifferAsync(lab.Page.Locator("tr.selected td").First, lab.Row("Connection opened").Locator("td").First, "color");
    }

    private static ILocator Card(BrowserLab lab, string id) => lab.Page.Locator($"[data-testid=endpoint][data-id='{id}']");

    private static async Task DifferAsync(ILocator one, ILocator other, string property, string? part = null)
    {
        var style = $"element => getComputedStyle(element, {(part is null ? "null" : $"'{part}'")})['{property}']";
        Assert.NotEqual(await one.EvaluateAsync<string>(style), await other.EvaluateAsync<string>(style));
    }
}
