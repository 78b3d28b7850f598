using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SocketLab.Web.Tests.Access;

/// <summary>What the tests ask of answers again and again.</summary>
internal static partial class Answers
{
    public static async Task<string?> CodeAsync(this HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal((int)response.StatusCode, problem.RootElement.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.RootElement.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.RootElement.GetProperty("detail").GetString()!);
        return problem.RootElement.GetProperty("code").GetString();
    }

    /// <summary>The whole Set-Cookie line of a cookie whose name begins so, or null.</summary>
    public static string? SetCookie(this HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues("Set-Cookie", out var all)
            ? all.SingleOrDefault(c => c.StartsWith(name, StringComparison.Ordinal))
            : null;

    public static async Task<HttpResponseMessage> GetAsync(this HttpClient client, string url, Action<HttpRequestHeaders> headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        headers(request.Headers);
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    public static Task<HttpResponseMessage> GetPageAsync(this HttpClient client, string url, string? cookie = null) =>
        client.GetAsync(url, headers =>
        {
            headers.Accept.ParseAdd("text/html");
            if (cookie is not null)
                headers.Add("Cookie", cookie);
        });

    /// <summary>Logs in as the console's link does.</summary>
    /// <returns>The cookie as a browser sends it back.</returns>
    public static async Task<string> LogInAsync(this HttpClient client, string token)
    {
        using var response = await client.GetPageAsync($"/login?token={token}");
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return response.SetCookie("SocketLab.Access.")!.Split(';')[0];
    }

    /// <summary>Loads the login page and posts its form, as a person does.</summary>
    public static async Task<HttpResponseMessage> PostFormAsync(
        this HttpClient client,
        string url,
        IEnumerable<KeyValuePair<string, string>> fields,
        string? cookie = null,
        string accept = "text/html",
        string form = "/login"
    )
    {
        using var page = await client.GetPageAsync(form, cookie);
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var sealing = FormToken().Match(html).Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Content = new FormUrlEncodedContent(fields.Append(KeyValuePair.Create("__RequestVerificationToken", sealing)));
        request.Headers.Accept.ParseAdd(accept);
        request.Headers.Add(
            "Cookie",
            string.Join("; ", new[] { page.SetCookie("SocketLab.Form.")?.Split(';')[0], cookie }.OfType<string>())
        );
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Logs out as the button on every page does.</summary>
    public static async Task LogOutAsync(this HttpClient client, string cookie)
    {
        using var answer = await client.PostFormAsync("/logout", [], cookie, form: "/form");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    public static Task<HttpResponseMessage> PostTokenAsync(this HttpClient client, string token, string accept = "text/html") =>
        client.PostFormAsync("/login", [KeyValuePair.Create("token", token)], accept: accept);

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
