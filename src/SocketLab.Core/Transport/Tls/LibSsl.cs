using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SocketLab.Core.Transport.Linux;

namespace SocketLab.Core.Transport.Tls;

/// <summary>The few documented calls of OpenSSL that the framework does not offer, in the library that the framework itself uses.</summary>
/// <remarks>Where that library cannot be found, or is another one, nothing here may be called: see <see cref="IsThere"/>.</remarks>
internal static unsafe class LibSsl
{
    /// <summary>SSL_VERIFY_PEER and SSL_VERIFY_FAIL_IF_NO_PEER_CERT of SSL_set_verify(3).</summary>
    public const int VerifyPeer = 1,
        VerifyRequired = 2;

    private const int ClassOfSsl = 0;
    private const long Version3 = 0x30000000;

    private static readonly nint Ssl = Load("libssl");
    private static readonly nint Crypto = Load("libcrypto");

    // The calls by their own names, each looked up once.
    private static readonly delegate* unmanaged<nint, nuint, int> SetNumTicketsCall = (delegate* unmanaged<nint, nuint, int>)Find(
        Ssl,
        "SSL_set_num_tickets"
    );
    private static readonly delegate* unmanaged<nint, int, void*, void> SetVerifyCall = (delegate* unmanaged<nint, int, void*, void>)Find(
        Ssl,
        "SSL_set_verify"
    );
    private static readonly delegate* unmanaged<nint, nint> GetContextCall = (delegate* unmanaged<nint, nint>)Find(Ssl, "SSL_get_SSL_CTX");
    private static readonly delegate* unmanaged<nint, void*, void*, void> SetCertVerifyCallbackCall = (delegate* unmanaged<
        nint,
        void*,
        void*,
        void>)Find(Ssl, "SSL_CTX_set_cert_verify_callback");
    private static readonly delegate* unmanaged<nint, nint> GetCertificateCall = (delegate* unmanaged<nint, nint>)Find(
        Crypto,
        "X509_STORE_CTX_get0_cert"
    );
    private static readonly delegate* unmanaged<nint, nint> GetOthersCall = (delegate* unmanaged<nint, nint>)Find(
        Crypto,
        "X509_STORE_CTX_get0_untrusted"
    );
    private static readonly delegate* unmanaged<nint, int, void> SetErrorCall = (delegate* unmanaged<nint, int, void>)Find(
        Crypto,
        "X509_STORE_CTX_set_error"
    );
    private static readonly delegate* unmanaged<nint, int> CountCall = (delegate* unmanaged<nint, int>)Find(Crypto, "OPENSSL_sk_num");
    private static readonly delegate* unmanaged<nint, int, nint> ItemCall = (delegate* unmanaged<nint, int, nint>)Find(
        Crypto,
        "OPENSSL_sk_value"
    );
    private static readonly delegate* unmanaged<nint, byte**, int> EncodeCall = (delegate* unmanaged<nint, byte**, int>)Find(
        Crypto,
        "i2d_X509"
    );

    private static readonly delegate* unmanaged<int, nint, nint, void*, void*, void*, int> NewIndexCall = (delegate* unmanaged<
        int,
        nint,
        nint,
        void*,
        void*,
        void*,
        int>)Find(Crypto, "CRYPTO_get_ex_new_index");

    /// <summary>Whether the framework's TLS is this library, of this very version, with all that is called here.</summary>
    public static bool IsThere { get; } =
        SetNumTicketsCall != null
        && SetVerifyCall != null
        && GetContextCall != null
        && SetCertVerifyCallbackCall != null
        && GetCertificateCall != null
        && GetOthersCall != null
        && SetErrorCall != null
        && CountCall != null
        && ItemCall != null
        && EncodeCall != null
        && NewIndexCall != null
        && IsOfTheFramework();

    /// <summary>Has <paramref name="created"/> called with every new SSL object of the process: CRYPTO_get_ex_new_index(3).</summary>
    /// <returns>Whether it will be called.</returns>
    public static bool Watch(delegate* unmanaged<nint, nint, nint, int, nint, nint, void> created) =>
        IsThere && NewIndexCall(ClassOfSsl, 0, 0, created, null, null) >= 0;

    /// <summary>SSL_set_num_tickets(3)</summary>
    public static void SetNumTickets(nint ssl, nuint count) => _ = SetNumTicketsCall(ssl, count);

    /// <summary>SSL_set_verify(3); the callback that is there stays.</summary>
    public static void SetVerify(nint ssl, int mode) => SetVerifyCall(ssl, mode, null);

    /// <summary>SSL_CTX_set_cert_verify_callback(3), for all connections of the same context.</summary>
    public static void SetCertVerifyCallback(nint ssl, delegate* unmanaged<nint, nint, int> verify) =>
        SetCertVerifyCallbackCall(GetContextCall(ssl), verify, null);

    /// <summary>X509_STORE_CTX_set_error(3): which alert says it is OpenSSL's to choose.</summary>
    public static void SetError(nint store, int error) => SetErrorCall(store, error);

    /// <summary>The certificate that is to be checked (X509_STORE_CTX_get0_cert(3)), as DER.</summary>
    public static byte[] CertificateOf(nint store) => Encode(GetCertificateCall(store));

    /// <summary>What else the peer sent (X509_STORE_CTX_get0_untrusted(3)), each as DER.</summary>
    public static IEnumerable<byte[]> OthersOf(nint store)
    {
        var others = GetOthersCall(store);
        var list = new List<byte[]>();
        for (var i = 0; others != 0 && i < CountCall(others); i++)
        {
            list.Add(Encode(ItemCall(others, i)));
        }

        return list;
    }

    private static byte[] Encode(nint certificate)
    {
        var der = new byte[Math.Max(0, EncodeCall(certificate, null))];
        fixed (byte* start = der)
        {
            // It moves the pointer that it is given.
            var place = start;
            _ = EncodeCall(certificate, &place);
        }

        return der;
    }

    private static nint Load(string library) =>
        LibC.IsSupported
        && OperatingSystem.IsLinux()
        && NativeLibrary.TryLoad($"{library}.so.{(SafeEvpPKeyHandle.OpenSslVersion >= Version3 ? "3" : "1.1")}", out var handle)
            ? handle
            : 0;

    private static bool IsOfTheFramework() =>
        OperatingSystem.IsLinux()
        && Find(Crypto, "OpenSSL_version_num") is not 0 and var version
        && ((delegate* unmanaged<nuint>)version)() == (nuint)SafeEvpPKeyHandle.OpenSslVersion;

    private static nint Find(nint library, string name) =>
        library != 0 && NativeLibrary.TryGetExport(library, name, out var call) ? call : 0;
}
