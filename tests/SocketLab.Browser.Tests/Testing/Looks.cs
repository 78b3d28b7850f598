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
