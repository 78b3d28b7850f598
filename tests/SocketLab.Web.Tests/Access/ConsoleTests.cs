using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SocketLab.Web.Access;

namespace SocketLab.Web.Tests.Access;

/// <summary>What the console shows and the log does not.</summary>
public sealed partial class ConsoleTests
{
    public static string TokenIn(string console) => Token().Match(console).Groups[1].Value;

    [Fact]
    public async Task A_random_token_is_on_the_console_and_nowhere_else()
    {
        await using var host = await AccessHost.StartAsync(("Mode", "token"));
        var link = Link().Match(host.Console.ToString()).Value;
        Assert.StartsWith($"{host.Address.ToString().TrimEnd('/')}/login?token=", link, StringComparison.Ordinal);
        var token = TokenIn(link);
        Assert.Equal(43, token.Length);

        using var login = await host.Client.GetPageAsync(link);
        Assert.Equal(HttpStatusCode.Redirect, login.StatusCode);
        using var bearer = await host.Client.GetAsync("/api/things", h => h.Authorization = new("Bearer", token));
        Assert.Equal(HttpStatusCode.OK, bearer.StatusCode);
        // The framework logs URLs at level Information: Program.cs silences it. Nothing of ours may say the token at any level.
        Assert.DoesNotContain(host.Log.Lines, l =>
            l.Text.Contains(token, StringComparison.Ordinal) && !l.Text.StartsWith("Request ", StringComparison.Ordinal)
        );
        Assert.Contains(host.Log.Lines, l => l.Event.Id == 3001);
    }

    [Fact]
    public async Task Every_start_makes_another()
    {
        await using var one = await AccessHost.StartAsync(("Mode", "token"));
        await using var two = await AccessHost.StartAsync(("Mode", "token"), ("OperatorToken", ""));
        Assert.NotEqual(TokenIn(one.Console.ToString()), TokenIn(two.Console.ToString()));
    }

    [Fact]
    public async Task A_token_of_the_settings_is_shown_nowhere()
    {
        await using var host = await AccessHost.StartAsync(AccessHost.BothTokens);
        Assert.Contains($"{host.Address}login", host.Console.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("token=", host.Console.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(AccessHost.OperatorToken, host.Console.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(host.Log.Lines, l => l.Text.Contains(AccessHost.OperatorToken, StringComparison.Ordinal));
    }

    [Fact]
    public void By_default_it_is_standard_output()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.AddAccess(TempFolder.Shared);
        using var services = builder.Services.BuildServiceProvider();
        Assert.Same(Console.Out, services.GetRequiredService<AccessConsole>().Out);
    }

    [Fact]
    public async Task Open_to_the_network_is_a_warning()
    {
        await using var host = await AccessHost.StartAsync(new AccessHost.Setup { Urls = ["http://0.0.0.0:0"] }, ("Mode", "open"));
        Assert.Contains(host.Log.Lines, l => l.Event.Id == 3002);
        Assert.Empty(host.Console.ToString());
    }

    [GeneratedRegex("token=([A-Za-z0-9_-]+)")]
    private static partial Regex Token();

    [GeneratedRegex("http://\\S+")]
    private static partial Regex Link();
}
