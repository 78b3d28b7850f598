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
                    "maximumVersion",
                    "cipherSuites",
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
        : Form.Kind.IsListener() ? $"{Spoken}, clients' certificates " + $"{Modes[(int)Form.Tls.RequireClientCertificate].Text}"
        : $"{Spoken}, server name, own certificate";

    private string Spoken =>
        Form.Tls.MaximumVersion == TlsVersion.Tls13
            ? $"{TlsMark.Name(Form.Tls.MinimumVersion)} or newer"
            : $"{TlsMark.Name(Form.Tls.MaximumVersion)} only";

    /// <summary>One field for a whole list: the error of one in it stands there, too.</summary>
    private string ListPath(string property) =>
        Form.Errors.FirstOrDefault(error => error.Path.StartsWith(At(property), StringComparison.Ordinal))?.Path ?? At(property);

    private bool Has(string property) => Form.ErrorAt(At(property)) is not null;

    private static string At(string property) => $"$.tcp.tls.{property}";
}
