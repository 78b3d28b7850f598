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
    FilterLibrary filters,
    ColumnLibrary columns,
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

        var endpoints = supervisor.List().Where(one => one.Definition.Kind.Traits().HasSocket).ToList();
        var definitions = endpoints.Select(one => one.Definition);
        return new()
        {
            Format = WorkspaceFileDto.Current,
            Endpoints = [.. definitions.Select(one => one.HasMadeName ? one with { Name = "" } : one)],
            Payloads = [.. payloads.List().Select(payload => payload.Content)],
            Filters = [.. filters.List().Select(filter => filter.Content)],
            Columns =
            [
                .. endpoints
                    .Select((one, place) => (Place: (int?)place, Columns: columns.Of(one.Id)))
                    .Append((null, columns.Of(ColumnLibrary.Merged)))
                    .Where(feed => feed.Columns is not null)
                    .Select(feed => new WorkspaceColumns { Endpoint = feed.Place, Columns = feed.Columns! }),
            ],
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
        var (added, made) = (new Dictionary<int, string>(), new List<string>());
        var names = new Dictionary<string, string>(plan.KnownCertificates);
        IReadOnlyList<string> saved = [];
        Dictionary<string, SavedColumns?> shown = [];
        try
        {
            foreach (var certificate in plan.NewCertificates)
            {
                var taken = await certificates.ImportAsync(certificate.Name, WorkspaceMerge.ToUpload(certificate), Stopping);
                names[certificate.Id] = taken.Id;
                made.Add(taken.Id);
            }

            foreach (var (place, definition) in plan.NewEndpoints)
            {
                added.Add(place, (await supervisor.CreateAsync(WorkspaceMerge.Renamed(definition, names), start: false, Stopping)).Id);
            }

            (var merge, saved) = await filters.ImportAsync(file.Filters, Stopping);
            shown = NewColumns(file, place => added.GetValueOrDefault(place) ?? plan.KnownEndpoints[place]);
            await columns.SaveAsync(shown, IsGone, Stopping);

            // The last one, since what is refused there needs no taking back.
            var merged = await payloads.ImportAsync(file.Payloads, Stopping);
            return new(
                added.Count,
                file.Endpoints.Count - added.Count,
                merged,
                merge,
                shown.Count,
                made.Count,
                file.Certificates.Count - made.Count,
                plan.Notes
            );
        }
        catch
        {
            await TakeBackAsync([.. added.Values], made, saved, shown.Keys);
            throw;
        }
    }

    /// <summary>The columns of feeds that have the usual ones here.</summary>
    private Dictionary<string, SavedColumns?> NewColumns(WorkspaceFileDto file, Func<int, string> idOf)
    {
        var shown = new Dictionary<string, SavedColumns?>();
        foreach (var one in file.Columns)
        {
            var feed = one.Endpoint is { } place ? idOf(place) : ColumnLibrary.Merged;
            if (columns.Of(feed) is null)
            {
                shown.TryAdd(feed, one.Columns);
            }
        }

        return shown;
    }

    private bool IsGone(string feed) => feed != ColumnLibrary.Merged && supervisor.Find(feed) is null;

    private async Task TakeBackAsync(
        IReadOnlyList<string> endpoints,
        IReadOnlyList<string> made,
        IReadOnlyList<string> saved,
        IEnumerable<string> shown
    )
    {
        await columns.SaveAsync(shown.ToDictionary(feed => feed, _ => (SavedColumns?)null), IsGone, CancellationToken.None);
        foreach (var id in saved)
        {
            await filters.DeleteAsync(id, CancellationToken.None);
        }

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
