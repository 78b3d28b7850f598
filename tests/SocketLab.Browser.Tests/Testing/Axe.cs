using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace SocketLab.Browser.Tests.Testing;

/// <summary>
/// WCAG 2.2 AA and good practice as far as axe-core can tell, in both themes, and what it cannot tell (<see cref="Looks"/>).
/// </summary>
internal static class Axe
{
    private const string Run = """
        async options => {
          const result = await axe.run(document, { ...options, resultTypes: ["violations"] });
          return result.violations.map(violation => `${violation.id}: ${violation.nodes.map(node => node.html).join(" | ")}`);
        }
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    private static readonly object AllRules = new
    {
        runOnly = new { type = "tag", values = (string[])["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    /// <summary>Of all rules this one alone sees colours.</summary>
    private static readonly object Contrast = new { runOnly = (string[])["color-contrast"] };

    /// <summary>Fails for any finding: by any rule in the dark theme, by the contrast of colours in the light one.</summary>
    /// <param name="page">The page, as it stands.</param>
    /// <param name="screen">What it shows, for the message.</param>
    public static async Task CheckAsync(IPage page, string screen)
    {
        // Through the debugger: the page's own policy allows no script from elsewhere. Once a document, since it is long.
        if (await page.EvaluateAsync<bool>("() => window.axe === undefined"))
        {
            await page.EvaluateAsync(Script);
        }

        await CheckAsync(page, screen, ColorScheme.Light, Contrast);
        await CheckAsync(page, screen, ColorScheme.Dark, AllRules);
        await Looks.CheckAsync(page, screen);
    }

    private static async Task CheckAsync(IPage page, string screen, ColorScheme scheme, object rules)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        var findings = await page.EvaluateAsync<string[]>(Run, rules);
        Assert.True(findings.Length == 0, $"{screen}, {scheme}: {string.Join(Environment.NewLine, findings)}");
    }
}
