using System.Reflection;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using SocketLab.Core.Definitions;
using SocketLab.Web.Access;
using SocketLab.Web.Commands;
using SocketLab.Web.Hubs;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Hubs;

/// <summary>Who may call what on the hub.</summary>
public sealed class HubRightsTests
{
    private const string Viewer = "viewer-0123456789";

    [Fact]
    public void Every_method_names_its_right()
    {
        var methods = typeof(LiveHub)
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.GetBaseDefinition() == method);
        var rights = methods.ToDictionary(method => method.Name, method => method.GetCustomAttribute<RightAttribute>()?.Policy);
        Assert.Equal(
            new Dictionary<string, string?>
            {
                [nameof(LiveHub.WatchEntries)] = Policies.Viewer,
                [nameof(LiveHub.WatchEndpoints)] = Policies.Viewer,
                [nameof(LiveHub.StartEndpoint)] = Policies.Operator,
                [nameof(LiveHub.StopEndpoint)] = Policies.Operator,
                [nameof(LiveHub.Send)] = Policies.Operator,
            },
            rights
        );
    }

    [Theory, MemberData(nameof(LiveHubTests.Protocols), MemberType = typeof(LiveHubTests))]
    public async Task A_viewer_reads_and_is_told_that_the_rest_is_for_operators(string protocol)
    {
        await using var lab = new WebLab(
            null,
            ("SocketLab:Access:Mode", "token"),
            ("SocketLab:Access:OperatorToken", "operator-0123456789"),
            ("SocketLab:Access:ViewerToken", Viewer)
        );
        var endpoint = await lab.Supervisor.CreateAsync(new() { Kind = EndpointKind.UdpListener }, start: false, WebLab.Soon());
        await using var hub = await HubClient.ConnectAsync(lab, protocol, Viewer);
        await using (var all = hub.Stream("WatchEndpoints").GetAsyncEnumerator())
        {
            Assert.True(await all.MoveNextAsync());
        }

        foreach (
            var (method, arguments) in new (string, object?[])[]
            {
                ("StartEndpoint", [endpoint.Id]),
                ("StopEndpoint", [endpoint.Id]),
                ("Send", [endpoint.Id, new { payload = new { data = "x" } }]),
                ("StartEndpoint", [1]),
                ("Send", [null, null]),
            }
        )
        {
            var error = await Assert.ThrowsAsync<HubException>(() => hub.Invoke(method, arguments));
            Assert.EndsWith("HubException: operatorRequired: Only an operator may do this.", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(EndpointState.Stopped, endpoint.State);
    }

    [Fact]
    public async Task A_method_that_names_no_right_is_for_operators()
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddAuthorizationBuilder()
            .AddPolicy(Policies.Viewer, policy => policy.RequireRole(Roles.Viewer))
            .AddPolicy(Policies.Operator, policy => policy.RequireRole(Roles.Operator))
            .Services;
        await using var provider = services.BuildServiceProvider();
        using var hub = new Forgotten();
        Assert.Equal("operatorRequired", await CallAsync(Roles.Viewer));
        Assert.Equal("done", await CallAsync(Roles.Operator));

        async Task<object?> CallAsync(string role)
        {
            var context = new HubInvocationContext(
                new Caller(role),
                provider,
                hub,
                typeof(Forgotten).GetMethod(nameof(Forgotten.Anything))!,
                []
            );
            try
            {
                return await new RightFilter().InvokeMethodAsync(context, _ => ValueTask.FromResult<object?>("done"));
            }
            catch (ForbiddenException)
            {
                return "operatorRequired";
            }
        }
    }

    private sealed class Forgotten : Hub
    {
        public void Anything() => Clients.ToString();
    }

    private sealed class Caller(string role) : HubCallerContext
    {
        public override string ConnectionId => "one";

        public override string? UserIdentifier => null;

        public override ClaimsPrincipal? User { get; } = new(new ClaimsIdentity([new(ClaimTypes.Role, role)], "test"));

        public override IDictionary<object, object?> Items { get; } = new Dictionary<object, object?>();

        public override IFeatureCollection Features { get; } = new FeatureCollection();

        public override CancellationToken ConnectionAborted => CancellationToken.None;

        public override void Abort() { }
    }
}
