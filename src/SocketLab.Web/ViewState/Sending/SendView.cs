using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Web.ViewState.Sending;

/// <summary>What stands around the composer at one moment. Equal views look alike.</summary>
public sealed record SendView
{
    /// <summary>As many connections as somebody would look through; more are in their table.</summary>
    private const int MaxToChooseFrom = 50;

    /// <summary>Before anything was pulled.</summary>
    public static SendView Empty { get; } = new();

    /// <summary>Whether something can be sent now.</summary>
    public bool IsRunning { get; private init; }

    /// <summary>Where it goes when nothing is named; empty for nowhere.</summary>
    public string Given { get; private init; } = "";

    /// <summary>How a destination is written, where none is given.</summary>
    public string Example { get; private init; } = "";

    /// <summary>What a click on Send will do.</summary>
    public SendPlan? Plan { get; private init; }

    /// <summary>The endpoint's jobs.</summary>
    public IReadOnlyList<JobLine> Jobs { get; private init; } = [];

    /// <summary>The newest open connections of a TCP listener, to choose from.</summary>
    public IReadOnlyList<TcpConnection> Connections { get; private init; } = [];

    /// <summary>How many connections would take what is sent to all.</summary>
    public int OpenConnections { get; private init; }

    /// <summary>Destinations of datagrams, to choose from.</summary>
    public IReadOnlyList<DestinationChoice> Choices { get; private init; } = [];

    /// <summary>Pulls what stands around the composer now.</summary>
    /// <param name="target">Where the send goes.</param>
    /// <param name="supervisor">Has the jobs, and the endpoints that can be sent to.</param>
    /// <param name="dismissed">The ended job that was put away; null for none.</param>
    /// <param name="before">An earlier view: lists that are still the same are taken from there.</param>
    public static SendView Of(SendTarget target, EndpointSupervisor supervisor, string? dismissed, SendView before)
    {
        var endpoint = target.Endpoint;
        var isListener = target.Kind.Traits().AcceptsConnections;
        return new SendView
        {
            IsRunning = target.IsRunning,
            Given = target.Given,
            Example = target.Example,
            Plan = target.Plan(),
            Jobs = Kept(before.Jobs, JobLine.List(supervisor.Jobs, endpoint, dismissed)),
            OpenConnections = isListener ? endpoint.Connections.Ready : 0,
            Connections = Kept(before.Connections, isListener ? Newest(endpoint) : []),
            Choices = Kept(
                before.Choices,
                endpoint.Definition.Kind.IsUdp() ? DestinationChoice.List(supervisor.List(), endpoint, target.DefaultDestination) : []
            ),
        };
    }

    private static TcpConnection[] Newest(Endpoint endpoint) =>
        [.. endpoint.Connections.ListOpen().OrderByDescending(connection => connection.OpenedAt).Take(MaxToChooseFrom)];

    private static IReadOnlyList<T> Kept<T>(IReadOnlyList<T> before, IReadOnlyList<T> now) => before.SequenceEqual(now) ? before : now;
}
