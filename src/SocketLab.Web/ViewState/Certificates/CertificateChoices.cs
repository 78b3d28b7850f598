using SocketLab.Core.Payloads;
using SocketLab.Core.Transport.Tls;

namespace SocketLab.Web.ViewState.Certificates;

/// <summary>The workspace's certificates as choices of the endpoint form.</summary>
public static class CertificateChoices
{
    private const int NamesShown = 3;

    /// <summary>Those that a listener can show; null is SocketLab's own.</summary>
    public static IReadOnlyList<(string? Value, string Text)> ToShow(IReadOnlyList<TlsCertificate> certificates, string? chosen) =>
        List(
            "SocketLab's own, made when it is needed",
            certificates.Where(certificate =>
                certificate.HasPrivateKey && (certificate.Id != CertificateLibrary.OwnId || chosen == certificate.Id)
            ),
            chosen
        );

    /// <summary>Those that a client can show.</summary>
    public static IReadOnlyList<(string? Value, string Text)> OfClient(IReadOnlyList<TlsCertificate> certificates, string? chosen) =>
        List("none", certificates.Where(certificate => certificate.HasPrivateKey), chosen);

    /// <summary>Those that can be trusted beside what the system trusts.</summary>
    public static IReadOnlyList<(string? Value, string Text)> ToTrust(IReadOnlyList<TlsCertificate> certificates, string? chosen) =>
        List("only whom this machine trusts anyway", certificates, chosen);

    /// <summary>The first of its names, and that there are more.</summary>
    public static string Names(CertificateInfo certificate) =>
        certificate.Names.Count == 0
            ? "for no name"
            : VisibleText.Name(string.Join(", ", certificate.Names.Take(NamesShown))) + (certificate.Names.Count > NamesShown ? ", …" : "");

    private static List<(string? Value, string Text)> List(string none, IEnumerable<TlsCertificate> certificates, string? chosen)
    {
        List<(string? Value, string Text)> choices =
        [
            (null, none),
            .. certificates.Select(certificate =>
                ((string?)certificate.Id, $"{VisibleText.Name(certificate.Name)} ({Names(certificate.Info)})")
            ),
        ];

        // What is not there, or cannot be chosen, must not look as if something else were chosen.
        if (chosen is not null && !choices.Exists(choice => choice.Value == chosen))
        {
            choices.Add((chosen, $"missing: {chosen}"));
        }

        return choices;
    }
}
