using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Testing;

namespace SocketLab.Web.Tests.Access;

/// <summary>That the program itself uses the checks, and that its login page has all that it needs.</summary>
public sealed partial class ProgramTests
{
    [Fact]
    public async Task The_login_page_gets_its_style_and_fonts_before_anybody_is_in()
    {
        using var data = new TempFolder();
        await using var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
            builder
                .UseSetting("SocketLab:DataDirectory", data.Path)
                .UseSetting("SocketLab:Access:Mode", "token")
                .UseSetting("SocketLab:Access:OperatorToken", AccessHost.OperatorToken)
        );
        using var client = factory.CreateClient(new() { AllowAutoRedirect = false });

        var html = await client.GetStringAsync("/login", TestContext.Current.CancellationToken);
        var links = Links().Matches(html).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(3, links.Count);
        foreach (var link in links.Append("/fonts/inter-latin-wght-normal.woff2"))
        {
            Assert.NotEmpty(await client.GetByteArrayAsync(link, TestContext.Current.CancellationToken));
        }
        using var page = await client.GetPageAsync("/");
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        using var api = await client.GetAsync("/api/endpoints", TestContext.Current.CancellationToken);
        Assert.Equal("tokenRequired", await api.CodeAsync());
        Assert.Equal("Healthy", await client.GetStringAsync("/healthz", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_foreign_host_gets_nothing()
    {
        using var data = new TempFolder();
        await using var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(b =>
            b.UseSetting("SocketLab:DataDirectory", data.Path)
        );
        using var client = factory.CreateClient();
        using var response = await client.GetAsync("/healthz", h => h.Host = "evil.example");
        Assert.Equal("invalidRequest", await response.CodeAsync());
    }

    [GeneratedRegex("<link [^>]*href=\"([^\"]+)\"")]
    private static partial Regex Links();
}
