using System.Text.Json;
using SocketLab.Contracts.Serialization;

namespace SocketLab.Web.Api;

/// <summary>Counts what is in a file, without reading what it is.</summary>
internal static class JsonItems
{
    /// <summary>
    /// Whether the array that an object has under <paramref name="name"/> has more than <paramref name="most"/> items. Of what is no such
    /// object, or of more parts than a request has, nothing is said: what is wrong with it is for its reader to say.
    /// </summary>
    public static bool AreMoreThan(int most, string name, ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            var (isThere, items) = (false, 0);
            for (var left = ContractReader.MostParts; left > 0 && reader.Read(); left--)
            {
                switch (reader.CurrentDepth, reader.TokenType)
                {
                    case (1, JsonTokenType.PropertyName):
                        isThere = reader.ValueTextEquals(name);
                        break;
                    case (1, JsonTokenType.StartObject):
                        isThere = false;
                        break;
                    case (2, not (JsonTokenType.EndArray or JsonTokenType.EndObject)) when isThere && ++items > most:
                        return true;
                }
            }

            return false;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // It is no JSON, or a name in it no text.
            return false;
        }
    }
}
