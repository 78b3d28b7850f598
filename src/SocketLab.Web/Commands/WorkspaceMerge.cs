using System.Text;
using System.Text.Json;
using SocketLab.Contracts;
using SocketLab.Contracts.Serialization;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Payloads;
using SocketLab.Core.Transport.Tls;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Commands;

/// <summary>What of a workspace file is to be added to what is there.</summary>
/// <param name="NewEndpoints">Definitions that are not there as they are in the file, each with its place there.</param>
/// <param name="KnownEndpoints">The ids of the file's endpoints that are there, by their places.</param>
/// <param name="NewCertificates">Certificates that are not there.</param>
/// <param name="KnownCertificates">The ids here of the file's certificates that are there, by their ids in the file.</param>
/// <param name="Notes">What will not be as it was, in sentences.</param>
internal sealed record WorkspaceMerge(
    IReadOnlyList<(int Place, EndpointDefinition Definition)> NewEndpoints,
    IReadOnlyDictionary<int, string> KnownEndpoints,
    IReadOnlyList<WorkspaceCertificate> NewCertificates,
    IReadOnlyDictionary<string, string> KnownCertificates,
    IReadOnlyList<string> Notes
)
{
    /// <summary>Looks at all of a file.</summary>
    /// <exception cref="InvalidRequestException">Something is wrong with it.</exception>
    /// <exception cref="LimitReachedException">There is no room for all of it.</exception>
    public static WorkspaceMerge Plan(WorkspaceFileDto file, EndpointSupervisor supervisor, CertificateLibrary certificates)
    {
        if (file.Format != WorkspaceFileDto.Current)
        {
            throw new InvalidRequestException("$.format", $"This version reads format {WorkspaceFileDto.Current} only.");
        }

        // These are counted before each of them is looked at.
        RequireRoom("Filters", file.Filters.Count, FilterLibrary.MaxFilters);
        RequireRoom("Certificates", file.Certificates.Count, CertificateLibrary.MostCertificates);
        var known = KnownOf(file, certificates);
        WorkspaceCertificate[] fresh = [.. file.Certificates.Where(one => !known.ContainsKey(one.Id))];
        RequireRoom("Certificates", certificates.List().Count + fresh.Length, CertificateLibrary.MostCertificates);
        var errors = new DefinitionErrors();
        CheckCertificates(file, errors);
        var (added, there, notes) = EndpointsOf(file, supervisor, known, WithKeysOf(fresh, known, certificates), errors);
        errors.AddRange(FilterLibrary.Check(file.Filters, "$.filters"));
        CheckColumns(file, errors);
        if (errors.List.Count > 0)
        {
            throw new InvalidRequestException(errors.List);
        }

        RequireRoom(nameof(supervisor.Limits.Endpoints), supervisor.List().Count + added.Count, supervisor.Limits.Endpoints);
        return new(added, there, fresh, known, notes);
    }

    /// <summary>The definition with the ids that the file's certificates have here.</summary>
    public static EndpointDefinition Renamed(EndpointDefinition definition, IReadOnlyDictionary<string, string> ids)
    {
        var tls = definition.Tcp.Tls;
        return definition with
        {
            Tcp = definition.Tcp with
            {
                Tls = tls with
                {
                    CertificateId = IdOf(tls.CertificateId),
                    ClientCertificateId = IdOf(tls.ClientCertificateId),
                    TrustedCertificateId = IdOf(tls.TrustedCertificateId),
                },
            },
        };

        string? IdOf(string? id) => id is null ? null : ids.GetValueOrDefault(id, id);
    }

    /// <summary>A certificate as it is taken in: with its key, where the file has that.</summary>
    public static CertificateUpload ToUpload(WorkspaceCertificate certificate) =>
        new() { Data = Convert.ToBase64String(Encoding.ASCII.GetBytes($"{certificate.Pem}\n{certificate.PrivateKey}")) };

    private static void RequireRoom(string limit, int count, int most)
    {
        if (count > most)
        {
            throw new LimitReachedException(limit, most);
        }
    }

    /// <summary>The ids that certificates of the file have here, by their ids there; SocketLab's own is everywhere.</summary>
    private static Dictionary<string, string> KnownOf(WorkspaceFileDto file, CertificateLibrary certificates)
    {
        var known = new Dictionary<string, string> { [CertificateLibrary.OwnId] = CertificateLibrary.OwnId };
        foreach (var one in file.Certificates)
        {
            if (certificates.List().FirstOrDefault(other => IsSame(other, one)) is { } here)
            {
                known.TryAdd(one.Id, here.Id);
            }
        }

        return known;
    }

    /// <summary>The file's ids of certificates that an endpoint can show, since their keys are in the file or here.</summary>
    private static HashSet<string> WithKeysOf(
        IEnumerable<WorkspaceCertificate> fresh,
        IReadOnlyDictionary<string, string> known,
        CertificateLibrary certificates
    ) =>
        [
            CertificateLibrary.OwnId,
            .. fresh.Where(one => one.PrivateKey is not null).Select(one => one.Id),
            .. known.Where(pair => certificates.Find(pair.Value)?.HasPrivateKey == true).Select(pair => pair.Key),
        ];

    /// <summary>The endpoints that are not there as they are in the file, those that are, and what will not be as it was.</summary>
    private static (List<(int, EndpointDefinition)> Added, Dictionary<int, string> There, List<string> Notes) EndpointsOf(
        WorkspaceFileDto file,
        EndpointSupervisor supervisor,
        IReadOnlyDictionary<string, string> known,
        HashSet<string> withKeys,
        DefinitionErrors errors
    )
    {
        var (added, there, notes) = (new List<(int, EndpointDefinition)>(), new Dictionary<int, string>(), new List<string>());
        var named = file.Certificates.Select(one => one.Id).Append(CertificateLibrary.OwnId).ToHashSet();
        var present = supervisor.List().DistinctBy(Text).ToDictionary(Text, endpoint => endpoint.Id);
        for (var i = 0; i < file.Endpoints.Count && !errors.IsFull; i++)
        {
            Check($"$.endpoints[{i}]", file.Endpoints[i], named, supervisor.Limits, errors);
            if (errors.List.Count == 0)
            {
                var usable = WithoutLostKeys(file.Endpoints[i], withKeys, out var lost);
                if (present.TryGetValue(TextOf(Renamed(usable, known).WithDefaults()), out var here))
                {
                    there.Add(i, here);
                }
                else
                {
                    added.Add((i, usable));
                    notes.AddRange(lost);
                }
            }
        }

        return (added, there, notes);

        static string Text(Endpoint endpoint) => TextOf(endpoint.Definition);
    }

    private static void Check(
        string path,
        EndpointDefinition definition,
        HashSet<string> certificates,
        EndpointLimits limits,
        DefinitionErrors errors
    )
    {
        errors.AddRange(DefinitionValidator.Validate(definition, limits).Select(error => Under(path, error)));
        if (Enum.IsDefined(definition.Kind) && !definition.Kind.Traits().HasSocket)
        {
            errors.Add($"{path}.kind", "A capture is a file of its own: it cannot be in a workspace.");
        }

        foreach (var (id, property) in CertificatesOf(definition.Tcp.Tls))
        {
            errors.Require(
                certificates.Contains(id),
                $"{path}.tcp.tls.{property}",
                $"The file has no certificate '{ShortText.Of(id, 50)}'."
            );
        }
    }

    private static void CheckColumns(WorkspaceFileDto file, DefinitionErrors errors)
    {
        var feeds = new HashSet<int?>();
        for (var i = 0; i < file.Columns.Count && !errors.IsFull; i++)
        {
            var (path, one) = ($"$.columns[{i}]", file.Columns[i]);
            var isKnown = one.Endpoint is not { } place || (place >= 0 && place < file.Endpoints.Count);
            errors.Require(isKnown, $"{path}.endpoint", "The file has no endpoint at this place; the first is 0.");
            errors.Require(feeds.Add(one.Endpoint), $"{path}.endpoint", "The file has columns of this feed already.");
            errors.AddRange(SavedColumnsRules.Check(one.Columns, $"{path}.columns"));
        }
    }

    private static void CheckCertificates(WorkspaceFileDto file, DefinitionErrors errors)
    {
        var ids = new HashSet<string>();
        for (var i = 0; i < file.Certificates.Count && !errors.IsFull; i++)
        {
            var (path, one) = ($"$.certificates[{i}]", file.Certificates[i]);
            errors.Require(ids.Add(one.Id), $"{path}.id", "Two certificates of the file have this id.");
            if (CertificateLibrary.ProblemOf(ToUpload(one)) is { } problem)
            {
                errors.Add($"{path}.pem", problem);
            }
        }
    }

    /// <summary>An endpoint whose certificate comes without its key shows another one; one without a client's shows none.</summary>
    private static EndpointDefinition WithoutLostKeys(EndpointDefinition definition, HashSet<string> withKeys, out List<string> notes)
    {
        notes = [];
        var tls = definition.Tcp.Tls;
        if (tls.CertificateId is { } own && !withKeys.Contains(own))
        {
            notes.Add($"“{definition.Name}” shows SocketLab's own certificate: the file has no private key of the one that it showed.");
            tls = tls with { CertificateId = null };
        }

        if (tls.ClientCertificateId is { } client && !withKeys.Contains(client))
        {
            notes.Add($"“{definition.Name}” shows no client certificate: the file has no private key of the one that it showed.");
            tls = tls with { ClientCertificateId = null };
        }

        return definition with
        {
            Tcp = definition.Tcp with { Tls = tls },
        };
    }

    private static IEnumerable<(string Id, string Property)> CertificatesOf(TlsOptions tls) =>
        new[]
        {
            (tls.CertificateId, "certificateId"),
            (tls.ClientCertificateId, "clientCertificateId"),
            (tls.TrustedCertificateId, "trustedCertificateId"),
        }
            .Where(pair => pair.Item1 is not null)
            .Select(pair => (pair.Item1!, pair.Item2));

    /// <summary>Whether one here is the file's, and has its key if that has one.</summary>
    private static bool IsSame(TlsCertificate here, WorkspaceCertificate file) =>
        here.PublicPem.ReplaceLineEndings() == file.Pem.ReplaceLineEndings() && (here.HasPrivateKey || file.PrivateKey is null);

    private static DefinitionError Under(string path, DefinitionError error) => error with { Path = path + error.Path.TrimStart('$') };

    private static string TextOf(EndpointDefinition definition) => JsonSerializer.Serialize(definition, ContractJson.Options);
}
