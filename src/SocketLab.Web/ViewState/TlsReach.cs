using System.Globalization;
using SocketLab.Core.Endpoints;

namespace SocketLab.Web.ViewState;

/// <summary>Says how to reach a running TLS listener from a terminal of this machine.</summary>
public static class TlsReach
{
    /// <summary>Commands that open an encrypted connection. Both take any certificate unless they are told to check it.</summary>
    /// <param name="tls">The listener's options.</param>
    /// <param name="host">A host that leads to it, without brackets.</param>
    /// <param name="port">Its port.</param>
    public static IReadOnlyList<string> Commands(TlsOptions tls, string host, int port)
    {
        var address = HostPort.Format(host, port);
        var alpn = tls.Alpn.Count > 0 ? $" -alpn {string.Join(',', tls.Alpn)}" : "";
        var (forOpenSsl, forNcat) = tls.RequireClientCertificate == ClientCertificateMode.Require ? (" -cert client.pem -key client.key", " --ssl-cert client.pem --ssl-key client.key") : ("", "");
        return
        [
            $"openssl s_client -quiet -connect {address}{alpn}{forOpenSsl}",
            string.Create(CultureInfo.InvariantCulture, $"ncat --ssl{forNcat} {host} {port}"),
        ];
    }
}
