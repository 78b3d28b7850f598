using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Payloads;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.ViewState;

namespace SocketLab.Web.Components.Sending;

/// <summary>The bottom pane: what to send from the selected endpoint, and where to.</summary>
public partial class Composer
{
    private ElementReference _box;

    /// <summary>What is being written.</summary>
    [Parameter, EditorRequired]
    public ComposerState State { get; set; } = default!;

    /// <summary>The endpoint's kind.</summary>
    [Parameter]
    public EndpointKind Kind { get; set; }

    /// <summary>Where it goes when nothing is named.</summary>
    [Parameter]
    public string ToPlaceholder { get; set; } = "";

    /// <summary>The newest open connections of a TCP listener, to choose from.</summary>
    [Parameter]
    public IReadOnlyList<TcpConnection> Connections { get; set; } = [];

    /// <summary>How many are open.</summary>
    [Parameter]
    public int OpenConnections { get; set; }

    /// <summary>The peer of the chosen connection, where it is an older one that is open; null otherwise.</summary>
    [Parameter]
    public string? Chosen { get; set; }

    /// <summary>Whether the endpoint can send now.</summary>
    [Parameter]
    public bool Enabled { get; set; }

    /// <summary>Why it cannot.</summary>
    [Parameter]
    public string DisabledReason { get; set; } = "";

    /// <summary>Send it.</summary>
    [Parameter]
    public EventCallback OnSend { get; set; }

    private string Placeholder => State.Format switch
    {
        PayloadFormat.Hex => "48 65 6c 6c 6f 0a",
        PayloadFormat.Base64 => "SGVsbG8K",
        _ => @"Hello\n",
    };

    /// <summary>Puts the cursor into the payload.</summary>
    public ValueTask FocusAsync() => _box.FocusAsync();

    private Task OnKeyAsync(KeyboardEventArgs key)
    {
        switch (key.Key)
        {
            case "Enter" when key.CtrlKey || key.MetaKey:
                return Enabled && State.CanSend ? OnSend.InvokeAsync() : Task.CompletedTask;
            case "ArrowUp":
                State.Recall(-1);
                break;
            case "ArrowDown":
                State.Recall(1);
                break;
        }

        return Task.CompletedTask;
    }
}
