using Microsoft.Extensions.Configuration;
using SocketLab.Web.Hosting;

namespace SocketLab.Web.Tests.Hosting;

public sealed class AddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080/healthz")]
    [InlineData("http://127.0.0.1:8080/healthz", "urls=http://+:8080")]
    [InlineData("http://127.0.0.1:8080/healthz", "urls=https://*:8443;http://*:8080")]
    [InlineData("http://127.0.0.1:8080/healthz", "urls=http://0.0.0.0:8080")]
    [InlineData("http://127.0.0.1:8080/healthz", "urls=http://[::]:8080")]
    [InlineData("http://127.0.0.1:8080/healthz", "urls=http://localhost:8080")]
    [InlineData("http://10.1.2.3:8080/healthz", "urls=http://10.1.2.3:8080")]
    [InlineData("http://[::1]:8080/healthz", "urls=http://[::1]:8080")]
    [InlineData("http://127.0.0.1:81/healthz", "http_ports=81;82")]
    [InlineData("http://127.0.0.1:9000/healthz", "urls=http://+:8080", "Kestrel:Endpoints:Web:Url=http://*:9000")]
    public void The_health_check_finds_the_server(string url, params string[] settings) =>
        Assert.Equal(url, HealthCheckCommand.Url(Configuration(settings)).ToString());

    [Theory]
    [InlineData(0)]
    [InlineData(1, "urls=http://+:1")]
    [InlineData(2, "http_ports=1;2")]
    [InlineData(1, "https_ports=1")]
    [InlineData(1, "Kestrel:Endpoints:A:Url=http://+:1")]
    public void The_default_stands_back_for_any_other(int count, params string[] settings) =>
        Assert.Equal(count, DefaultAddress.Configured(Configuration(settings)).Count);

    private static IConfiguration Configuration(string[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => s.Split('=', 2)).Select(s => KeyValuePair.Create(s[0], (string?)s[1])))
            .Build();
}
