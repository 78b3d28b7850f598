using SocketLab.Core.Filtering;

namespace SocketLab.Web.ViewState.Summaries;

/// <summary>The value that a plot follows, as somebody typed it. Never changes.</summary>
/// <param name="Text">What is typed; empty for nothing.</param>
/// <param name="Value">The number that was read last without an error; null for nothing.</param>
/// <param name="Error">What is wrong with the text; null where nothing is.</param>
public sealed record PlottedValue(string Text, EntryValue? Value, string? Error)
{
    /// <summary>No value.</summary>
    public static PlottedValue None { get; } = new("", null, null);

    /// <summary>Something else is typed. The last value stays while the text is wrong.</summary>
    public PlottedValue With(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return None;
        }

        try
        {
            var value = EntryValue.Parse(text);
            return value.IsNumber ? new(text, value, null) : new(text, Value, $"{value.Name} is no number.");
        }
        catch (FilterException error)
        {
            return new(text, Value, error.Message);
        }
    }
}
