namespace SocketLab.Web.Hosting;

/// <summary>Where to listen when nothing else says so: on loopback only.</summary>
internal static class DefaultAddress
{
    /// <summary>The address.</summary>
    public const string Url = "http://localhost:5080";

    /// <summary>Applies it, unless the command line, the environment or Kestrel's settings name one.</summary>
    /// <remarks>
    /// In code rather than in <c>appsettings.json</c>, so that a lost or changed file cannot open the server to the network.
    /// </remarks>
    public static void UseDefaultAddress(this WebApplicationBuilder builder)
    {
        if (Configured(builder.Configuration).Count == 0)
        {
            builder.WebHost.UseUrls(Url);
        }
    }

    /// <summary>The addresses that the settings name, as they are spelled there.</summary>
    public static IReadOnlyList<string> Configured(IConfiguration configuration)
    {
        var kestrel = configuration
            .GetSection("Kestrel:Endpoints")
            .GetChildren()
            .Select(endpoint => endpoint["Url"])
            .OfType<string>()
            .ToList();
        return kestrel.Count > 0 ? kestrel
            : Split(configuration[WebHostDefaults.ServerUrlsKey]) is { Count: > 0 } urls ? urls
            :
            [
                .. Split(configuration[WebHostDefaults.HttpPortsKey]).Select(port => $"http://*:{port}"),
                .. Split(configuration[WebHostDefaults.HttpsPortsKey]).Select(port => $"https://*:{port}"),
            ];
    }

    private static List<string> Split(string? list) =>
        [.. (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
