using System.Text.Json.Nodes;

namespace SocketLab.Web.Workspace;

/// <summary>
/// What stored JSON says beyond what this version knows: a newer version has written it, and shall find it again after this one has saved.
/// </summary>
internal static class UnknownProperties
{
    /// <summary>JSON paths of all of it.</summary>
    /// <param name="stored">What is stored.</param>
    /// <param name="known">The same as this version read it and would write it.</param>
    public static IReadOnlyList<string> List(JsonObject stored, JsonObject known)
    {
        var paths = new List<string>();
        Add(stored, known, "$");
        return paths;

        void Add(JsonNode? from, JsonNode? to, string path)
        {
            if (from is JsonObject json)
            {
                foreach (var (name, value) in json)
                {
                    if (to is JsonObject other && other.TryGetPropertyValue(name, out var same))
                    {
                        Add(value, same, $"{path}.{name}");
                    }
                    else
                    {
                        paths.Add($"{path}.{name}");
                    }
                }
            }
            else if (from is JsonArray list && to is JsonArray others)
            {
                for (var i = 0; i < Math.Min(list.Count, others.Count); i++)
                {
                    Add(list[i], others[i], $"{path}[{i}]");
                }
            }
        }
    }

    /// <summary>Adds it to what is about to be written.</summary>
    /// <param name="stored">What is stored.</param>
    /// <param name="known">The same as this version read it and would write it.</param>
    /// <param name="written">What is about to be written, with every property that this version knows.</param>
    public static void Keep(JsonNode? stored, JsonNode? known, JsonNode? written)
    {
        if (stored is JsonObject before && written is JsonObject after)
        {
            foreach (var (name, value) in before)
            {
                if (after.TryGetPropertyValue(name, out var now))
                {
                    Keep(value, (known as JsonObject)?[name], now);
                }
                else
                {
                    after[name] = value?.DeepClone();
                }
            }
        }
        else if (stored is JsonArray list && known is JsonArray knownItems && written is JsonArray items)
        {
            KeepItems(list, knownItems, items);
        }
    }

    /// <summary>An item keeps its own wherever it is moved; one that was changed is another one.</summary>
    private static void KeepItems(JsonArray stored, JsonArray known, JsonArray written)
    {
        var left = Enumerable.Range(0, Math.Min(stored.Count, known.Count)).ToList();
        foreach (var item in written)
        {
            var place = left.FindIndex(i => JsonNode.DeepEquals(known[i], item));
            if (place >= 0)
            {
                Keep(stored[left[place]], known[left[place]], item);
                left.RemoveAt(place);
            }
        }
    }
}
