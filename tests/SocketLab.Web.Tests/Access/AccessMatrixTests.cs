using System.Net;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SocketLab.Core.Definitions;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Access;

/// <summary>Every address of the whole server with every kind of wrong credentials: refused, and nothing has changed.</summary>
public sealed class AccessMatrixTests
{
    private const string Operator = "operator-0123456789";
    private const string Viewer = "viewer-0123456789";

    /// <summary>Headers and queries that look like a right. Each is a header, or a query where it begins with a question mark.</summary>
    private static readonly string[] Wrong =
    [
        "X: nothing",
        "Authorization: Bearer",
        "Authorization: Bearer ",
        "Authorization: Bearer operator",
        "Authorization: Bearer wrong-0123456789",
        $"Authorization: Bearer {Operator}x",
        $"Authorization: Bearer {Operator[..^1]}",
        $"Authorization: Bearer {Operator.ToUpperInvariant()}",
        $"Authorization: Bearer \"{Operator}\"",
        $"Authorization: Bearer {Operator} {Viewer}",
        $"Authorization: Bearer {Operator},{Viewer}",
        $"Authorization: Bearer\t{Operator}",
        $"Authorization: Bearer={Operator}",
        $"Authorization: Bearer:{Operator}",
        $"Authorization: {Operator}",
        $"Authorization: Token {Operator}",
        "Authorization: Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes($"operator:{Operator}")),
        "Authorization: Bearer " + Convert.ToBase64String(Encoding.ASCII.GetBytes(Operator)),
        "Authorization: Bearer eyJhbGciOiJub25lIn0.eyJyb2xlIjoib3BlcmF0b3IifQ.",
        $"Proxy-Authorization: Bearer {Operator}",
        $"X-Api-Key: {Operator}",
        "X-Forwarded-User: operator",
        $"Cookie: token={Operator}",
        $"Cookie: SocketLab.Access={Operator}",
        $"Cookie: SocketLab.Access.00000000={Operator}",
        $"Cookie: .AspNetCore.Cookies={Operator}",
        $"?access_token={Operator}",
        $"?token={Operator}",
        "?role=operator",
    ];

    [Fact]
    public async Task Wrong_credentials_change_nothing_anywhere()
    {
        await using var lab = new WebLab(
            null,
            ("SocketLab:Access:Mode", "token"),
            ("SocketLab:Access:OperatorToken", Operator),
            ("SocketLab:Access:ViewerToken", Viewer)
        );
        var endpoint = await lab.Supervisor.CreateAsync(new() { Kind = EndpointKind.UdpListener }, start: true, WebLab.Soon());
        var before = (endpoint.State, endpoint.Version, endpoint.Journal.Ledger);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        client.BaseAddress = lab.Http.BaseAddress;
        var cookie = (await client.LogInAsync(Operator)).Split('=')[0];
        var asked = 0;
        foreach (var (method, path) in Routes(lab).Distinct())
        {
            var address = path.Replace("{id}", endpoint.Id, StringComparison.Ordinal);
            foreach (var credentials in Wrong.Append($"Cookie: {cookie}=CfDJ8AAAA"))
            {
                using var request = new HttpRequestMessage(new(method), credentials[0] == '?' ? address + credentials : address);
                if (credentials[0] != '?')
                    request.Headers.TryAddWithoutValidation(credentials.Split(": ")[0], credentials.Split(": ")[1]);
                if (method is not ("GET" or "HEAD"))
                    request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
                using var answer = await client.SendAsync(request, WebLab.Soon());
                asked++;
                Assert.True(
                    answer.StatusCode == HttpStatusCode.Unauthorized,
                    $"{method} {address} with {credentials}: {answer.StatusCode}"
                );
            }
        }

        Assert.InRange(asked, 1500, int.MaxValue);
        Assert.Same(endpoint, Assert.Single(lab.Supervisor.List()));
        Assert.Equal(before, (endpoint.State, endpoint.Version, endpoint.Journal.Ledger));
    }

    /// <summary>All that the server answers, but for what is for everybody: the login, the health check and the pages' files.</summary>
    private static IEnumerable<(string Method, string Path)> Routes(WebLab lab) =>
        from endpoint in lab.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
        let path = "/" + endpoint.RoutePattern.RawText!.Trim('/')
        where !path.Contains("**", StringComparison.Ordinal) && !path.Contains("{*", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"]
        where method != "CONNECT"
        select (method, path.Replace("{Id}", "{id}", StringComparison.Ordinal));
}
