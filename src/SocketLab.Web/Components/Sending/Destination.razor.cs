using Microsoft.AspNetCore.Components;
using SocketLab.Core.Definitions;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Sending;

namespace SocketLab.Web.Components.Sending;

/// <summary>Where to: any address for datagrams; one, several or all connections of a listener; else what there is.</summary>
public partial class Destination
{
    /// <summary>The endpoint's kind.</summary>
    [Parameter]
    public EndpointKind Kind { get; set; }

    /// <summary>Where it goes when nothing is named; empty for nowhere.</summary>
    [Parameter]
    public string Given { get; set; } = "";

    /// <summary>How a destination is written, where none is given.</summary>
    [Parameter]
    public string Example { get; set; } = "";

    /// <summary>What holds the choice.</summary>
    [Parameter, EditorRequired]
    public ComposerState State { get; set; } = default!;

    /// <summary>Destinations of datagrams to choose from.</summary>
    [Parameter]
    public IReadOnlyList<DestinationChoice> Choices { get; set; } = [];

    /// <summary>The newest open connections of a TCP listener.</summary>
    [Parameter]
    public IReadOnlyList<TcpConnection> Connections { get; set; } = [];

    /// <summary>How many connections are open.</summary>
    [Parameter]
    public int OpenConnections { get; set; }

    /// <summary>The choice changed something in the state.</summary>
    [Parameter]
    public EventCallback OnChange { get; set; }

    private string Label =>
        State.ChosenConnections switch
        {
            [] => OpenConnections switch
            {
                0 => "No open connection",
                1 => "The only connection",
                var open => $"All {Number(open)} open",
            },
            [var only] => Connections.FirstOrDefault(connection => connection.Id == only) is { } connection
                ? PeerText.Of(connection)
                : "1 connection",
            { Count: var count } => $"{Number(count)} connections",
        };

    private string To => State.To ?? Given;

    /// <summary>Who empties the field and leaves it gets back what is given.</summary>
    private Task TakeGivenAsync() =>
        string.IsNullOrWhiteSpace(State.To) && State.To is not null ? ChangeAsync(() => State.To = null) : Task.CompletedTask;

    private Task ChangeAsync(Action change)
    {
        change();
        return OnChange.InvokeAsync();
    }
}
