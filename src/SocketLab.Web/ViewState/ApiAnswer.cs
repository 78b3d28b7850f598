using System.Globalization;
using System.Text.Json;

namespace SocketLab.Web.ViewState;

/// <summary>What the API answered to a file that the browser posted by itself.</summary>
/// <param name="Status">The HTTP status; 0 when there was no answer.</param>
/// <param name="Body">What came with it.</param>
/// <param name="Cancelled">Whether the person gave up.</param>
public sealed record ApiAnswer(int Status, string Body, bool Cancelled)
{
    /// <summary>Whether it was done.</summary>
    public bool IsOk => Status is 200 or 201;

    /// <summary>Why it was refused: the problem's title (RFC 9457), or the status.</summary>
    public string Refusal =>
        this["title"]
        ?? (
            Status == 0 ? "The connection to SocketLab broke off." : $"The server answered {Status.ToString(CultureInfo.InvariantCulture)}."
        );

    /// <summary>What is wrong with the parts of the request, in sentences; the refusal itself where it names none.</summary>
    public string Explanation
    {
        get
        {
            try
            {
                return
                    this["errors"] is { } errors && JsonSerializer.Deserialize<Dictionary<string, string[]>>(errors) is { Count: > 0 } parts
                    ? string.Join(' ', parts.Values.SelectMany(part => part))
                    : Refusal;
            }
            catch (JsonException)
            {
                return Refusal;
            }
        }
    }

    /// <summary>A property of the answer as text; null when it has none of that name.</summary>
    public string? this[string property]
    {
        get
        {
            try
            {
                using var document = JsonDocument.Parse(Body);
                return
                    document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(property, out var value)
                    ? value.ToString()
                    : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}
