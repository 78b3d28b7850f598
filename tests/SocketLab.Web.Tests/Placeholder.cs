using Microsoft.AspNetCore.Mvc.Testing;

namespace SocketLab.Web.Tests;

public sealed class Placeholder
{
    [Fact]
    public async Task The_host_starts_and_serves_its_files()
    {
        await using var factory = new WebApplicationFactory<Program>();
        using var client = factory.CreateClient();
        Assert.Equal("Healthy", await client.GetStringAsync("/healthz"));
        Assert.NotEmpty(await client.GetByteArrayAsync("/fonts/inter-latin-wght-normal.woff2"));
    }
}
