using SocketLab.Contracts;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Transport.Tls;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Commands;

/// <summary>All that is saved, as one file, and taking one in. Nothing is started by that.</summary>
internal sealed class WorkspaceCommands(
    EndpointSupervisor supervisor,
    CertificateLibrary certificates,
    PayloadLibrary payloads,
    IHostApplicationLifetime server
)
{
    /// <summary>The longest file in bytes: many times what the workspace may hold of rules and payloads that people write.</summary>
    public const long MaxFileBytes = 64L << 20;

    private CancellationToken Stopping => server.ApplicationStopping;

    /// <summary>All that is saved.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="withKeys">Whether private keys are in it too; that takes the operator's right.</param>
    public WorkspaceFileDto Export(Caller caller, bool withKeys)
    {
        if (withKeys)
        {
            caller.RequireOperator();
        }

        var endpoints = supervisor.List().Select(endpoint => endpoint.Definition).Where(one => one.Kind.Traits().HasSocket);
        return new()
        {
            Format = WorkspaceFileDto.Current,
            Endpoints = [.. endpoints.Select(one => one.HasMadeName ? one with { Name = "" } : one)],
            Payloads = [.. payloads.List().Select(payload => payload.Content)],
            Certificates =
            [
                .. certificates
                    .List()
                    .Where(certificate => certificate.Id != CertificateLibrary.OwnId)
                    .Select(one => new WorkspaceCertificate
                    {
                        Id = one.Id,
                        Name = one.Name,
                        Pem = one.PublicPem,
                        PrivateKey = withKeys ? one.PrivatePem : null,
                    }),
            ],
        };
    }

    /// <summary>Adds what a file has and what is not there yet. All of it is looked at before anything is added.</summary>
    /// <exception cref="InvalidRequestException">Something is wrong with it, by JSON path; nothing was added.</exception>
    /// <exception cref="LimitReachedException">There is no room for all of it; nothing was added.</exception>
    public async Task<WorkspaceImport> ImportAsync(Caller caller, WorkspaceFileDto file)
    {
        caller.RequireOperator();
        var plan = WorkspaceMerge.Plan(file, supervisor, certificates);
        var added = new List<string>();
        var names = new Dictionary<string, string>(plan.KnownCertificates);
        var made = new List<string>();
        try
        {
            foreach (var certificate in plan.NewCertificates)
            {
                var taken = await certificates.ImportAsync(certificate.Name, WorkspaceMerge.ToUpload(certificate), Stopping);
                names[certificate.Id] = taken.Id;
                made.Add(taken.Id);
            }

            foreach (var definition in plan.NewEndpoints)
            {
                added.Add((await supervisor.CreateAsync(WorkspaceMerge.Renamed(definition, names), start: false, Stopping)).Id);
            }

            var merged = await payloads.ImportAsync(file.Payloads, Stopping);
            return new(
                added.Count,
                file.Endpoints.Count - added.Count,
                merged,
                made.Count,
                file.Certificates.Count - made.Count,
                plan.Notes
            );
        }
        catch
        {
            await TakeBackAsync(added, made);
            throw;
        }
    }

    private async Task TakeBackAsync(List<string> endpoints, List<string> made)
    {
        foreach (var id in endpoints.Where(id => supervisor.Find(id) is not null))
        {
            await supervisor.DeleteAsync(id, CancellationToken.None);
        }

        foreach (var id in made)
        {
            await certificates.DeleteAsync(id, CancellationToken.None);
        }
    }
}
