using System.Text;
using SocketLab.Contracts;
using SocketLab.Core.Transport.Tls;
using SocketLab.Web.Access;
using SocketLab.Web.Api.Mapping;
using SocketLab.Web.Commands;

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

    private static IResult Get(string id, CertificateCommands commands) => Answer.Ok(CertificateDto.From(commands.Get(id)));

    private static IResult GetFile(string id, CertificateCommands commands) =>
        Results.File(Encoding.ASCII.GetBytes(commands.Get(id).PublicPem), "application/x-pem-file", $"{id}.pem");

    private static async Task<IResult> CreateAsync(HttpContext context, Caller caller, CertificateCommands commands)
    {
        var request = await RequestBody.ReadAsync<CertificateRequest>(context);
        var certificate = (request.Generate, request.Upload) switch
        {
            ({ } generate, null) => await commands.GenerateAsync(caller, request.Name, generate),
            (null, { } upload) => await commands.ImportAsync(caller, request.Name, upload),
            _ => throw new InvalidRequestException("$", "Say either what to generate or what to upload."),
        };
        return Answer.Created($"/api/certificates/{certificate.Id}", CertificateDto.From(certificate));
    }

    private static async Task<IResult> DeleteAsync(string id, Caller caller, CertificateCommands commands)
    {
        await commands.DeleteAsync(caller, id);
        return Results.NoContent();
    }
}
