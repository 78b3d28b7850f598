using System.Text;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Transport.Tls;
using SocketLab.Web.Access;
using SocketLab.Web.Api.Contracts;
using SocketLab.Web.Settings;

namespace SocketLab.Web.Api;

/// <summary><c>/api/certificates</c>: what endpoints show and trust. Private keys go in and never come out.</summary>
internal static class CertificateRoutes
{
    public static void MapCertificates(this IEndpointRouteBuilder api)
    {
        var viewer = api.MapGroup("/certificates").RequireAuthorization(Policies.Viewer);
        viewer.MapGet("", List);
        viewer.MapGet("/{id}", Get);
        viewer.MapGet("/{id}/file", GetFile);

        var change = api.MapGroup("/certificates").RequireAuthorization(Policies.Operator);
        change.MapPost("", CreateAsync);
        change.MapDelete("/{id}", DeleteAsync).AddEndpointFilter(RequestBody.RefuseContent);
    }

    private static IResult List(CertificateLibrary certificates) =>
        Answer.Ok(new CertificatesDto([.. certificates.List().Select(CertificateDto.From)]));

    private static IResult Get(string id, CertificateLibrary certificates) => Answer.Ok(CertificateDto.From(Find(certificates, id)));

    private static IResult GetFile(string id, CertificateLibrary certificates) =>
        Results.File(Encoding.ASCII.GetBytes(Find(certificates, id).PublicPem), "application/x-pem-file", $"{id}.pem");

    private static async Task<IResult> CreateAsync(
        HttpContext context,
        CertificateLibrary certificates,
        LimitOptions limits,
        IHostApplicationLifetime server
    )
    {
        var request = await RequestBody.ReadAsync<CertificateRequest>(context, nameof(limits.RequestBodyBytes), limits.RequestBodyBytes);
        var certificate = (request.Generate, request.Upload) switch
        {
            ({ } generate, null) => await certificates.GenerateAsync(request.Name, generate, server.ApplicationStopping),
            (null, { } upload) => await certificates.ImportAsync(request.Name, upload, server.ApplicationStopping),
            _ => throw new InvalidRequestException("$", "Say either what to generate or what to upload."),
        };
        return Answer.Created($"/api/certificates/{certificate.Id}", CertificateDto.From(certificate));
    }

    private static async Task<IResult> DeleteAsync(
        string id,
        CertificateLibrary certificates,
        EndpointSupervisor supervisor,
        IHostApplicationLifetime server
    )
    {
        Find(certificates, id);
        await CertificateUse.DeleteAsync(certificates, supervisor, id, server.ApplicationStopping);
        return Results.NoContent();
    }

    private static TlsCertificate Find(CertificateLibrary certificates, string id) =>
        certificates.Find(id) ?? throw new NotFoundException($"There is no certificate '{id}'.");
}
