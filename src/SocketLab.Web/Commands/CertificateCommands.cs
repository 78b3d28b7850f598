using SocketLab.Contracts;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Transport.Tls;

namespace SocketLab.Web.Commands;

/// <summary>What can be done to the workspace's certificates. Each command asks for the operator's right.</summary>
public sealed class CertificateCommands(CertificateLibrary certificates, EndpointSupervisor supervisor, IHostApplicationLifetime server)
{
    private CancellationToken Stopping => server.ApplicationStopping;

    /// <summary>Makes a certificate with a key of its own.</summary>
    public Task<TlsCertificate> GenerateAsync(Caller caller, string name, CertificateGeneration generation)
    {
        caller.RequireOperator();
        return certificates.GenerateAsync(name, generation, Stopping);
    }

    /// <summary>Keeps a certificate that was made elsewhere.</summary>
    public Task<TlsCertificate> ImportAsync(Caller caller, string name, CertificateUpload upload)
    {
        caller.RequireOperator();
        return certificates.ImportAsync(name, upload, Stopping);
    }

    /// <summary>Deletes a certificate that no endpoint names.</summary>
    /// <exception cref="NotFoundException">There is no such certificate.</exception>
    /// <exception cref="CertificateInUseException">An endpoint shows or trusts it by name.</exception>
    public async Task DeleteAsync(Caller caller, string id)
    {
        caller.RequireOperator();
        Get(id);
        if (CertificateUse.Of(supervisor, id) is [var user, ..])
        {
            throw new CertificateInUseException(user);
        }

        await certificates.DeleteAsync(id, Stopping);
    }

    /// <summary>The certificate with this id.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public TlsCertificate Get(string id) => certificates.Find(id) ?? throw new NotFoundException($"There is no certificate '{id}'.");
}
