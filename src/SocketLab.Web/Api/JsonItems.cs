using System.Text.Json;

namespace SocketLab.Web.Api;

/// <summary>Counts what is in a file, without reading what it is.</summary>
internal static class JsonItems
{
    /// <summary>
    /// Whether the array that an object has under <paramref name="name"/> has more than <paramref name="most"/> items. What is no such
    /// object has not; what is wrong with it is for its reader to say.
    /// </summary>
    public static bool AreMoreThan(int most, string name, ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            return IsIn(ref reader, name) && reader.TokenType == JsonTokenType.StartArray && IsLonger(ref reader, most);
        }
        catch (JsonException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            // The name of a property is no text.
            return false;
        }
    }

    private static bool IsIn(ref Utf8JsonReader reader, string name)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(name);
            reader.Read();
            if (isIt)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    private static bool IsLonger(ref Utf8JsonReader reader, int most)
    {
        for (var left = most; reader.Read() && reader.TokenType != JsonTokenType.EndArray; left--)
        {
            if (left == 0)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
