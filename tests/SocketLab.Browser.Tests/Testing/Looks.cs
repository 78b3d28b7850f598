using Microsoft.Playwright;

namespace SocketLab.Browser.Tests.Testing;

/// <summary>What axe-core does not see, and no screen may lose: a mark around what has the focus, and bytes drawn one by one.</summary>
internal static class Looks
{
    private const string WithoutRing = """
        () => {
          const before = document.activeElement;
          const hasRing = element => {
            const style = getComputedStyle(element);
            return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
          };
          const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")].filter(element =>
            element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true, opacityProperty: true }));
          const missing = stops.filter(element => {
            element.focus({ focusVisible: true, preventScroll: true });
            const parent = element.parentElement;
            // A frame around the element may carry the mark for it.
            return document.activeElement === element && ![element, parent, parent.parentElement].some(hasRing);
          });
          before?.focus({ preventScroll: true });
          return missing.map(element => element.outerHTML.slice(0, 200));
        }
        """;

    private const string WithLigatures = """
        () => [...document.body.querySelectorAll("*")]
          .filter(element => getComputedStyle(element).fontVariantLigatures !== "none")
          .map(element => element.outerHTML.slice(0, 200))
        """;

    /// <summary>How an element and the two around it are marked, before and while it has the focus.</summary>
    private const string Prepare = """
        () => {
          const chain = element => [element, element.parentElement, element.parentElement?.parentElement].filter(Boolean);
          const look = element => chain(element).map(one => {
            const style = getComputedStyle(one);
            const outline = style.outlineStyle === "none" ? "none" : `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor}`;
            return `${outline} ${style.boxShadow}`;
          }).join("|");
          document.activeElement?.blur();
          const scope = document.querySelector(".mud-dialog") ?? document;
          const stops = [...scope.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")].filter(element =>
            element.tabIndex >= 0 && !element.disabled && element.type !== "radio" && !element.matches("div.pointer-events-none")
              && element.checkVisibility({ visibilityProperty: true, opacityProperty: true }));
          window.walk = { look, before: new Map(stops.map(stop => [stop, look(stop)])), seen: new Set() };
        }
        """;

    private const string Step = """
        () => {
          const { look, before, seen } = window.walk;
          const now = document.activeElement;
          if (!now || now === document.body) return "out";
          if (seen.has(now)) return "again";
          seen.add(now);
          return look(now) === (before.get(now) ?? "none none") ? now.outerHTML.slice(0, 200) : "";
        }
        """;

    private const string Unreached = """
        () => [...window.walk.before.keys()]
          .filter(stop => stop.isConnected && stop.tabIndex >= 0 && !window.walk.seen.has(stop) && stop.checkVisibility())
          .map(stop => stop.outerHTML.slice(0, 200))
        """;

    /// <summary>
    /// Goes through the page by Tab until it begins anew. Fails where a stop looks as it did without the focus, and where one is not
    /// reached.
    /// </summary>
    /// <param name="page">The page, as it stands.</param>
    /// <param name="screen">What it shows, for the message.</param>
    public static async Task WalkAsync(IPage page, string screen)
    {
        await page.EvaluateAsync(Prepare);
        var unmarked = new List<string>();
        for (var (presses, repeated) = (0, 0); presses < 400 && repeated < 6; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            var found = await page.EvaluateAsync<string>(Step);
            repeated = found is "again" or "out" ? repeated + 1 : 0;
            if (found is not ("" or "again" or "out"))
            {
                unmarked.Add(found);
            }
        }

        Assert.True(unmarked.Count == 0, $"{screen}: looks the same with the focus: {string.Join(Environment.NewLine, unmarked)}");
        await NoneAsync(page, Unreached, $"{screen}: not reached by Tab:");
    }

    /// <summary>Fails where a tab stop shows no focus, or where two characters may be drawn as one.</summary>
    /// <param name="page">The page, as it stands.</param>
    /// <param name="screen">What it shows, for the message.</param>
    public static async Task CheckAsync(IPage page, string screen)
    {
        await NoneAsync(page, WithoutRing, $"{screen}: no mark of the focus on");
        await NoneAsync(page, WithLigatures, $"{screen}: letters may be joined in");
    }

    private static async Task NoneAsync(IPage page, string script, string fault)
    {
        var found = await page.EvaluateAsync<string[]>(script);
        Assert.True(found.Length == 0, $"{fault} {string.Join(Environment.NewLine, found.Take(10))}");
    }
}
