using System.Globalization;
using SocketLab.Core.Numbers;

namespace SocketLab.Core.Addresses;

/// <summary>Writes and reads a host and port the way people and URLs do: IPv6 literals in brackets (RFC 3986, 3.2.2).</summary>
public static class HostPort
{
    /// <summary>Whether it is a host name or an IP address.</summary>
    public static bool IsHost(string text) => IpLiteral.TryParse(text, out _) || IsName(text);

    /// <summary>Whether it is a host name, in any script.</summary>
    public static bool IsName(string text) => DnsName.ToAscii(text) is not null;

    /// <summary>
    /// A Unix socket has no port: <c>unix:lab.sock</c>. Others: <c>127.0.0.1:9191</c>, <c>[::1]:9191</c>, <c>example.test:80</c>.
    /// </summary>
    public static string Format(string host, int port)
    {
        if (UnixAddress.Is(host))
        {
            return host;
        }

        var number = port.ToString(CultureInfo.InvariantCulture);
        return host.Contains(':', StringComparison.Ordinal) ? $"[{host}]:{number}" : $"{host}:{number}";
    }

    /// <summary>
    /// Reads what <see cref="Format"/> writes. An IPv6 literal needs its brackets; the port is 1 to 65,535, and 0 for a Unix socket, which
    /// has none.
    /// </summary>
    public static bool TryParse(string text, out string host, out int port)
    {
        if (UnixAddress.Is(text))
        {
            (host, port) = (text, 0);
            return UnixAddress.ProblemOf(text) is null;
        }

        var colon = text.LastIndexOf(':');
        host = colon > 0 ? text[..colon] : "";
        var isNumber = WholeNumber.TryRead(text.AsSpan(colon + 1), out port);
        if (host is ['[', .., ']'])
        {
            host = host[1..^1];
        }
        else if (host.Contains(':', StringComparison.Ordinal))
        {
            return false;
        }

        return isNumber && host.Length > 0 && port is >= 1 and <= 65_535;
    }
}
