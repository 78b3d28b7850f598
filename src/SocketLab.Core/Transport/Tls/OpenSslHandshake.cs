using System.Runtime.InteropServices;
using System.Security.Cryptography.X509Certificates;
using SocketLab.Core.Definitions;

namespace SocketLab.Core.Transport.Tls;

/// <summary>
/// Tells OpenSSL what the framework does not: to send no session tickets, and to refuse the peer's certificate itself, with the alert
/// that says why.
/// </summary>
/// <remarks>
/// The framework shows nobody the SSL object of an <see cref="System.Net.Security.SslStream"/>, but OpenSSL tells of each that is made, on
/// the thread that makes it; an <see cref="AsyncLocal{T}"/> knows whose handshake that is. The object is used before the first record of
/// the handshake goes out, when nobody else uses it, and in OpenSSL's own callback. Where OpenSSL is not to be had, the framework's own
/// check refuses as well, without an alert.
/// </remarks>
/// <param name="isServer">Whether we are the one that is connected to.</param>
/// <param name="check">What judges the peer's certificate.</param>
internal sealed unsafe class OpenSslHandshake(bool isServer, PeerCheck check)
{
    private static readonly AsyncLocal<OpenSslHandshake?> Current = new();

    private nint _ssl;

    /// <summary>Whether OpenSSL tells us of its objects. Asking loads it.</summary>
    public static bool IsSupported { get; } = LibSsl.Watch(&OnCreated);

    /// <summary>From here on the caller's asynchronous method does this handshake.</summary>
    public void Begin() => Current.Value = IsSupported ? this : null;

    /// <summary>Call it before the first record goes out: OpenSSL's object is there, and idle.</summary>
    public void Prepare()
    {
        if (_ssl == 0)
        {
            return;
        }

        if (isServer)
        {
            // Nobody could use them, and a client that closes without reading them sends RST: what it had not sent yet is lost then.
            LibSsl.SetNumTickets(_ssl, 0);
        }

        if (!isServer || check.AsksForCertificate)
        {
            LibSsl.SetVerify(_ssl, LibSsl.VerifyPeer | (check.IsRequired ? LibSsl.VerifyRequired : 0));
            LibSsl.SetCertVerifyCallback(_ssl, &OnVerify);
        }

        _ssl = 0;
    }

    [UnmanagedCallersOnly]
    private static void OnCreated(nint ssl, nint value, nint data, int index, nint number, nint pointer)
    {
        if (Current.Value is { } handshake)
        {
            handshake._ssl = ssl;
        }
    }

    [UnmanagedCallersOnly]
    private static int OnVerify(nint store, nint argument)
    {
        try
        {
            return Current.Value?.Verify(store) is false ? 0 : 1;
        }
        catch (Exception)
        {
            // The framework's own check comes after this one, and decides.
            return 1;
        }
    }

    private bool Verify(nint store)
    {
        using var shown = X509CertificateLoader.LoadCertificate(LibSsl.CertificateOf(store));
        var others = new X509Certificate2Collection();
        foreach (var other in LibSsl.OthersOf(store))
        {
            others.Add(X509CertificateLoader.LoadCertificate(other));
        }

        var accepted = check.Judge(shown, others);
        LibSsl.SetError(store, accepted ? 0 : ErrorOf(check.Problems[0].Code));
        foreach (var other in others)
        {
            other.Dispose();
        }

        return accepted;
    }

    /// <summary>OpenSSL's number for it (X509_STORE_CTX_get_error(3)), from which it makes the alert (RFC 8446, 6.2).</summary>
    private static int ErrorOf(CertificateProblemCode problem) =>
        problem switch
        {
            CertificateProblemCode.NotYetValid => 9,
            CertificateProblemCode.Expired => 10,
            CertificateProblemCode.SelfSigned => 18,
            CertificateProblemCode.UntrustedRoot => 19,
            CertificateProblemCode.UnknownIssuer => 20,
            CertificateProblemCode.Revoked => 23,
            CertificateProblemCode.WrongUsage => 26,
            CertificateProblemCode.NameMismatch => 62,
            _ => 28,
        };
}
