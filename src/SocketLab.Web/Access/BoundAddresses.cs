using SocketLab.Core.Addresses;

namespace SocketLab.Web.Access;

/// <summary>What <c>IServerAddressesFeature</c> says once the server listens.</summary>
internal static class BoundAddresses
{
    /// <summary>
    /// Kestrel binds every name but localhost to all interfaces; a Unix socket, a pipe or an inherited handle leads
    /// to whoever holds the other end. So only localhost and loopback literals count, and nothing at all (a TestServer).
    /// </summary>
    public static bool AllLoopback(IEnumerable<string> addresses) => addresses.All(IsLoopback);

    private static bool IsLoopback(string address) =>
        TryGetHost(address, out var host, out _) && HostName.TryParse(host, out var name) && name.IsLoopback;

    /// <summary>The address as somebody on this machine writes it into a browser, or null where there is none.</summary>
    public static string? ForBrowser(string address)
    {
        if (!TryGetHost(address, out var host, out var format))
            return null;
        if (host is "*" or "+")
            return format("localhost");
        if (!HostName.TryParse(host, out var name))
            return null;
        var everywhere = name.Address is null || name.Address.IsUnspecified();
        return format(everywhere ? "localhost" : host);
    }

    private static bool TryGetHost(string address, out string host, out Func<string, string> format)
    {
        (host, format) = ("", name => name);
        BindingAddress parsed;
        try
        {
            parsed = BindingAddress.Parse(address);
        }
        catch (FormatException)
        {
            return false;
        }
        if (parsed.IsUnixPipe || parsed.IsNamedPipe)
            return false;
        host = parsed.Host;
        format = name => FormattableString.Invariant($"{parsed.Scheme}://{name}:{parsed.Port}");
        return true;
    }
}
