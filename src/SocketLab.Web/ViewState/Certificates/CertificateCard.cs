using SocketLab.Core.Endpoints;
using SocketLab.Core.Payloads;
using SocketLab.Core.Transport.Tls;
using SocketLab.Web.Commands;
using SocketLab.Web.ViewState.Connections;

namespace SocketLab.Web.ViewState.Certificates;

/// <summary>What the list of certificates shows of one.</summary>
public sealed record CertificateCard
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>What stands behind the name: for which hosts, and until when.</summary>
    public required string Brief { get; init; }

    /// <summary>That its time has passed, has not come, or ends soon; null while all is well.</summary>
    public required string? Warning { get; init; }

    /// <summary>Whether an endpoint can show it.</summary>
    public required bool HasPrivateKey { get; init; }

    /// <summary>All that it says.</summary>
    public required IReadOnlyList<TlsFact> Facts { get; init; }

    /// <summary>The names of the endpoints that name it: it cannot be deleted while there are some.</summary>
    public required IReadOnlyList<string> UsedBy { get; init; }

    /// <summary>Whether it is the one that listeners show when they name none.</summary>
    public bool IsOwn => Id == CertificateLibrary.OwnId;

    /// <summary>All of a workspace, in order of creation.</summary>
    public static IReadOnlyList<CertificateCard> List(CertificateLibrary certificates, EndpointSupervisor supervisor, DateTime now) =>
        [.. certificates.List().Select(certificate => Of(certificate, CertificateUse.Of(supervisor, certificate.Id), now))];

    /// <summary>The card of one.</summary>
    public static CertificateCard Of(TlsCertificate certificate, IReadOnlyList<string> usedBy, DateTime now)
    {
        var info = certificate.Info;
        return new()
        {
            Id = certificate.Id,
            Name = VisibleText.Name(certificate.Name),
            Brief = CertificateChoices.Names(info),
            Warning =
                now > info.NotAfter ? $"Expired on {TlsFacts.Day(info.NotAfter)}"
                : now < info.NotBefore ? $"Not valid before {TlsFacts.Day(info.NotBefore)}"
                : info.NotAfter - now < TimeSpan.FromDays(14) ? $"Expires on {TlsFacts.Day(info.NotAfter)}"
                : null,
            HasPrivateKey = certificate.HasPrivateKey,
            UsedBy = [.. usedBy.Select(VisibleText.Name)],
            Facts =
            [
                new("Subject", VisibleText.Name(info.Subject), "Whom it is for"),
                new(
                    "Names",
                    info.Names.Count == 0 ? "none" : VisibleText.Name(string.Join(", ", info.Names)),
                    "Host names and addresses that it is valid for (subjectAltName): a client checks the one that it connects to"
                ),
                new(
                    "Issuer",
                    info.SelfSigned ? "itself (self-signed): trusted only where you install it" : VisibleText.Name(info.Issuer),
                    "Who signed it"
                ),
                new("Valid", $"{TlsFacts.Day(info.NotBefore)} to {TlsFacts.Day(info.NotAfter)}", "Outside of that time it is refused"),
                new(
                    "Key",
                    certificate.HasPrivateKey
                        ? $"{info.KeyType}, with its private key: it can be shown and trusted"
                        : $"{info.KeyType}, without its private key: it can be trusted, not shown",
                    "Who shows a certificate proves with the private key that it is theirs"
                ),
                new("Fingerprint", TlsFacts.Fingerprint(info.Fingerprint), "SHA-256 of the whole certificate"),
                new(
                    "Used by",
                    usedBy.Count > 0 ? string.Join(", ", usedBy)
                        : certificate.Id == CertificateLibrary.OwnId ? "listeners without their own certificate"
                        : "no endpoint",
                    "Endpoints that show or trust it"
                ),
            ],
        };
    }
}
