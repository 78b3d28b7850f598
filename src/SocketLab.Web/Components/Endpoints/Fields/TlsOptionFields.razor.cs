using Microsoft.AspNetCore.Components;
using SocketLab.Core.Definitions;
using SocketLab.Core.Transport.Tls;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Components.Endpoints.Fields;

/// <summary>What of TLS has a default that mostly does.</summary>
public partial class TlsOptionFields
{
    private static readonly string[] Paths =
    [
        .. (
            (string[])
                [
                    "minimumVersion",
                    "requireClientCertificate",
                    "serverName",
                    "clientCertificateId",
                    "alpn",
                    "handshakeTimeoutSeconds",
                    "trustAny",
                ]
        ).Select(At),
    ];

    private static readonly (TlsVersion Value, string Text)[] Versions = [(TlsVersion.Tls12, "TLS 1.2"), (TlsVersion.Tls13, "TLS 1.3")];

    private static readonly (ClientCertificateMode Value, string Text)[] Modes =
    [
        (ClientCertificateMode.None, "not asked for"),
        (ClientCertificateMode.Request, "asked for, may be missing"),
        (ClientCertificateMode.Require, "required"),
    ];

    /// <summary>The workspace's certificates.</summary>
    [Parameter]
    public IReadOnlyList<TlsCertificate> Certificates { get; set; } = [];

    private string Brief =>
        Form.Tls.TrustsAny(Form.Kind) ? "trusts anything"
        : Form.Kind.IsListener()
            ? $"{TlsMark.Name(Form.Tls.MinimumVersion)} or newer, clients' certificates "
                + $"{Modes[(int)Form.Tls.RequireClientCertificate].Text}"
        : $"{TlsMark.Name(Form.Tls.MinimumVersion)} or newer, server name, own certificate";

    /// <summary>One field for all protocols: the error of one stands there, too.</summary>
    private string AlpnPath =>
        Form.Errors.FirstOrDefault(error => error.Path.StartsWith(At("alpn"), StringComparison.Ordinal))?.Path ?? At("alpn");

    private bool Has(string property) => Form.ErrorAt(At(property)) is not null;

    private static string At(string property) => $"$.tcp.tls.{property}";
}
