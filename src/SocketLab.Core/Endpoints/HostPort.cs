using System.Globalization;

namespace SocketLab.Core.Endpoints;

/// <summary>Writes a host and port the way people and URLs do: IPv6 literals in brackets (RFC 3986, 3.2.2).</summary>
public static class HostPort
{
    /// <summary><c>127.0.0.1:9191</c>, <c>[::1]:9191</c>, <c>example.test:80</c>.</summary>
    public static string Format(string host, int port)
    {
        var number = port.ToString(CultureInfo.InvariantCulture);
        return host.Contains(':', StringComparison.Ordinal) ? $"[{host}]:{number}" : $"{host}:{number}";
    }
}
