using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Transport.Tls;

/// <summary>The workspace's certificates: all in memory, each change first in the store.</summary>
public sealed partial class CertificateLibrary(ICertificateStore store, TimeProvider time, ILogger<CertificateLibrary> logger)
{
    /// <summary>How many there may be.</summary>
    public const int MostCertificates = 100;

    /// <summary>
    /// The one that listeners show when they name none; made when it is needed, and again when it was deleted or runs out.
    /// </summary>
    public const string OwnId = "self-signed";

    private const string OwnName = "SocketLab self-signed";
    private const int MaxNameLength = 100;

    private readonly SemaphoreSlim _editing = new(1, 1);
    private volatile IReadOnlyList<TlsCertificate> _certificates = [];

    /// <summary>Wakes watchers when a certificate comes or goes.</summary>
    public ChangeSignal Changed { get; } = new();

    /// <summary>All, in order of creation.</summary>
    public IReadOnlyList<TlsCertificate> List() => _certificates;

    /// <summary>The certificate with this id, or null.</summary>
    public TlsCertificate? Find(string id) => _certificates.FirstOrDefault(certificate => certificate.Id == id);

    /// <summary>Loads what is stored. Call it once, before anything else. One that is damaged is left where it is, and left out.</summary>
    /// <returns>How many are damaged.</returns>
    public async Task<int> RestoreAsync(CancellationToken cancellation)
    {
        var usable = new List<TlsCertificate>();
        var all = await store.LoadAsync(cancellation);
        foreach (var stored in all)
        {
            try
            {
                usable.Add(TlsCertificate.From(stored));
            }
            catch (CryptographicException error)
            {
                LogDamaged(stored.Id, error.Message);
            }
        }

        Replace(usable);
        return all.Count - usable.Count;
    }

    /// <summary>Makes a self-signed one.</summary>
    /// <param name="name">What to call it; empty: its first name.</param>
    /// <param name="generation">What it is for.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="InvalidDefinitionException">That cannot be made.</exception>
    /// <exception cref="LimitReachedException">There are too many.</exception>
    public Task<TlsCertificate> GenerateAsync(string name, CertificateGeneration generation, CancellationToken cancellation)
    {
        DefinitionError[] errors = [.. CheckName(name), .. generation.Check("$.generate")];
        if (errors.Length > 0)
        {
            throw new InvalidDefinitionException(errors);
        }

        var (pem, key) = SelfSigned.Create(generation, time.GetUtcNow());
        return AddAsync(Create(name.Trim().Length > 0 ? name.Trim() : generation.Names[0], pem, key), cancellation);
    }

    /// <summary>What is wrong with a file, without taking it in; null when nothing is.</summary>
    public static string? ProblemOf(CertificateUpload upload)
    {
        try
        {
            CertificateReader.Read(upload, "$");
            return null;
        }
        catch (InvalidDefinitionException error)
        {
            return error.Errors[0].Message;
        }
    }

    /// <summary>Takes one that somebody has already.</summary>
    /// <param name="name">What to call it; empty: its subject.</param>
    /// <param name="upload">The file.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="InvalidDefinitionException">It cannot be used.</exception>
    /// <exception cref="LimitReachedException">There are too many.</exception>
    public async Task<TlsCertificate> ImportAsync(string name, CertificateUpload upload, CancellationToken cancellation)
    {
        DefinitionError[] errors = [.. CheckName(name)];
        if (errors.Length > 0)
        {
            throw new InvalidDefinitionException(errors);
        }

        var (pem, key) = CertificateReader.Read(upload, "$.upload");
        var created = Create(name.Trim().Length > 0 ? name.Trim() : SubjectOf(pem), pem, key);
        if (created.HasPrivateKey && await TlsTrial.RunAsync(created, new TlsOptions(), cancellation) is { } problem)
        {
            throw new InvalidDefinitionException([new("$.upload.data", $"This certificate cannot be used for TLS: {problem}.")]);
        }

        return await AddAsync(created, cancellation);
    }

    /// <summary>Removes one, if it is there. Endpoints that run go on showing it.</summary>
    /// <returns>Whether it was there.</returns>
    public async Task<bool> DeleteAsync(string id, CancellationToken cancellation)
    {
        await _editing.WaitAsync(cancellation);
        try
        {
            if (Find(id) is null)
            {
                return false;
            }

            await store.DeleteAsync(id, cancellation);
            Replace([.. _certificates.Where(certificate => certificate.Id != id)]);
            return true;
        }
        finally
        {
            _editing.Release();
        }
    }

    /// <summary>
    /// What a listener shows that names none. A disk that is full does not keep it from that: then it lasts as long as the process.
    /// </summary>
    internal async Task<TlsCertificate> GetOwnAsync(CancellationToken cancellation)
    {
        await _editing.WaitAsync(cancellation);
        try
        {
            var now = time.GetUtcNow();
            if (Find(OwnId) is { HasPrivateKey: true } own && own.Info.NotAfter > now.UtcDateTime.AddDays(1))
            {
                return own;
            }

            var machine = Dns.GetHostName();
            string[] names =
            [
                "localhost",
                "127.0.0.1",
                "::1",
                .. Uri.CheckHostName(machine) == UriHostNameType.Dns && machine != "localhost" ? [machine] : Array.Empty<string>(),
            ];
            var (pem, key) = SelfSigned.Create(new CertificateGeneration { Names = names }, now);
            var stored = new StoredCertificate
            {
                Id = OwnId,
                Name = OwnName,
                CreatedAt = now.UtcDateTime,
                Pem = pem,
                PrivateKey = key,
            };
            try
            {
                await store.SaveAsync(stored, cancellation);
            }
            catch (NotSavedException error)
            {
                LogNotSaved(error);
            }

            var fresh = TlsCertificate.From(stored);
            Replace([.. _certificates.Where(certificate => certificate.Id != OwnId), fresh]);
            return fresh;
        }
        finally
        {
            _editing.Release();
        }
    }

    /// <summary>What is wrong with the certificates that TLS options name.</summary>
    internal IEnumerable<DefinitionError> Check(TlsOptions tls) =>
        [
            .. Check(tls.CertificateId, "certificateId", needsKey: true),
            .. Check(tls.ClientCertificateId, "clientCertificateId", needsKey: true),
            .. Check(tls.TrustedCertificateId, "trustedCertificateId", needsKey: false),
        ];

    private IEnumerable<DefinitionError> Check(string? id, string property, bool needsKey)
    {
        if (id is null || (id == OwnId && property == "certificateId"))
        {
            yield break;
        }

        var path = $"$.tcp.tls.{property}";
        if (Find(id) is not { } certificate)
        {
            yield return new(path, $"There is no certificate '{id}'.");
        }
        else if (needsKey && !certificate.HasPrivateKey)
        {
            yield return new(path, $"The certificate '{certificate.Name}' came without its private key: it can be trusted, but not shown.");
        }
    }

    private static IEnumerable<DefinitionError> CheckName(string name)
    {
        if (name.Length > MaxNameLength || name.Any(char.IsControl))
        {
            yield return new("$.name", $"A name has at most {MaxNameLength} characters, none of them a control character.");
        }
    }

    private static string SubjectOf(string pem)
    {
        using var certificate = X509Certificate2.CreateFromPem(pem);
        var subject = CertificateInfo.Of(certificate).Subject;
        return subject.Length == 0 ? "no subject"
            : subject.Length <= MaxNameLength ? subject
            : subject[..MaxNameLength];
    }

    private TlsCertificate Create(string name, string pem, byte[]? key) =>
        TlsCertificate.From(
            new StoredCertificate
            {
                Id = OpaqueId.New(),
                Name = name,
                CreatedAt = time.GetUtcNow().UtcDateTime,
                Pem = pem,
                PrivateKey = key,
            }
        );

    private async Task<TlsCertificate> AddAsync(TlsCertificate created, CancellationToken cancellation)
    {
        await _editing.WaitAsync(cancellation);
        try
        {
            if (_certificates.Count >= MostCertificates)
            {
                throw new LimitReachedException("Certificates", MostCertificates);
            }

            await store.SaveAsync(created.Stored, cancellation);
            Replace([.. _certificates, created]);
            return created;
        }
        finally
        {
            _editing.Release();
        }
    }

    private void Replace(IReadOnlyList<TlsCertificate> certificates)
    {
        _certificates = certificates;
        Changed.Set();
    }

    [LoggerMessage(1101, LogLevel.Error, "The certificate {Id} in the workspace is damaged and left out: {Reason}")]
    private partial void LogDamaged(string id, string reason);

    [LoggerMessage(1102, LogLevel.Warning, "SocketLab's own certificate could not be saved: the next start makes another one")]
    private partial void LogNotSaved(Exception error);
}
