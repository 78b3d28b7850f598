using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using SocketLab.Web.Tests.Support;

[assembly: AssemblyFixture(typeof(WebServer.Idle))]

namespace SocketLab.Web.Tests.Support;

/// <summary>
/// A server on real sockets with a data directory. One without settings of its own is used by many tests, one after the other, since a
/// start costs more than most tests do.
/// </summary>
internal sealed class WebServer : IAsyncDisposable
{
    private static readonly ConcurrentBag<WebServer> Unused = [];

    private readonly Factory _factory;
    private readonly bool _ownsData;
    private readonly bool _isShared;

    private WebServer(string? dataDirectory, (string Key, string Value)[] settings, bool isShared)
    {
        (_ownsData, _isShared) = (dataDirectory is null, isShared);
        DataDirectory = dataDirectory ?? Directory.CreateTempSubdirectory("socketlab-web-").FullName;
        _factory = new Factory(DataDirectory, settings);
        _factory.UseKestrel(0);
        _factory.StartServer();
        Http = _factory.CreateClient();
    }

    public string DataDirectory { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => _factory.Services;

    /// <summary>A server with an empty workspace, which nobody else has until it is given back.</summary>
    public static WebServer Rent() => Unused.TryTake(out var server) ? server : new WebServer(null, [], isShared: true);

    /// <summary>A server of its own.</summary>
    /// <param name="dataDirectory">Where it keeps things, or null for a folder that goes when it does.</param>
    /// <param name="settings">Its settings.</param>
    public static WebServer Start(string? dataDirectory, (string Key, string Value)[] settings) =>
        new(dataDirectory, settings, isShared: false);

    /// <summary>Makes a shared server ready for the next test, and ends any other.</summary>
    public async ValueTask ReleaseAsync()
    {
        if (_isShared)
        {
            await EmptyWorkspace.MakeAsync(Http);
            Unused.Add(this);
        }
        else
        {
            await DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _factory.DisposeAsync();
        if (_ownsData)
        {
            Directory.Delete(DataDirectory, recursive: true);
        }
        else
        {
            // The entry point gives the directory back on a thread of its own, for which nobody waits.
            await Eventually.HoldsAsync(() => IsFree(Path.Combine(DataDirectory, "server.lock")));
        }
    }

    private static bool IsFree(string path)
    {
        try
        {
            using var taken = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Ends the shared servers with the test run.</summary>
    public sealed class Idle : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            while (Unused.TryTake(out var server))
            {
                await server.DisposeAsync();
            }
        }
    }

    private sealed class Factory(string dataDirectory, (string Key, string Value)[] settings) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            // What people run.
            builder.UseEnvironment("Production");
            builder.UseSetting("SocketLab:DataDirectory", dataDirectory);
            builder.UseSetting("Serilog:MinimumLevel:Default", "Fatal");
            builder.UseSetting("Serilog:MinimumLevel:Override:Microsoft.AspNetCore", "Fatal");
            foreach (var (key, value) in settings)
            {
                builder.UseSetting(key, value);
            }
        }
    }
}
