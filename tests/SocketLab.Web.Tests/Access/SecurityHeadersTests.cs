using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using SocketLab.Web.Access;

namespace SocketLab.Web.Tests.Access;

public sealed class SecurityHeadersTests
{
    [Theory]
    [InlineData("/", 200)]
    [InlineData("/login", 200)]
    [InlineData("/login?token=wrong", 401)]
    [InlineData("/blazor", 200)]
    [InlineData("/fails", 500)]
    [InlineData("/nowhere", 404)]
    public async Task On_every_answer(string path, int status)
    {
        await using var host = await AccessHost.StartAsync(
            new AccessHost.Setup
            {
                BeforeAccess = app => app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = _ => Task.CompletedTask }),
                Endpoints = app =>
                {
                    app.MapGet("/fails", string () => throw new InvalidOperationException("as it should"));
                    // As MapRazorComponents does it for itself.
                    app.MapGet("/blazor", (HttpContext context) =>
                    {
                        context.Response.Headers.Append("Content-Security-Policy", "frame-ancestors 'self'");
                    });
                },
            },
            [.. AccessHost.BothTokens]
        );
        var cookie = path.StartsWith("/login", StringComparison.Ordinal) ? null : await host.Client.LogInAsync(AccessHost.OperatorToken);
        using var response = await host.Client.GetPageAsync(path, cookie);
        Assert.Equal(status, (int)response.StatusCode);
        AssertHeaders(response, SecurityHeaders.ContentSecurityPolicy);
    }

    [Fact]
    public async Task On_refusals_too()
    {
        await using var host = await AccessHost.StartAsync(AccessHost.BothTokens);
        using var hostRefused = await host.Client.GetAsync("/", h => h.Host = "evil.example");
        using var tokenRequired = await host.Client.GetAsync("/api/things", TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/things") { Headers = { { "Origin", "null" } } };
        using var originRefused = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal([400, 401, 403], new[] { hostRefused, tokenRequired, originRefused }.Select(r => (int)r.StatusCode));
        AssertHeaders(hostRefused, SecurityHeaders.ContentSecurityPolicy);
        AssertHeaders(tokenRequired, SecurityHeaders.ContentSecurityPolicy);
        AssertHeaders(originRefused, SecurityHeaders.ContentSecurityPolicy);
    }

    [Fact]
    public async Task An_endpoint_may_have_another_policy()
    {
        await using var host = await AccessHost.StartAsync(
            new AccessHost.Setup { Endpoints = app => app.MapGet("/special", [ContentSecurityPolicy("default-src 'none'")] () => "x") }
        );
        using var response = await host.Client.GetPageAsync("/special");
        AssertHeaders(response, "default-src 'none'");
    }

    private static void AssertHeaders(HttpResponseMessage response, string policy)
    {
        Assert.Equal(policy, Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Resource-Policy")));
    }
}
