using System.Net.Sockets;
using System.Text;
using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;

namespace SocketLab.Browser.Tests;

/// <summary>The bytes of a message: selected by mouse and keyboard, named, read as values, unwrapped and compared.</summary>
public sealed class ReadingTests(Chromium chromium)
{
    private const string Painted = "() => [...(CSS.highlights.get('selected-bytes') ?? [])].map(String)";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bytes_are_selected_by_mouse_and_shown_in_dump_and_text_alike()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await ReceiveAsync(lab, Convert.FromHexString("0001020304050607c3a909e6b8a9ff"));
        await LookAtAsync(lab, "00 01 02");
        var groups = lab.Get("hex").Locator("div > span");
        var box = (await groups.First.BoundingBoxAsync())!;
        var width = box.Width / 23;
        await lab.Page.Mouse.MoveAsync(box.X + (width * 3.5f), box.Y + 8);
        await lab.Page.Mouse.DownAsync();
        await lab.Page.Mouse.MoveAsync(box.X + (width * 6.5f), box.Y + 8);
        await lab.Page.Mouse.MoveAsync(box.X + (width * 9.5f), box.Y + 8);
        await lab.Page.Mouse.UpAsync();
        await Expect(lab.Get("expression")).ToHaveTextAsync("bytes[1:3]");
        Assert.Equal(["01 02 03", "..."], await PaintedAsync(lab));

        // A character of three bytes is three bytes in the dump.
        await lab.Page.GetByRole(AriaRole.Tab, new() { Name = "Text" }).ClickAsync();
        await Expect(lab.Get("text")).ToContainTextAsync("温");
        await EventuallyPaintedAsync(lab, [@"\x01\x02\x03"]);
        var character = await lab.Get("text")
            .EvaluateAsync<float[]>(
                """
                text => {
                  const at = text.firstChild.data.indexOf("温");
                  const range = document.createRange();
                  range.setStart(text.firstChild, at);
                  range.setEnd(text.firstChild, at + 1);
                  const box = range.getBoundingClientRect();
                  return [box.left + box.width * .7, box.top + box.height / 2];
                }
                """
            );
        await lab.Page.Mouse.ClickAsync(character[0], character[1]);
        await Expect(lab.Get("expression")).ToHaveTextAsync("bytes[11:1]");
        Assert.Equal(["温"], await PaintedAsync(lab));
    }

    [Fact]
    public async Task Keys_select_bytes_and_a_value_that_is_chosen_names_them()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await ReceiveAsync(lab, [.. Enumerable.Range(0, 40).Select(i => (byte)i)], Encoding.UTF8.GetBytes("a much shorter one"));
        await LookAtAsync(lab, "00 01 02");
        await lab.Get("hex").FocusAsync();
        var keys = lab.Page.Keyboard;
        foreach (var key in (string[])["ArrowRight", "ArrowDown", "ArrowRight", "Shift+ArrowRight"])
        {
            await keys.PressAsync(key);
        }

        await Expect(lab.Get("expression")).ToHaveTextAsync("bytes[9:2]");
        var value = lab.Get("values").GetByRole(AriaRole.Radio, new() { Name = "u16, big-endian: 2314" });
        await value.FocusAsync();
        await keys.PressAsync("Enter");
        await Expect(lab.Get("expression")).ToHaveTextAsync("u16be[9]");
        await Expect(value).ToHaveAttributeAsync("aria-checked", "true");
        for (var i = 0; i < 4; i++)
        {
            await keys.PressAsync("ArrowDown");
        }

        await Expect(lab.Get("expression")).ToHaveTextAsync("u32be[9]");
        await EventuallyPaintedAsync(lab, ["09 0a 0b 0c", "...."]);

        // The next message shows the same place.
        await lab.Row("shorter").ClickAsync();
        await Expect(lab.Get("expression")).ToHaveTextAsync("u32be[9]");
        await EventuallyPaintedAsync(lab, ["6f 72 74 65", "orte"]);
        await lab.Get("hex").FocusAsync();
        await keys.PressAsync("Control+a");
        await Expect(lab.Get("selection")).ToContainTextAsync("18 bytes at 0");
        await keys.PressAsync("Escape");
        await Expect(lab.Get("values")).ToBeHiddenAsync();
        await Expect(lab.Get("hex")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Text_is_read_in_the_encoding_that_the_tab_remembers_and_unwrapped_as_often_as_it_was_wrapped()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await ReceiveAsync(lab, Encoding.Latin1.GetBytes("q=eyJhIjpbMSwyXX0%3D é"));
        await LookAtAsync(lab, "q=eyJ");
        await lab.Page.GetByRole(AriaRole.Tab, new() { Name = "Text" }).ClickAsync();
        await Expect(lab.Get("text")).ToContainTextAsync(@"\xe9");
        await lab.Get("read-encoding").SelectOptionAsync("Latin1");
        await Expect(lab.Get("text")).ToContainTextAsync("é");
        await lab.Get("text").FocusAsync();
        await lab.Page.Keyboard.PressAsync("Home");
        await lab.Page.Keyboard.PressAsync("ArrowRight");
        await lab.Page.Keyboard.PressAsync("ArrowRight");
        for (var i = 0; i < 17; i++)
        {
            await lab.Page.Keyboard.PressAsync("Shift+ArrowRight");
        }

        await Expect(lab.Get("expression")).ToHaveTextAsync("bytes[2:18]");
        await lab.Get("decode").Locator("summary").ClickAsync();
        await lab.Get("decode-Percent").ClickAsync();
        await Expect(lab.Get("decoded")).ToContainTextAsync("eyJhIjpbMSwyXX0=");
        await lab.Get("decode-Base64").ClickAsync();
        await Expect(lab.Get("decoded").Locator("pre")).ToHaveTextAsync("{\n  \"a\": [\n    1,\n    2\n  ]\n}");
        await Axe.CheckAsync(lab.Page, "selected text and what was wrapped in it");

        await lab.Page.WaitForFunctionAsync("() => sessionStorage.getItem('workbench')?.includes('Latin1')");
        await lab.Page.ReloadAsync();
        await lab.InteractiveAsync();
        await LookAtAsync(lab, "q=eyJ");
        await lab.Page.GetByRole(AriaRole.Tab, new() { Name = "Text" }).ClickAsync();
        await Expect(lab.Get("text")).ToContainTextAsync("é");
    }

    [Fact]
    public async Task Two_messages_stand_beside_each_other_and_what_changes_between_them_is_told()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await ReceiveAsync(lab, [.. Enumerable.Range(1, 9).Select(i => Encoding.UTF8.GetBytes($"frame {i} of the same sort"))]);
        await lab.Row("frame 1").ClickAsync();
        await lab.Get("hold").ClickAsync();
        await Expect(lab.Get("hold")).ToContainTextAsync("Compare with none");
        await lab.Row("frame 9").ClickAsync();
        await Expect(lab.Get("hold")).ToContainTextAsync("Compare with the held one");
        await lab.Page.Keyboard.PressAsync("h");
        await Expect(lab.Get("differences")).ToHaveTextAsync("1 byte differs, of 24 bytes.");
        await Expect(lab.Get("beside").Locator("mark")).ToHaveTextAsync(["31", "1", "39", "9"]);
        await lab.Get("what-changes").ClickAsync();
        await Expect(lab.Get("compare")).ToContainTextAsync("9 messages received, entries 2 to 10.");
        var counter = lab.Get("changes").GetByRole(AriaRole.Radio).Nth(1);
        await Expect(counter).ToContainTextAsync("counts up by 1, from 31");
        await counter.ClickAsync();
        await Expect(lab.Get("compare")).ToContainTextAsync("u8[6]");
        await Axe.CheckAsync(lab.Page, "two entries beside each other");

        // Whoever walks on compares on.
        await lab.Row("frame 5").ClickAsync();
        await Expect(lab.Get("beside").Locator("mark")).ToHaveTextAsync(["31", "1", "35", "5"]);
        await lab.Get("drop").ClickAsync();
        await Expect(lab.Get("compare")).ToBeHiddenAsync();
        await Expect(lab.Get("hex")).ToBeVisibleAsync();
    }

    private static async Task ReceiveAsync(BrowserLab lab, params byte[][] messages)
    {
        var endpoint = await lab.UseAsync(Make.UdpListener());
        using var peer = new UdpClient(AddressFamily.InterNetwork);
        peer.Connect(endpoint.Bound!);
        foreach (var message in messages)
        {
            await peer.SendAsync(message, Cancel);
        }

        await Expect(lab.Rows).ToHaveCountAsync(messages.Length + 1);
    }

    /// <summary>Looks at a message, and waits until its bytes can be selected.</summary>
    private static async Task LookAtAsync(BrowserLab lab, string text)
    {
        await lab.Row(text).ClickAsync();
        await lab.Page.Locator("[data-linked]").WaitForAsync();
    }

    private static Task<string[]> PaintedAsync(BrowserLab lab) => lab.Page.EvaluateAsync<string[]>(Painted);

    private static Task EventuallyPaintedAsync(BrowserLab lab, string[] expected) =>
        lab.Page.WaitForFunctionAsync(
            "expected => JSON.stringify([...(CSS.highlights.get('selected-bytes') ?? [])].map(String)) === JSON.stringify(expected)",
            expected
        );
}
