using SocketLab.Core.Capture.Export;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;
using SocketLab.Web.Access;

namespace SocketLab.Web.Api;

/// <summary><c>/api/endpoints/{id}/export</c>: a journal as a file of one of several forms.</summary>
internal static class ExportRoutes
{
    private static readonly string[] Formats = ["jsonl", "csv", "text", "hexdump", "raw", "c"];

    public static void MapExport(this IEndpointRouteBuilder api) =>
        api.MapGet("/endpoints/{id}/export", ExportAsync).RequireAuthorization(Policies.Viewer);

    private static async Task ExportAsync(string id, HttpContext context, EndpointSupervisor supervisor)
    {
        var endpoint = supervisor.Get(id);
        var (name, range) = Parse(context.Request.Query, endpoint, context.RequestAborted);
        IExportFormat format = name switch
        {
            "csv" => new CsvFormat(supervisor.ToCaptureSource(endpoint)),
            "text" => new TextFormat(),
            "hexdump" => new HexDumpFormat(),
            "raw" => new RawFormat(),
            "c" => new CArrayFormat(),
            _ => new JsonLinesFormat(endpoint),
        };
        StreamedAnswer.Begin(context, format.MediaType, $"{endpoint.Definition.Name}.{format.Extension}");
        await StreamedAnswer.WriteAsync(context, async cancellation =>
        {
            try
            {
                await ExportFile.WriteAsync(endpoint.Journal, format, range, context.Response.BodyWriter, cancellation);
            }
            catch (MissingBytesException)
            {
                // What is out cannot be taken back, and a file that ends like a whole one would lie.
                context.Abort();
            }
        });
    }

    private static (string Format, ExportRange Range) Parse(IQueryCollection query, Endpoint endpoint, CancellationToken cancellation)
    {
        var read = new QueryReader(query, "format", "filter", "connectionId", "direction", "after", "before");
        var format = read.Choice("format", Formats) ?? "jsonl";
        var connection = read.Connection();
        var direction = read.Choice("direction", "in", "out");
        if (format == "raw")
        {
            direction ??= "in";
            if (connection.IsNone && !endpoint.Definition.Kind.IsUdp())
            {
                read.Refuse("connectionId", "Raw bytes are of one direction of one connection: say which.");
            }
        }

        var range = new ExportRange
        {
            Wanted = read.Filter().ToEntryTest([endpoint], cancellation),
            After = read.Number("after", 0, long.MaxValue - 1) ?? 0,
            Before = read.Number("before", 1, long.MaxValue) ?? long.MaxValue,
            Connection = connection,
            Direction = direction switch
            {
                "in" => EntryDirection.In,
                "out" => EntryDirection.Out,
                _ => EntryDirection.None,
            },
        };
        read.Finish();
        return (format, range);
    }
}
