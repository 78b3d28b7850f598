using SocketLab.Core.Filtering;

namespace SocketLab.Web.ViewState.Summaries;

/// <summary>A filter, or a value, as somebody writes it. Never changes.</summary>
/// <typeparam name="T">What is read out of it.</typeparam>
/// <param name="Text">What is written.</param>
/// <param name="Value">What was read last without an error; null for nothing.</param>
/// <param name="Error">What is wrong with the text; null where nothing is.</param>
public sealed record Written<T>(string Text, T? Value, string? Error)
    where T : class
{
    /// <summary>Something else is written. The last value stays while the text is wrong.</summary>
    /// <param name="text">What is written now.</param>
    /// <param name="parse">Reads it.</param>
    /// <param name="whyNot">Says of what was read why it cannot be used; null where it can.</param>
    public Written<T> With(string text, Func<string, T> parse, Func<T, string?>? whyNot = null)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new("", null, null);
        }

        try
        {
            var value = parse(text);
            return whyNot?.Invoke(value) is { } wrong ? new(text, Value, wrong) : new(text, value, null);
        }
        catch (FilterException error)
        {
            return new(text, Value, error.Message);
        }
    }
}
