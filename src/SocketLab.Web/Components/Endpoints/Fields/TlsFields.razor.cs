using Microsoft.AspNetCore.Components;
using SocketLab.Core.Transport.Tls;

namespace SocketLab.Web.Components.Endpoints.Fields;

/// <summary>
/// Whether a stream is encrypted, and the one thing that then has to be decided: what a listener shows, whom a client trusts.
/// </summary>
public partial class TlsFields
{
    private const string TrustHelp =
        "Servers of the internet are trusted anyway. For others choose the certificate that they show, or its authority's; name and dates "
        + "are checked all the same";

    /// <summary>The workspace's certificates.</summary>
    [Parameter]
    public IReadOnlyList<TlsCertificate> Certificates { get; set; } = [];

    /// <summary>The list of certificates is wanted.</summary>
    [Parameter]
    public EventCallback OnCertificates { get; set; }

    private string Help => $"{Protection}{(Form.IsRunning ? " · needs a restart" : "")}";

    private string Protection =>
        !Form.Tls.Enabled ? "Off: anyone on the path can read it"
        : Form.Tls.TrustsAny(Form.Kind) ? "On, but nobody checks with whom"
        : "On: nobody on the path can read it";

    private static string At(string property) => $"$.tcp.tls.{property}";
}
