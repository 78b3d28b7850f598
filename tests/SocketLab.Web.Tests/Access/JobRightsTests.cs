using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Access;

/// <summary>Who may do what to jobs, on the real routes.</summary>
public sealed class JobRightsTests
{
    private const string Operator = "operator-0123456789",
        Viewer = "viewer-0123456789";

    [Fact]
    public async Task A_viewer_reads_and_an_operator_changes()
    {
        await using var lab = new WebLab(
            null,
            ("SocketLab:Access:Mode", "token"),
            ("SocketLab:Access:OperatorToken", Operator),
            ("SocketLab:Access:ViewerToken", Viewer)
        );
        var endpoint = await lab.Supervisor.CreateAsync(
            new() { Kind = Core.Definitions.EndpointKind.TcpListener },
            start: true,
            WebLab.Soon()
        );
        var job = await endpoint.StartJobAsync(
            new Core.Transport.FixedPayload(new byte[1]),
            new() { PerSecond = 0.001 },
            null,
            WebLab.Soon()
        );
        (HttpMethod Method, string Path, bool Changes)[] calls =
        [
            (HttpMethod.Get, "/api/jobs", false),
            (HttpMethod.Get, $"/api/jobs/{job.Id}", false),
            (HttpMethod.Post, $"/api/jobs/{job.Id}/pause", true),
            (HttpMethod.Post, $"/api/jobs/{job.Id}/resume", true),
            (HttpMethod.Delete, $"/api/jobs/{job.Id}", true),
        ];
        foreach (var (method, path, changes) in calls)
        {
            Assert.Equal(401, await AskAsync(null));
            Assert.Equal(401, await AskAsync("wrong-0123456789"));
            Assert.Equal(changes ? 403 : 200, await AskAsync(Viewer));
            Assert.Equal(Core.Definitions.JobState.Running, job.State);

            async Task<int> AskAsync(string? token)
            {
                using var request = new HttpRequestMessage(method, path);
                request.Headers.Authorization = token is null ? null : new("Bearer", token);
                using var response = await lab.Http.SendAsync(request, WebLab.Soon());
                return (int)response.StatusCode;
            }
        }

        foreach (var (method, path, _) in calls)
        {
            using var request = new HttpRequestMessage(method, path);
            request.Headers.Authorization = new("Bearer", Operator);
            using var response = await lab.Http.SendAsync(request, WebLab.Soon());
            Assert.Equal(200, (int)response.StatusCode);
        }

        Assert.Equal(Core.Definitions.JobState.Cancelled, job.State);
    }
}
