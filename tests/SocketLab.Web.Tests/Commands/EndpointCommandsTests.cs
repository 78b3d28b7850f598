using Microsoft.Extensions.DependencyInjection;
using SocketLab.Contracts;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Web.Commands;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Commands;

public sealed class EndpointCommandsTests(WebLab lab) : IClassFixture<WebLab>
{
    private EndpointCommands Commands => lab.Services.GetRequiredService<EndpointCommands>();

    [Fact]
    public async Task A_change_restarts_only_where_it_takes_another_socket()
    {
        var endpoint = await ListenAsync();
        var bound = endpoint.Status.Bound;
        await Commands.ChangeWithRestartAsync(Callers.Operator, endpoint.Id, endpoint.Definition with { Name = "renamed" });
        Assert.Equal((EndpointState.Running, "renamed"), (endpoint.State, endpoint.Definition.Name));
        Assert.Same(bound, endpoint.Status.Bound);

        var smaller = endpoint.Definition.Udp with { ReceiveBufferBytes = endpoint.Definition.Udp.ReceiveBufferBytes / 2 };
        var changed = await Commands.ChangeWithRestartAsync(Callers.Operator, endpoint.Id, endpoint.Definition with { Udp = smaller });
        Assert.Equal(EndpointState.Running, changed.State);
        Assert.NotSame(bound, changed.Status.Bound);
    }

    [Fact]
    public async Task A_change_that_is_refused_leaves_a_running_endpoint_running()
    {
        var endpoint = await ListenAsync();
        var wrong = endpoint.Definition with { Udp = endpoint.Definition.Udp with { ReceiveBufferBytes = -1 } };
        await Assert.ThrowsAsync<InvalidDefinitionException>(() => Commands.ChangeWithRestartAsync(Callers.Operator, endpoint.Id, wrong));
        Assert.Equal(EndpointState.Running, lab.Supervisor.Get(endpoint.Id).State);
    }

    [Fact]
    public async Task Another_port_is_used_at_once_and_a_made_name_follows_it()
    {
        using var taken = Sockets.Udp();
        var endpoint = await Commands.CreateAsync(
            Callers.Operator,
            new EndpointDefinition
            {
                Kind = EndpointKind.UdpListener,
                Local = new LocalAddress { Port = taken.Port() },
            },
            start: true
        );
        Assert.Equal(EndpointState.Faulted, endpoint.State);

        var port = Sockets.QuietPort();
        var moved = await Commands.UsePortAsync(Callers.Operator, endpoint.Id, port);
        Assert.Equal(EndpointState.Running, moved.State);
        Assert.Contains($"{port}", moved.Definition.Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_that_fails_is_refused_to_whoever_wants_it_so()
    {
        using var taken = Sockets.Udp();
        var definition = new EndpointDefinition
        {
            Kind = EndpointKind.UdpListener,
            Local = new LocalAddress { Port = taken.Port() },
        };
        var endpoint = await Commands.CreateAsync(Callers.Operator, definition, start: false);
        Assert.Equal(EndpointState.Faulted, (await Commands.StartAsync(Callers.Operator, endpoint.Id)).State);
        var refused = await Assert.ThrowsAsync<StartFaultedException>(() => Commands.StartOrRefuseAsync(Callers.Operator, endpoint.Id));
        Assert.Equal("addressInUse", Refusal.From(refused)!.Code);
    }

    [Fact]
    public async Task A_group_that_cannot_be_joined_is_wrong_where_it_was_written()
    {
        var endpoint = await ListenAsync();
        var error = await Assert.ThrowsAsync<InvalidRequestException>(() =>
            Commands.JoinGroupAsync(Callers.Operator, endpoint.Id, "10.0.0.1")
        );
        Assert.Equal("$.group", Assert.Single(error.Errors).Path);
        Assert.Equal(409, (await StatusOfAsync(() => Commands.JoinGroupAsync(Callers.Operator, endpoint.Id, "239.1.2.3%nosuch"))));
    }

    [Fact]
    public async Task A_change_that_the_system_refuses_is_a_refusal_too()
    {
        var endpoint = await ListenAsync();
        // The system lets a socket join twenty groups (igmp(7), igmp_max_memberships).
        string[] tooMany = [.. Enumerable.Range(1, 40).Select(i => $"239.1.2.{i}%lo")];
        var groups = endpoint.Definition with { Udp = endpoint.Definition.Udp with { MulticastGroups = tooMany } };
        Assert.Equal(409, await StatusOfAsync(() => Commands.ChangeWithRestartAsync(Callers.Operator, endpoint.Id, groups)));
        Assert.Equal(EndpointState.Running, endpoint.State);
    }

    private static async Task<int?> StatusOfAsync(Func<Task> command) => Refusal.From((await Record.ExceptionAsync(command))!)?.Status;

    private Task<Endpoint> ListenAsync() =>
        Commands.CreateAsync(
            Callers.Operator,
            new EndpointDefinition
            {
                Kind = EndpointKind.UdpListener,
                Local = new LocalAddress { Address = "0.0.0.0" },
            },
            start: true
        );
}
