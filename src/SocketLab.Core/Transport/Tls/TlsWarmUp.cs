using Microsoft.Extensions.Logging.Abstractions;
using SocketLab.Core.Definitions;

namespace SocketLab.Core.Transport.Tls;

/// <summary>Does one handshake with itself in memory, so that TLS is loaded before somebody needs it.</summary>
/// <remarks>
/// The first use opens libraries and the system's certificates. In a process that has used up its descriptors by then, it would fail for
/// good.
/// </remarks>
public static class TlsWarmUp
{
    private static readonly Lazy<Task> Once = new(() => Task.Run(HandshakeAsync));

    /// <summary>
    /// Loads TLS, once in the life of the process however many servers it hosts. The task never fails: an error will show where TLS is
    /// used.
    /// </summary>
    public static Task RunAsync() => Once.Value;

    private static async Task HandshakeAsync()
    {
        try
        {
            var certificates = new CertificateLibrary(
                new MemoryCertificateStore(),
                TimeProvider.System,
                NullLogger<CertificateLibrary>.Instance
            );
            var own = await certificates.GetOwnAsync(CancellationToken.None);
            _ = await TlsTrial.RunAsync(own, new TlsOptions(), CancellationToken.None);
            _ = OpenSslHandshake.IsSupported;
        }
        catch (Exception)
        {
            // See above.
        }
    }
}
