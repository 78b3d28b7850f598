using SocketLab.Core.Definitions;

namespace SocketLab.Web.ViewState.Endpoints;

/// <summary>Says how to reach a running TLS listener from a terminal of this machine.</summary>
public static class TlsReach
{
    /// <summary>Commands that open an encrypted connection. Both take any certificate unless they are told to check it.</summary>
    /// <param name="tls">The listener's options.</param>
    /// <param name="forOpenSsl">Where it is, as <c>openssl s_client</c> is told.</param>
    /// <param name="forNcat">Where it is, as <c>ncat</c> is told.</param>
    public static IReadOnlyList<string> Commands(TlsOptions tls, string forOpenSsl, string forNcat)
    {
        var asks = tls.RequireClientCertificate == ClientCertificateMode.Require;
        var protocols = string.Join(',', tls.Alpn).Replace("'", @"'\''", StringComparison.Ordinal);
        var alpn = tls.Alpn.Count > 0 ? $" -alpn '{protocols}'" : "";
        return
        [
            $"openssl s_client -quiet {forOpenSsl}{alpn}{(asks ? " -cert client.pem -key client.key" : "")}",
            $"ncat --ssl{(asks ? " --ssl-cert client.pem --ssl-key client.key" : "")} {forNcat}",
        ];
    }
}
