using System.Net;
using SocketLab.Core.Addresses;

namespace SocketLab.Web.Hosting;

/// <summary>
/// <c>--healthcheck</c>: asks the server that runs with the same settings whether it is healthy. For containers, whose images have no curl.
/// </summary>
internal static class HealthCheckCommand
{
    private const string Argument = "--healthcheck";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(4);

    /// <summary>Whether it is asked for.</summary>
    public static bool IsIn(string[] args) => args.Contains(Argument);

    /// <summary>Asks the running server.</summary>
    /// <returns>The exit code: 0 when healthy, 1 when not.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            // The server's own builder, so that the settings are read as the server reads them. Nothing is built from it.
            var settings = WebApplication.CreateSlimBuilder(
                new WebApplicationOptions { Args = [.. args.Where(a => a != Argument)], ContentRootPath = AppContext.BaseDirectory }
            );
            using var client = new HttpClient { Timeout = Timeout };
            var answer = await client.GetAsync(Url(settings.Configuration));
            if (answer.IsSuccessStatusCode)
            {
                return 0;
            }

            await Console.Error.WriteLineAsync($"Not healthy: {(int)answer.StatusCode}");
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException or FormatException)
        {
            await Console.Error.WriteLineAsync($"Not healthy: {error.Message}");
        }

        return 1;
    }

    /// <summary>
    /// Where to ask: the first plain address of the settings, over loopback unless that address is bound to one interface only.
    /// </summary>
    public static Uri Url(IConfiguration configuration)
    {
        var configured = DefaultAddress
            .Configured(configuration)
            .FirstOrDefault(url => url.StartsWith("http://", StringComparison.OrdinalIgnoreCase));
        var address = BindingAddress.Parse(configured ?? DefaultAddress.Url);
        var isOne = IPAddress.TryParse(address.Host, out var host) && !host.IsUnspecified();
        return new UriBuilder("http", isOne ? host!.ToString() : "127.0.0.1", address.Port, "/healthz").Uri;
    }
}
