using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using SocketLab.Core.Definitions;

namespace SocketLab.Core.Transport.Tls;

/// <summary>Checks the peer's certificate in one handshake, and remembers in words what was wrong.</summary>
/// <param name="name">The name that a server must have; null: whoever connects need not have one.</param>
/// <param name="trusted">A certificate that is trusted beside those that the system trusts.</param>
/// <param name="mode">Whether the peer is asked for one, and may show none.</param>
/// <param name="trustAny">Whether failed checks are ignored.</param>
internal sealed class PeerCheck(string? name, X509Certificate2? trusted, ClientCertificateMode mode, bool trustAny)
{
    private readonly List<CertificateProblem> _problems = [];
    private ReadOnlyMemory<byte> _judged;

    /// <summary>Whether the peer is asked for a certificate.</summary>
    public bool AsksForCertificate => mode != ClientCertificateMode.None;

    /// <summary>Whether a peer without one is refused.</summary>
    public bool IsRequired => mode == ClientCertificateMode.Require && !trustAny;

    /// <summary>What the peer showed.</summary>
    public CertificateInfo? Certificate { get; private set; }

    /// <summary>What was wrong with it.</summary>
    public IReadOnlyList<CertificateProblem> Problems => _problems;

    /// <summary>Whether this ended the handshake.</summary>
    public bool Refused { get; private set; }

    /// <summary>What <see cref="SslStream"/> asks.</summary>
    public bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is X509Certificate2 shown)
        {
            if (!_judged.Span.SequenceEqual(shown.RawDataMemory.Span))
            {
                Judge(shown, chain, isForName: !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch));
            }
        }
        else if (mode == ClientCertificateMode.Require)
        {
            _problems.Add(new(CertificateProblemCode.Missing, "it showed no certificate"));
            Refused = !trustAny;
        }

        return !Refused;
    }

    /// <summary>Judges it before <see cref="SslStream"/> asks, which is then told the same.</summary>
    /// <param name="shown">The peer's certificate.</param>
    /// <param name="others">What else it sent.</param>
    /// <returns>Whether it is accepted.</returns>
    public bool Judge(X509Certificate2 shown, X509Certificate2Collection others)
    {
        using var chain = new X509Chain { ChainPolicy = TlsSetup.ChainPolicy(name is null) };
        chain.ChainPolicy.ExtraStore.AddRange(others);
        chain.Build(shown);
        Judge(shown, chain, isForName: name is null || shown.MatchesHostname(name));
        _judged = shown.RawDataMemory.ToArray();
        foreach (var element in chain.ChainElements)
        {
            element.Certificate.Dispose();
        }

        return !Refused;
    }

    private void Judge(X509Certificate2 shown, X509Chain? chain, bool isForName)
    {
        _problems.Clear();
        Certificate = CertificateInfo.Of(shown);
        CheckName(isForName, Certificate);
        CheckChain(shown, chain, Certificate);
        Refused = _problems.Count > 0 && !trustAny;
    }

    private void CheckName(bool isForName, CertificateInfo shown)
    {
        if (name is not null && !isForName)
        {
            if (IPAddress.TryParse(name, out _) && shown.Names.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                _problems.Add(
                    new(
                        CertificateProblemCode.NameMismatch,
                        $"its certificate has {name} as a DNS name, which no address can match: it needs an entry of type IP address"
                    )
                );
                return;
            }

            const int shownNames = 5;
            var names =
                shown.Names.Count == 0
                    ? "no name at all"
                    : string.Join(", ", shown.Names.Take(shownNames)) + (shown.Names.Count > shownNames ? " and others" : "");
            _problems.Add(new(CertificateProblemCode.NameMismatch, $"its certificate is for {names}, not for {name}"));
        }
    }

    private void CheckChain(X509Certificate2 shown, X509Chain? chain, CertificateInfo info)
    {
        if (chain is null)
        {
            return;
        }

        if (trusted is null || !chain.ChainElements.SelectMany(element => element.ChainElementStatus).Any(IsDistrust))
        {
            Add(chain, info, distrust: true);
            return;
        }

        // Beside the system's: only what the system does not trust is tried with this one.
        using var again = new X509Chain { ChainPolicy = TlsSetup.ChainPolicy(name is null) };
        again.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        again.ChainPolicy.CustomTrustStore.Add(trusted);
        again.ChainPolicy.ExtraStore.AddRange(chain.ChainElements.Select(element => element.Certificate).ToArray());
        again.Build(shown);

        // Itself needs no issuer: whoever chose it has seen it.
        Add(again, info, distrust: !shown.RawDataMemory.Span.SequenceEqual(trusted.RawDataMemory.Span));
        foreach (var element in again.ChainElements)
        {
            element.Certificate.Dispose();
        }
    }

    private void Add(X509Chain chain, CertificateInfo leaf, bool distrust)
    {
        foreach (var (place, element) in chain.ChainElements.Index())
        {
            var isLeaf = place == 0;
            var info = isLeaf ? leaf : CertificateInfo.Of(element.Certificate);
            foreach (var status in element.ChainElementStatus.Where(status => distrust || !IsDistrust(status)))
            {
                var problem = Explain(status, info, isLeaf, chain.ChainPolicy.VerificationTime.ToUniversalTime());
                if (!_problems.Exists(known => known.Code == problem.Code))
                {
                    _problems.Add(problem);
                }
            }
        }

        // A chain that was not built to its end says so only as a whole.
        if (
            distrust
            && !_problems.Exists(known =>
                known.Code
                    is CertificateProblemCode.SelfSigned
                        or CertificateProblemCode.UntrustedRoot
                        or CertificateProblemCode.UnknownIssuer
            )
            && chain.ChainStatus.Any(status => status.Status.HasFlag(X509ChainStatusFlags.PartialChain))
        )
        {
            _problems.Add(UnknownIssuer(leaf));
        }
    }

    private static bool IsDistrust(X509ChainStatus status) =>
        (status.Status & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != 0;

    private static CertificateProblem Explain(X509ChainStatus status, CertificateInfo info, bool isLeaf, DateTime now)
    {
        var which = isLeaf ? "its certificate" : $"the certificate of {info.Subject} in its chain";
        return status.Status switch
        {
            X509ChainStatusFlags.NotTimeValid when now < info.NotBefore => new(
                CertificateProblemCode.NotYetValid,
                $"{which} is not valid before {Date(info.NotBefore)}"
            ),
            X509ChainStatusFlags.NotTimeValid => new(CertificateProblemCode.Expired, $"{which} expired on {Date(info.NotAfter)}"),
            X509ChainStatusFlags.UntrustedRoot when info.SelfSigned && isLeaf => new(
                CertificateProblemCode.SelfSigned,
                "its certificate is self-signed, and not trusted here"
            ),
            X509ChainStatusFlags.UntrustedRoot => new(
                CertificateProblemCode.UntrustedRoot,
                $"its certificate comes from {info.Subject}, which is not trusted here"
            ),
            X509ChainStatusFlags.PartialChain => UnknownIssuer(info),
            X509ChainStatusFlags.Revoked => new(CertificateProblemCode.Revoked, $"{which} was revoked"),
            X509ChainStatusFlags.NotValidForUsage => new(CertificateProblemCode.WrongUsage, $"{which} is not meant for this use"),
            _ => new(CertificateProblemCode.Invalid, $"{which} is not valid: {status.StatusInformation.Trim()} ({status.Status})"),
        };
    }

    private static CertificateProblem UnknownIssuer(CertificateInfo info) =>
        new(CertificateProblemCode.UnknownIssuer, $"its certificate was issued by {info.Issuer}, which is not known here");

    private static string Date(DateTime time) => time.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
