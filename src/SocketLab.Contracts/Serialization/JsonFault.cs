using System.Globalization;
using System.Text.Json;

namespace SocketLab.Contracts.Serialization;

/// <summary>Explains unreadable JSON to whoever wrote it; the parser's own words are for whoever programs the parser.</summary>
public static class JsonFault
{
    private static readonly (string Sign, string Meaning)[] Meanings =
    [
        ("does not contain any JSON", "there is nothing here."),
        ("depth to be zero", "an object or array is not closed."),
        ("trailing comma", "a comma stands before the end of an object or array."),
        ("maximum configured depth", "this is nested too deeply."),
        ("end of string", "a string is not closed."),
        ("Duplicate", "a property stands here twice."),
        ("UTF-8", "this is not UTF-8."),
        ("UTF-16", "a string holds half a character (a lone surrogate)."),
        ("reached end of data", "it ends too early."),
        ("single JSON", "something follows the end of the value."),
    ];

    /// <summary>Where and what, in one line.</summary>
    public static string Explain(JsonException error)
    {
        var meaning = Array.Find(Meanings, known => error.Message.Contains(known.Sign, StringComparison.OrdinalIgnoreCase)).Meaning
            ?? Own(error.Message);
        return error.LineNumber is { } line && error.BytePositionInLine is { } bytes
            ? string.Create(CultureInfo.InvariantCulture, $"This cannot be read as JSON: line {line + 1}, column {bytes + 1}: {meaning}")
            : $"This cannot be read as JSON: {meaning}";
    }

    /// <summary>What is wrong with a string that is no text, in one line.</summary>
    public static string ExplainText(InvalidOperationException error) =>
        error.Message.Contains("UTF-8", StringComparison.Ordinal)
            ? "A string is not UTF-8."
            : "A string holds half a character (a lone surrogate).";

    /// <summary>What the parser says, without its coordinates. They begin behind the sentence.</summary>
    private static string Own(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end > 0 && !message.Contains("isFinalBlock", StringComparison.Ordinal)
            ? message[..end]
            : "something else was expected here.";
    }
}
