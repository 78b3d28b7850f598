using MudBlazor;

namespace SocketLab.Web.Components.Layout;

/// <summary>
/// MudBlazor in the product's type and shape. Its colours come from <c>css/theme.css</c>, where dark and light are designed together.
/// </summary>
internal static class SocketLabTheme
{
    private static readonly string[] UiFont = ["Inter Variable", "Inter", "system-ui", "sans-serif"];

    public static MudTheme Instance { get; } =
        new()
        {
            Typography = new()
            {
                Default = new DefaultTypography
                {
                    FontFamily = UiFont,
                    FontSize = "13px",
                    LineHeight = "1.45",
                    LetterSpacing = "normal",
                },
                Button = new ButtonTypography
                {
                    FontFamily = UiFont,
                    FontSize = "13px",
                    LetterSpacing = "normal",
                    TextTransform = "none",
                },
                H6 = new H6Typography
                {
                    FontFamily = UiFont,
                    FontSize = "16px",
                    FontWeight = "600",
                    LetterSpacing = "normal",
                },
                Body1 = new Body1Typography
                {
                    FontFamily = UiFont,
                    FontSize = "13px",
                    LetterSpacing = "normal",
                },
                Body2 = new Body2Typography
                {
                    FontFamily = UiFont,
                    FontSize = "13px",
                    LetterSpacing = "normal",
                },
                Caption = new CaptionTypography
                {
                    FontFamily = UiFont,
                    FontSize = "12px",
                    LetterSpacing = "normal",
                },
            },
            LayoutProperties = new() { DefaultBorderRadius = "6px" },
        };
}
