using SocketLab.Contracts;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Framing;
using SocketLab.Web.Access;
using SocketLab.Web.Api.Mapping;

namespace SocketLab.Web.Api;

/// <summary><c>/api/endpoints/{id}/frames</c>: a connection's bytes, cut by the endpoint's framing.</summary>
internal static class FrameRoutes
{
    /// <summary>A page ends here, roughly; it has at least one frame.</summary>
    private const long PageBytes = 8 << 20;

    public static void MapFrames(this IEndpointRouteBuilder api) =>
        api.MapGet("/endpoints/{id}/frames", Read).RequireAuthorization(Policies.Viewer);

    private static IResult Read(string id, HttpRequest request, EndpointSupervisor supervisor)
    {
        var endpoint = supervisor.Get(id);
        var query = FrameQuery.Parse(request.Query);
        if (endpoint.Connections.Find(query.Connection) is null && endpoint.Captured?.Find(query.Connection) is null)
        {
            throw new NotFoundException($"The endpoint has no connection '{query.Connection}'.");
        }

        var source = new FrameSource(query.Connection, query.Direction, endpoint.Definition.Tcp.Framing);
        var journal = endpoint.Journal;
        var cursor = query.After is null ? default : FrameToken.Read(query.After, source, journal.Id);
        var page = FrameReader.Read(journal, source, cursor, query.Limit);
        var count = CountThatFits(page.Frames, query.PayloadBytes);
        if (count < page.Frames.Count)
        {
            page = FrameReader.Read(journal, source, cursor, count);
        }

        IReadOnlyList<Frame> all = page.Open is { } open ? [.. page.Frames, open] : page.Frames;
        var payloads = FramePayloads.Read(journal, source, all, FrameDto.BytesToRead(query.PayloadBytes));
        var frames = all.Select((frame, i) => FrameDto.From(frame, source.Options, payloads[i], query.PayloadBytes)).ToList();
        return Answer.Ok(
            new FramesDto(
                journal.Id,
                source.Connection.ToString(),
                source.Direction,
                source.Options,
                frames[..page.Frames.Count],
                page.Open is null ? null : frames[^1],
                page.MissedBytes,
                FrameToken.Write(page.Next, source, journal.Id),
                page.AtEnd
            )
        );
    }

    private static int CountThatFits(IReadOnlyList<Frame> frames, int payloadBytes)
    {
        var (size, count) = (0L, 0);
        while (count < frames.Count && (count == 0 || size <= PageBytes))
        {
            size += Math.Min(frames[count++].Length, FrameDto.BytesToRead(payloadBytes));
        }

        return count;
    }
}
