using SocketLab.Contracts;
using SocketLab.Core.Definitions;
using SocketLab.Core.Dissecting;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Numbers;
using SocketLab.Web.Access;

namespace SocketLab.Web.Api;

/// <summary><c>/api/endpoints/{id}/entries/{seq}/decode</c>: entries as Wireshark reads them.</summary>
internal static class DecodeRoutes
{
    public static void MapDecoding(this IEndpointRouteBuilder api) =>
        api.MapGet("/endpoints/{id}/entries/{seq}/decode", DecodeAsync).RequireAuthorization(Policies.Viewer);

    private static async Task<IResult> DecodeAsync(
        string id,
        string seq,
        HttpContext context,
        EndpointSupervisor supervisor,
        Dissector dissector
    )
    {
        var endpoint = supervisor.Get(id);
        var read = new QueryReader(context.Request.Query, "as");
        var protocol = read.Text("as");
        if (protocol is not null && !DissectorName.IsOne(protocol))
        {
            read.Refuse("as", DissectorName.Rule);
        }

        read.Finish();
        var known = endpoint.Definition.DecodeAs;
        var source = supervisor.ToCaptureSource(endpoint);
        var decoded = WholeNumber.TryRead<long>(seq, out var sequence) && sequence > 0
            ? await dissector.DecodeAsync(source, sequence, protocol ?? (known.Length > 0 ? known : null), context.RequestAborted)
            : null;
        return decoded is null
            ? throw new NotFoundException($"There is no message {seq} in this journal.")
            : Answer.Ok(new DecodeDto(decoded.Protocol, decoded.Info, ToDtos(decoded.Tree)));
    }

    private static DecodedFieldDto[] ToDtos(IReadOnlyList<DissectedField> fields) =>
        [
            .. fields.Select(field => new DecodedFieldDto(
                field.Label,
                field.Field,
                field.Position,
                field.Length,
                field.IsGenerated,
                field.IsSuspicious,
                ToDtos(field.Children)
            )),
        ];
}
