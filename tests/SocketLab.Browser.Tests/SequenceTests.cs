using SocketLab.Browser.Tests.Testing;

namespace SocketLab.Browser.Tests;

/// <summary>Numbered traffic from one endpoint, measured at another.</summary>
public sealed class SequenceTests(Chromium chromium)
{
    [Fact]
    public async Task A_stamped_job_is_measured_at_the_listener_that_gets_it()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var listener = await lab.UseAsync(Make.UdpListener("measured"));
        await lab.Get("measure").ClickAsync();
        await Expect(lab.Get("sequence")).ToContainTextAsync("Waiting for stamped messages");

        var sender = await lab.UseAsync(Make.UdpListener("sender"));
        await lab.Get("to").FillAsync(listener.Bound!.ToString());
        await lab.Get("saved").ClickAsync();
        await lab.Get("payload-preset").ClickAsync();
        await lab.Get("repeat").ClickAsync();
        await lab.Get("repeat-count").FillAsync("250");
        await lab.Get("repeat-perSecond").FillAsync("1000");
        await lab.Get("start").ClickAsync();
        await Expect(lab.Get("job")).ToContainTextAsync("Completed");

        await lab.Page.Locator($"[data-testid=endpoint][data-id='{listener.Id}'] .name").ClickAsync();
        await Expect(lab.Get("sequence-sender")).ToContainTextAsync(sender.Bound!.ToString());
        await Expect(lab.Get("sequence-sender").Locator("td").First).ToHaveTextAsync("250");
        await Expect(lab.Get("sequence-sender").Locator("td").Nth(1)).ToHaveTextAsync("0");
        await lab.Get("measure").ClickAsync();
        await Expect(lab.Get("sequence-sender")).ToHaveCountAsync(0);
    }
}
