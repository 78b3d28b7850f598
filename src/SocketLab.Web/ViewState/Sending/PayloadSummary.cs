using SocketLab.Core.Payloads;

namespace SocketLab.Web.ViewState.Sending;

/// <summary>A payload in a list: its beginning in one line, and how it is read.</summary>
public static class PayloadSummary
{
    private const int Characters = 80;

    /// <summary>The beginning of what was written, with nothing hidden in it.</summary>
    public static string Text(PayloadText payload) =>
        payload.Data.Length == 0
            ? "(empty)"
            : VisibleText.Reveal(payload.Data[..Math.Min(Characters, payload.Data.Length)]).ReplaceLineEndings("⏎")
                + (payload.Data.Length > Characters ? "…" : "");

    /// <summary>What differs from plain UTF-8 text.</summary>
    public static string How(PayloadText payload) =>
        string.Join(
            ' ',
            new[]
            {
                payload.Format switch
                {
                    PayloadFormat.Hex => "hex",
                    PayloadFormat.Base64 => "base64",
                    _ => "",
                },
                payload.Format == PayloadFormat.Text && payload.Encoding != PayloadEncoding.Utf8 ? payload.Encoding.Name() : "",
                payload.LineEnding == LineEnding.None ? "" : $"+ {payload.LineEnding.ToString().ToUpperInvariant()}",
                payload.Template ? "{{…}}" : "",
            }.Where(word => word.Length > 0)
        );
}
