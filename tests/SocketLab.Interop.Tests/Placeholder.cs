using System.Diagnostics;
using Microsoft.AspNetCore.Mvc.Testing;

namespace SocketLab.Interop.Tests;

public sealed class Placeholder
{
    [Fact]
    public async Task Curl_reaches_the_host()
    {
        await using var factory = new WebApplicationFactory<Program>();
        factory.UseKestrel(0);
        factory.StartServer();
        var start = new ProcessStartInfo("curl", ["-sS", "--max-time", "10", $"{factory.ClientOptions.BaseAddress}healthz"])
        {
            RedirectStandardOutput = true,
        };
        using var curl = Process.Start(start)!;
        Assert.Equal("Healthy", await curl.StandardOutput.ReadToEndAsync());
        await curl.WaitForExitAsync();
        Assert.Equal(0, curl.ExitCode);
    }
}
