using System.Net.Http.Json;
using System.Text.Json;

namespace SocketLab.Testing;

/// <summary>Empties the workspace of a running server, so that the next test finds what it would find in a new one.</summary>
internal static class EmptyWorkspace
{
    /// <summary>
    /// Deletes recordings, endpoints with their journals and jobs, saved payloads and filters, what was sent last, and certificates.
    /// </summary>
    /// <param name="http">A client that may change things.</param>
    public static async Task MakeAsync(HttpClient http)
    {
        foreach (var collection in (string[])["recordings", "endpoints", "payloads", "filters", "certificates"])
        {
            var list = await http.GetFromJsonAsync<JsonElement>($"/api/{collection}");
            foreach (var item in list.GetProperty(collection).EnumerateArray())
            {
                await DeleteAsync(http, $"/api/{collection}/{item.GetProperty("id").GetString()}");
            }
        }

        await DeleteAsync(http, "/api/payloads/history");
    }

    private static async Task DeleteAsync(HttpClient http, string path)
    {
        using var answer = await http.DeleteAsync(new Uri(path, UriKind.Relative));
        answer.EnsureSuccessStatusCode();
    }
}
