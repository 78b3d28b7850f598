using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace SocketLab.Web.Hosting;

/// <summary>The TCP addresses that the web server is bound to.</summary>
internal static class ControlAddresses
{
    /// <summary>What <paramref name="server"/> is bound to now, or is about to be.</summary>
    public static IReadOnlyList<IPEndPoint> Of(IServer server) =>
        [.. (server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []).SelectMany(Parse)];

    /// <summary>
    /// The sockets behind an address as Kestrel writes it: localhost are both loopbacks, and every other name is bound to all interfaces.
    /// A Unix socket or a pipe has none.
    /// </summary>
    public static IEnumerable<IPEndPoint> Parse(string address)
    {
        BindingAddress parsed;
        try
        {
            parsed = BindingAddress.Parse(address);
        }
        catch (FormatException)
        {
            return [];
        }

        if (parsed.IsUnixPipe || parsed.IsNamedPipe)
        {
            return [];
        }

        return parsed.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
                ? [new IPEndPoint(IPAddress.Loopback, parsed.Port), new IPEndPoint(IPAddress.IPv6Loopback, parsed.Port)]
            : IPAddress.TryParse(parsed.Host, out var literal) ? [new IPEndPoint(literal, parsed.Port)]
            : [new IPEndPoint(IPAddress.IPv6Any, parsed.Port)];
    }
}
