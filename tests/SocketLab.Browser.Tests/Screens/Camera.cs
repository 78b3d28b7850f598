using System.Globalization;
using Microsoft.Playwright;

namespace SocketLab.Browser.Tests.Screens;

/// <summary>Photographs what a page shows in every size and both themes, and lays the pictures of a screen out on a sheet.</summary>
/// <remarks>
/// <c>SOCKETLAB_SHOTS</c> says where to (default: a folder in the temporary one), <c>SOCKETLAB_SHOTS_ONLY</c> which screens: a part of
/// their name.
/// </remarks>
internal sealed class Camera(IPage page)
{
    private static readonly (int Width, int Height)[] Sizes = [(390, 844), (720, 1024), (1024, 768), (1440, 900), (2560, 1440)];

    private static readonly ColorScheme[] Themes = [ColorScheme.Dark, ColorScheme.Light];

    /// <summary>Below this width the panes are tabs.</summary>
    private const int Phone = 900;

    private static string Folder { get; } =
        Environment.GetEnvironmentVariable("SOCKETLAB_SHOTS") ?? Path.Combine(Path.GetTempPath(), "socketlab-shots");

    private static string Only { get; } = Environment.GetEnvironmentVariable("SOCKETLAB_SHOTS_ONLY") ?? "";

    /// <summary>Photographs the page as it stands, in every size, in both themes.</summary>
    /// <param name="screen">The screen's name, which the files get.</param>
    /// <param name="tab">The tab that a narrow screen is to show; null to leave it.</param>
    public async Task ShootAsync(string screen, string? tab = "Feed")
    {
        if (!screen.Contains(Only, StringComparison.Ordinal))
        {
            return;
        }

        Directory.CreateDirectory(Folder);
        foreach (var theme in Themes)
        {
            await page.EmulateMediaAsync(new() { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce });
            foreach (var (width, height) in Sizes)
            {
                await SizeAsync(width, height, tab);
                await SaveAsync(string.Create(CultureInfo.InvariantCulture, $"{screen}-{theme}-{width}"));
            }
        }

        await SheetAsync(screen);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.SetViewportSizeAsync(1440, 900);
    }

    /// <summary>
    /// Photographs the page with colours forced by the system, at 200 % zoom, and with the spacing of text that WCAG 1.4.12 asks for.
    /// </summary>
    /// <param name="screen">The screen's name, which the files get.</param>
    /// <param name="tab">The tab that a narrow screen is to show; null to leave it.</param>
    public async Task ShootHardAsync(string screen, string? tab = "Feed")
    {
        if (!screen.Contains(Only, StringComparison.Ordinal))
        {
            return;
        }

        Directory.CreateDirectory(Folder);
        await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active, ColorScheme = ColorScheme.Dark });
        await SaveAsync($"{screen}-forced");
        await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.None });
        await SizeAsync(720, 450, tab);
        await SaveAsync($"{screen}-zoomed");
        await page.SetViewportSizeAsync(1440, 900);
        await page.EvaluateAsync(
            """
            () => {
              const sheet = new CSSStyleSheet();
              sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
                p { margin-bottom: 2em !important; }`);
              document.adoptedStyleSheets = [sheet];
            }
            """
        );
        await SaveAsync($"{screen}-spaced");
        await page.EvaluateAsync("() => { document.adoptedStyleSheets = []; }");
    }

    private async Task SizeAsync(int width, int height, string? tab)
    {
        await page.SetViewportSizeAsync(width, height);
        if (width <= Phone && tab is not null)
        {
            await page.Locator("nav.phone").GetByText(tab, new() { Exact = true }).ClickAsync();
        }
    }

    /// <summary>Rows for another size are a round trip away, and nothing says that they have all come.</summary>
    private async Task SaveAsync(string name)
    {
        await page.WaitForTimeoutAsync(250);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png".ToLowerInvariant()) });
    }

    /// <summary>All pictures of a screen on one.</summary>
    private async Task SheetAsync(string screen)
    {
        var images = Themes.SelectMany(theme =>
            Sizes.Select(size => $"{screen}-{theme}-{size.Width}.png".ToLowerInvariant()).Select(file => $"<img src='{file}'>")
        );
        var html = Path.Combine(Folder, $"sheet-{screen}.html");
        await File.WriteAllTextAsync(
            html,
            $"<title>{screen}</title><style>body{{margin:8px;width:2500px;background:#777;display:flex;flex-wrap:wrap;gap:8px}}"
                + $"img{{height:420px}}</style>{string.Concat(images)}"
        );
        await using var context = await page.Context.Browser!.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = 2516, Height = 872 },
            }
        );
        var sheet = await context.NewPageAsync();
        await sheet.GotoAsync(new Uri(html).AbsoluteUri);
        await sheet.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"sheet-{screen}.png") });
    }
}
