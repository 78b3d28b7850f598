using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace SocketLab.Testing;

/// <summary>
/// A client that creates, changes and deletes without a pause, and remembers what the server has answered: whatever happens to the server,
/// that must be there afterwards. What it was asking for at that moment may be there or not.
/// </summary>
/// <param name="collection">What it saves: <c>payloads</c> or <c>endpoints</c>.</param>
/// <param name="seed">Decides what it does.</param>
internal sealed class SavingClient(string collection, int seed)
{
    private const int Most = 40;

    private readonly Random _random = new(seed);
    private readonly Dictionary<string, string> _names = [];
    private (string Id, string? Name)? _asking;
    private string? _creating;
    private int _number;

    /// <summary>How many saves were answered.</summary>
    public int Answered { get; private set; }

    /// <summary>Saves until the server is gone.</summary>
    /// <exception cref="InvalidOperationException">The server refused, which it has no reason to.</exception>
    public async Task RunAsync(HttpClient http)
    {
        try
        {
            while (true)
            {
                await SaveAsync(http);
                Answered++;
            }
        }
        catch (HttpRequestException error) when (error.StatusCode is null)
        {
            // It was killed.
        }
        catch (IOException)
        {
            // In the middle of an answer.
        }
    }

    /// <summary>Compares with what a server has.</summary>
    /// <returns>What is lost, or is not what was saved; empty when all is there.</returns>
    public async Task<IReadOnlyList<string>> CheckAsync(HttpClient http)
    {
        var list = await http.GetFromJsonAsync<JsonElement>($"/api/{collection}");
        var there = list.GetProperty(collection)
            .EnumerateArray()
            .ToDictionary(one => one.GetProperty("id").GetString()!, one => one.GetProperty("name").GetString()!);
        if (_asking is { } asked && there.GetValueOrDefault(asked.Id) == asked.Name)
        {
            Remember(asked.Id, asked.Name);
        }
        else if (_creating is not null && there.FirstOrDefault(one => one.Value == _creating).Key is { } created)
        {
            Remember(created, _creating);
        }

        (_asking, _creating) = (null, null);
        var lost = _names
            .Where(saved => there.GetValueOrDefault(saved.Key) != saved.Value)
            .Select(saved => $"{saved.Key} was saved as {saved.Value} and is {there.GetValueOrDefault(saved.Key) ?? "gone"}");
        var back = there
            .Where(one => one.Value.StartsWith($"{Own} ", StringComparison.Ordinal) && !_names.ContainsKey(one.Key))
            .Select(one => $"{one.Key}, {one.Value}, was deleted and is there");
        return [.. lost, .. back];
    }

    private async Task SaveAsync(HttpClient http)
    {
        var choice = _random.Next(10);
        if (_names.Count == 0 || (choice < 5 && _names.Count < Most))
        {
            var name = NewName();
            _creating = name;
            using var created = await http.PostAsJsonAsync($"/api/{collection}", New(name));
            var body = await Answer(created, HttpStatusCode.Created).Content.ReadFromJsonAsync<JsonElement>();
            Remember(body.GetProperty("id").GetString()!, name);
            _creating = null;
            return;
        }

        var id = _names.Keys.ElementAt(_random.Next(_names.Count));
        if (choice < 8 && _names.Count < Most)
        {
            var name = NewName();
            _asking = (id, name);
            using var changed = await http.PatchAsJsonAsync($"/api/{collection}/{id}", new { name });
            Answer(changed, HttpStatusCode.OK);
            Remember(id, name);
        }
        else
        {
            _asking = (id, null);
            using var deleted = await http.DeleteAsync(new Uri($"/api/{collection}/{id}", UriKind.Relative));
            Answer(deleted, HttpStatusCode.NoContent);
            Remember(id, name: null);
        }

        _asking = null;
    }

    private object New(string name) =>
        collection == "endpoints" ? new { kind = "udpListener", name } : new { name, data = new string('x', _random.Next(5_000)) };

    private string Own => $"{collection} {seed}";

    private string NewName() => $"{Own} {++_number}";

    private void Remember(string id, string? name)
    {
        if (name is null)
        {
            _names.Remove(id);
        }
        else
        {
            _names[id] = name;
        }
    }

    private static HttpResponseMessage Answer(HttpResponseMessage answer, HttpStatusCode expected) =>
        answer.StatusCode == expected
            ? answer
            : throw new InvalidOperationException(
                $"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri}: {answer.StatusCode}"
            );
}
