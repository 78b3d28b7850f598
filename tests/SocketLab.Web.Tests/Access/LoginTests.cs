using System.Net;
using Microsoft.AspNetCore.Builder;
using SocketLab.Web.Access;

namespace SocketLab.Web.Tests.Access;

/// <summary>The way in for people: page, link, form, cookie, and out again.</summary>
public sealed class LoginTests
{
    [Fact]
    public async Task The_link_sets_the_cookie_and_leads_on_without_the_token()
    {
        await using var host = await AccessHost.StartAsync(AccessHost.BothTokens);
        using var response = await host.Client.GetPageAsync($"/login?token={AccessHost.OperatorToken}&returnUrl=%2Fendpoints%3Fx%3D1");
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/endpoints?x=1", response.Headers.Location!.OriginalString);
        Assert.True(response.Headers.CacheControl!.NoStore);

        var cookie = response.SetCookie("SocketLab.Access.")!;
        var flags = cookie.Split("; ").Skip(1).Order();
        Assert.Equal(["httponly", "path=/", "samesite=strict"], flags);
        Assert.DoesNotContain(AccessHost.OperatorToken, cookie, StringComparison.Ordinal);
        Assert.Equal("operator", await WhoAsync(host, cookie.Split(';')[0]));
    }

    [Fact]
    public async Task Over_https_the_cookies_are_secure()
    {
        await using var host = await AccessHost.StartAsync(new AccessHost.Setup { BeforeAccess = AsHttps }, AccessHost.BothTokens);
        using var page = await host.Client.GetPageAsync("/login");
        Assert.Contains("; secure;", page.SetCookie("SocketLab.Form.")!, StringComparison.Ordinal);
        Assert.Contains("; httponly", page.SetCookie("SocketLab.Form.")!, StringComparison.Ordinal);
        using var login = await host.Client.GetPageAsync($"/login?token={AccessHost.OperatorToken}");
        Assert.Contains("; secure;", login.SetCookie("SocketLab.Access.")!, StringComparison.Ordinal);

        static void AsHttps(WebApplication app) =>
            app.Use(
                (context, next) =>
                {
                    context.Request.Scheme = "https";
                    return next();
                }
            );
    }

    [Theory]
    [InlineData(AccessHost.OperatorToken, "operator")]
    [InlineData(AccessHost.ViewerToken, "viewer")]
    [InlineData("  " + AccessHost.ViewerToken + "\r\n", "viewer")]
    public async Task The_form_logs_in(string token, string role)
    {
        await using var host = await AccessHost.StartAsync(AccessHost.BothTokens);
        using var response = await host.Client.PostFormAsync("/login", [new("token", token), new("returnUrl", "/endpoints")]);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/endpoints", response.Headers.Location!.OriginalString);
        Assert.Equal(role, await WhoAsync(host, response.SetCookie("SocketLab.Access.")!.Split(';')[0]));
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("")]
    [InlineData("<script>alert(1)</script>")]
    public async Task A_wrong_token_gets_the_page_again(string token)
    {
        await using var host = await AccessHost.StartAsync(AccessHost.BothTokens);
        using var posted = await host.Client.PostFormAsync("/login", [new("token", token), new("returnUrl", "/a?b=\"><i>")]);
        using var linked = await host.Client.GetPageAsync($"/login?token={Uri.EscapeDataString(token)}&returnUrl=%2Fa%3Fb%3D%22%3E%3Ci%3E");
        foreach (var response in new[] { posted, linked })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Null(response.SetCookie("SocketLab.Access."));
            var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Contains("This is not the token.", html, StringComparison.Ordinal);
            Assert.Contains("aria-invalid=\"true\"", html, StringComparison.Ordinal);
            // What came with the request is text, and the token does not come back at all.
            Assert.Contains("value=\"/a?b=&quot;&gt;&lt;i&gt;\"", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
            Assert.DoesNotContain("alert(1)", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_form_of_nobody_is_refused()
    {
        await using var host = await AccessHost.StartAsync(AccessHost.BothTokens);
        using var form = new FormUrlEncodedContent([new("token", AccessHost.OperatorToken)]);
        using var response = await host.Client.PostAsync("/login", form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("invalidRequest", await response.CodeAsync());
        Assert.Null(response.SetCookie("SocketLab.Access."));
    }

    [Fact]
    public async Task Json_is_no_form()
    {
        await using var host = await AccessHost.StartAsync(AccessHost.BothTokens);
        using var json = new StringContent($"{{\"token\":\"{AccessHost.OperatorToken}\"}}", null, "application/json");
        using var response = await host.Client.PostAsync("/login", json, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("unsupportedMediaType", await response.CodeAsync());
    }

    [Fact]
    public async Task A_viewer_may_become_operator_and_an_operator_is_led_on()
    {
        await using var host = await AccessHost.StartAsync(AccessHost.BothTokens);
        var viewer = await host.Client.LogInAsync(AccessHost.ViewerToken);
        using var page = await host.Client.GetPageAsync("/login", viewer);
        Assert.Contains(
            "as a viewer",
            await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        using var login = await host.Client.PostFormAsync("/login", [new("token", AccessHost.OperatorToken)], viewer);
        var cookie = login.SetCookie("SocketLab.Access.")!.Split(';')[0];
        Assert.Equal("operator", await WhoAsync(host, cookie));
        using var again = await host.Client.GetPageAsync("/login?returnUrl=/x", cookie);
        Assert.Equal("/x", again.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Logout_takes_the_cookie_back_and_needs_a_form_of_ours()
    {
        await using var host = await AccessHost.StartAsync(AccessHost.BothTokens);
        var cookie = await host.Client.LogInAsync(AccessHost.ViewerToken);
        using var empty = new FormUrlEncodedContent([]);
        using var foreign = await host.Client.PostAsync("/logout", empty, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, foreign.StatusCode);
        using var response = await host.Client.PostFormAsync("/logout", [], cookie);
        Assert.Equal("/login", response.Headers.Location!.OriginalString);
        Assert.StartsWith(
            $"{cookie.Split('=')[0]}=; expires=Thu, 01 Jan 1970",
            response.SetCookie("SocketLab.Access."),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_page_is_whole_without_a_script()
    {
        await using var host = await AccessHost.StartAsync(AccessHost.BothTokens);
        using var response = await host.Client.GetPageAsync("/login");
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("<!doctype html>", html, StringComparison.Ordinal);
        Assert.EndsWith("</html>", html.TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--Blazor", html, StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("blazor-enhanced-nav"));
    }

    [Theory]
    [InlineData("/", "/")]
    [InlineData("/endpoints/1?a=b&c=%20#x", "/endpoints/1?a=b&c=%20#x")]
    [InlineData("/loginx", "/loginx")]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("endpoints", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("///evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("\\\\evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("/x\r\nSet-Cookie: a=b", "/")]
    [InlineData("http://evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("~/x", "/")]
    [InlineData("~//evil.example", "/")]
    [InlineData(" /x", "/")]
    [InlineData("/\u00e4", "/")]
    [InlineData("/login", "/")]
    [InlineData("/LOGIN?returnUrl=/login", "/")]
    [InlineData("/logout", "/")]
    public void Only_local_pages_are_led_back_to(string? url, string expected) => Assert.Equal(expected, ReturnUrl.Local(url));

    private static async Task<string> WhoAsync(AccessHost host, string cookie)
    {
        using var response = await host.Client.GetPageAsync("/who", cookie);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
