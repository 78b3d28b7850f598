using SocketLab.Core.Endpoints;
using SocketLab.Core.Transport.Tls;

namespace SocketLab.Web.Api;

/// <summary>Who names a certificate, and what that means for its end. The same for the API and the page.</summary>
internal static class CertificateUse
{
    /// <summary>The names of the endpoints that show or trust it by name, in order of creation.</summary>
    public static IReadOnlyList<string> Of(EndpointSupervisor supervisor, string id) =>
        [.. supervisor.List().Where(endpoint => endpoint.Definition.Tcp.Tls.Uses(id)).Select(endpoint => endpoint.Definition.Name)];

    /// <summary>Deletes one that nobody names.</summary>
    /// <exception cref="CertificateInUseException">Somebody does.</exception>
    public static async Task DeleteAsync(
        CertificateLibrary certificates,
        EndpointSupervisor supervisor,
        string id,
        CancellationToken cancellation
    )
    {
        if (Of(supervisor, id) is [var user, ..])
        {
            throw new CertificateInUseException(user);
        }

        await certificates.DeleteAsync(id, cancellation);
    }
}
