using System.Net;
using Microsoft.Extensions.Logging;

namespace SocketLab.Web.Tests.Access;

/// <summary>A cookie outlives the process, but not its token, its time or its data directory.</summary>
public sealed class CookieTests : IDisposable
{
    private readonly TempFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Survives_a_restart()
    {
        var cookie = await CookieAsync(AccessHost.OperatorToken, AccessHost.BothTokens);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(cookie, AccessHost.BothTokens));
        var keys = new DirectoryInfo(Path.Combine(_data.Path, "keys"));
        Assert.NotEmpty(keys.GetFiles("key-*.xml"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, keys.UnixFileMode);
    }

    [Theory]
    [InlineData(AccessHost.OperatorToken, "another-operators-token", AccessHost.ViewerToken, false)]
    [InlineData(AccessHost.OperatorToken, AccessHost.OperatorToken, "another-viewers-token", true)]
    [InlineData(AccessHost.OperatorToken, AccessHost.ViewerToken, AccessHost.OperatorToken, false)]
    [InlineData(AccessHost.OperatorToken, null, AccessHost.ViewerToken, false)]
    [InlineData(AccessHost.ViewerToken, AccessHost.OperatorToken, "another-viewers-token", false)]
    [InlineData(AccessHost.ViewerToken, AccessHost.OperatorToken, null, false)]
    [InlineData(AccessHost.ViewerToken, "another-operators-token", AccessHost.ViewerToken, true)]
    public async Task Ends_with_its_token(string token, string? newOperator, string? newViewer, bool isStillGood)
    {
        var cookie = await CookieAsync(token, AccessHost.BothTokens);
        Assert.Equal(
            isStillGood ? HttpStatusCode.OK : HttpStatusCode.Unauthorized,
            await AskAsync(cookie, ("Mode", "token"), ("OperatorToken", newOperator), ("ViewerToken", newViewer))
        );
    }

    [Fact]
    public async Task A_random_token_ends_with_its_process()
    {
        await using var first = await StartAsync(("Mode", "token"));
        var cookie = await first.Client.LogInAsync(ConsoleTests.TokenIn(first.Console.ToString()));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(cookie, ("Mode", "token")));
    }

    // What an open page asks for now and then is the health check.
    [Theory]
    [InlineData("/who")]
    [InlineData("/healthz")]
    public async Task Ends_after_a_week_of_silence(string path)
    {
        await using var host = await StartAsync(AccessHost.BothTokens);
        var cookie = await host.Client.LogInAsync(AccessHost.OperatorToken);
        host.Time.Advance(TimeSpan.FromDays(6));
        using var renewed = await host.Client.GetPageAsync(path, cookie);
        Assert.Equal(HttpStatusCode.OK, renewed.StatusCode);
        host.Time.Advance(TimeSpan.FromDays(6));
        using var again = await host.Client.GetPageAsync("/who", renewed.SetCookie("SocketLab.Access.")!.Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        using var old = await host.Client.GetPageAsync("/who", cookie);
        Assert.Equal(HttpStatusCode.Redirect, old.StatusCode);
    }

    [Fact]
    public async Task Two_servers_on_one_host_leave_each_others_cookies_alone()
    {
        using var otherData = new TempFolder();
        var cookie = await CookieAsync(AccessHost.OperatorToken, AccessHost.BothTokens);
        await using var other = await AccessHost.StartAsync(new AccessHost.Setup { DataDirectory = otherData.Path }, AccessHost.BothTokens);
        Assert.NotEqual(cookie.Split('=')[0], (await other.Client.LogInAsync(AccessHost.OperatorToken)).Split('=')[0]);
        using var response = await other.Client.GetPageAsync("/who", cookie);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_written_keeps_nobody_out()
    {
        var file = Path.Combine(_data.Path, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        await using var host = await AccessHost.StartAsync(new AccessHost.Setup { DataDirectory = file }, AccessHost.BothTokens);
        Assert.Contains(host.Log.Lines, l => l.Event.Id == 3008 && l.Level == LogLevel.Warning);
        using var response = await host.Client.GetPageAsync("/who", await host.Client.LogInAsync(AccessHost.OperatorToken));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private Task<AccessHost> StartAsync(params (string, string?)[] settings) =>
        AccessHost.StartAsync(new AccessHost.Setup { DataDirectory = _data.Path }, settings);

    private async Task<string> CookieAsync(string token, params (string, string?)[] settings)
    {
        await using var host = await StartAsync(settings);
        return await host.Client.LogInAsync(token);
    }

    private async Task<HttpStatusCode> AskAsync(string cookie, params (string, string?)[] settings)
    {
        await using var host = await StartAsync(settings);
        using var response = await host.Client.GetAsync("/api/things", h => h.Add("Cookie", cookie));
        // A cookie that is no longer good is taken back, so that the browser stops sending it.
        Assert.Equal(response.StatusCode == HttpStatusCode.OK, response.SetCookie("SocketLab.Access.") is null);
        return response.StatusCode;
    }
}
