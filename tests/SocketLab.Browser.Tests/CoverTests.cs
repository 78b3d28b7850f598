using SocketLab.Browser.Tests.Testing;

namespace SocketLab.Browser.Tests;

/// <summary>What comes up by itself has room of its own: no row and no control lies under it.</summary>
public sealed class CoverTests(Chromium chromium)
{
    /// <summary>What lies under the elements of a selector, looked at in steps of a few pixels.</summary>
    private const string Under = """
        selector => {
          const found = new Set();
          for (const over of document.querySelectorAll(selector)) {
            const box = over.getBoundingClientRect();
            for (let x = box.left + 2; x < box.right; x += 12) {
              for (let y = box.top + 2; y < box.bottom; y += 6) {
                for (const under of document.elementsFromPoint(x, y)) {
                  if (over.contains(under) || under.contains(over)) continue;
                  const what = under.closest('button, input, select, textarea, a, tbody tr, [role="switch"]');
                  if (what && !over.contains(what) && !what.contains(over)) found.add(what.outerHTML.slice(0, 80));
                }
              }
            }
          }
          return [...found];
        }
        """;

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(1024, 700)]
    [InlineData(390, 844)]
    public async Task Notices_and_the_way_back_cover_nothing(int width, int height)
    {
        await using var lab = await BrowserLab.OpenAsync(chromium, width, height);
        var endpoint = await lab.Supervisor.CreateAsync(Make.UdpListener(), start: true, CancellationToken.None);
        await lab.Page.GotoAsync($"{lab.Address}?endpoint={endpoint.Id}");
        await lab.InteractiveAsync();
        using var sender = Sockets.Udp();
        for (var i = 1; i <= 100; i++)
        {
            sender.SendTo($"message {i}.", endpoint.Bound!.Port);
        }

        await Expect(lab.Row("message 100.")).ToBeInViewportAsync();
        await lab.Page.Keyboard.PressAsync("g");
        await Expect(lab.Row("message 1.")).ToBeInViewportAsync();
        await Expect(lab.Get("new-below")).ToBeVisibleAsync();
        Assert.Empty(await lab.Page.EvaluateAsync<string[]>(Under, ".btn.new"));
        await lab.Get("new-below").ClickAsync();
        await Expect(lab.Row("message 100.")).ToBeInViewportAsync();
        await Expect(lab.Get("new-below")).ToHaveCountAsync(0);

        await lab.Get("clear").ClickAsync();
        await Expect(lab.Get("undo-notice")).ToBeVisibleAsync();
        Assert.Empty(await lab.Page.EvaluateAsync<string[]>(Under, ".notice"));
    }

    [Fact]
    public async Task On_a_connections_page_nothing_is_covered_and_what_was_done_before_can_be_undone()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var endpoint = await lab.UseAsync(Make.TcpListener());
        using var peer = new System.Net.Sockets.TcpClient();
        await peer.ConnectAsync(endpoint.Bound!, TestContext.Current.CancellationToken);
        await peer.Client.SendAsync("a line\n"u8.ToArray(), TestContext.Current.CancellationToken);
        await Expect(lab.Row("a line")).ToBeVisibleAsync();
        await lab.Get("clear").ClickAsync();
        await Expect(lab.Get("undo-notice")).ToBeVisibleAsync();
        await lab.Get("show-connections").ClickAsync();
        await lab.Page.Locator("[data-testid=connections] tbody tr").First.DblClickAsync();
        await lab.Page.Locator("[data-connection]").WaitForAsync();
        await lab.InteractiveAsync();
        await Expect(lab.Get("undo-notice")).ToBeVisibleAsync();
        Assert.Empty(await lab.Page.EvaluateAsync<string[]>(Under, ".notice"));
        await lab.Page.Keyboard.PressAsync("z");
        await Expect(lab.Page.GetByText("a line")).ToBeVisibleAsync();
        await Expect(lab.Get("undo-notice")).ToHaveCountAsync(0);
    }
}
