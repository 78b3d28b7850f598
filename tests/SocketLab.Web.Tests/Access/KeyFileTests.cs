using System.Net;
using Microsoft.Extensions.Logging;

namespace SocketLab.Web.Tests.Access;

/// <summary>A key file that is damaged costs the cookies that were made with it, and nothing else.</summary>
public sealed class KeyFileTests : IDisposable
{
    private readonly TempFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("no XML at all")]
    [InlineData("")]
    [InlineData("<key id=\"")]
    [InlineData("<key />")]
    [InlineData("<other />")]
    [InlineData("<key id=\"5f3b0f4e-0000-4000-8000-000000000000\" version=\"1\"><creationDate>soon</creationDate></key>")]
    public async Task Everybody_logs_in_again_and_all_pages_work(string content)
    {
        var before = await CookieAsync();
        var file = Assert.Single(Keys.GetFiles("key-*.xml"));
        await File.WriteAllTextAsync(file.FullName, content, TestContext.Current.CancellationToken);
        await using var host = await StartAsync();
        using var old = await host.Client.GetPageAsync("/who", before);
        Assert.Equal(HttpStatusCode.Redirect, old.StatusCode);
        using var login = await host.Client.GetPageAsync("/login");
        Assert.Equal(HttpStatusCode.OK, login.StatusCode);
        var cookie = await host.Client.LogInAsync(AccessHost.OperatorToken);
        using var page = await host.Client.GetPageAsync("/who", cookie);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);

        // The new key is kept, and what is left of the old file stays.
        await host.DisposeAsync();
        await using var again = await StartAsync();
        using var kept = await again.Client.GetPageAsync("/who", cookie);
        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        Assert.Contains(Keys.GetFiles("key-*").Where(left => left.Name.StartsWith(file.Name, StringComparison.Ordinal)), HasContent);

        bool HasContent(FileInfo left) => File.ReadAllText(left.FullName) == content;
    }

    [Fact]
    public async Task The_log_names_the_file_and_other_keys_stay_good()
    {
        var cookie = await CookieAsync();
        var damaged = Path.Combine(Keys.FullName, "key-damaged.xml");
        await File.WriteAllTextAsync(damaged, "damaged", TestContext.Current.CancellationToken);
        await using var host = await StartAsync();
        using var page = await host.Client.GetPageAsync("/who", cookie);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains(host.Log.Lines, line =>
            line.Event.Id == 3009 && line.Level == LogLevel.Warning && line.Text.Contains(damaged, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_full_disk_keeps_nobody_out()
    {
        using var disk = new SmallDisk(kilobytes: 256);
        disk.Fill();
        await using var host = await AccessHost.StartAsync(new AccessHost.Setup { DataDirectory = disk.Path }, AccessHost.BothTokens);
        using var page = await host.Client.GetPageAsync("/who", await host.Client.LogInAsync(AccessHost.OperatorToken));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    private DirectoryInfo Keys => new(Path.Combine(_data.Path, "keys"));

    private Task<AccessHost> StartAsync() =>
        AccessHost.StartAsync(new AccessHost.Setup { DataDirectory = _data.Path }, AccessHost.BothTokens);

    private async Task<string> CookieAsync()
    {
        await using var host = await StartAsync();
        return await host.Client.LogInAsync(AccessHost.OperatorToken);
    }
}
