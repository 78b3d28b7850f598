using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using SocketLab.Core.Definitions;
using SocketLab.Core.Payloads;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Sending;

namespace SocketLab.Web.Components.Sending;

/// <summary>What to send, and where to. Knows no endpoint: <see cref="SendPane"/> does what it asks for.</summary>
public partial class Composer
{
    private PayloadBox? _box;
    private SendPlan? _plan;

    /// <summary>What is being written.</summary>
    [Parameter, EditorRequired]
    public ComposerState State { get; set; } = default!;

    /// <summary>The endpoint's kind.</summary>
    [Parameter]
    public EndpointKind Kind { get; set; }

    /// <summary>Where a send goes when no destination is named; empty for nowhere.</summary>
    [Parameter]
    public string Given { get; set; } = "";

    /// <summary>How a destination is written, where none is given.</summary>
    [Parameter]
    public string Example { get; set; } = "";

    /// <summary>Destinations of datagrams to choose from.</summary>
    [Parameter]
    public IReadOnlyList<DestinationChoice> Choices { get; set; } = [];

    /// <summary>The newest open connections of a TCP listener.</summary>
    [Parameter]
    public IReadOnlyList<TcpConnection> Connections { get; set; } = [];

    /// <summary>How many connections are open.</summary>
    [Parameter]
    public int OpenConnections { get; set; }

    /// <summary>Says what a click on Send will do, after something was typed or chosen; null where nobody does.</summary>
    [Parameter]
    public Func<SendPlan>? Plan { get; set; }

    /// <summary>Whether the endpoint can send now.</summary>
    [Parameter]
    public bool Enabled { get; set; }

    /// <summary>Why the endpoint cannot send now.</summary>
    [Parameter]
    public string DisabledReason { get; set; } = "";

    /// <summary>Whether a file can be sent.</summary>
    [Parameter]
    public bool AllowFile { get; set; }

    /// <summary>Says why the last send of what is written was refused, or null; asked again after an edit.</summary>
    [Parameter]
    public Func<string?>? Refusal { get; set; }

    /// <summary>Says that what is written was sent, or null; asked again after an edit.</summary>
    [Parameter]
    public Func<string?>? Sent { get; set; }

    /// <summary>The menus of payloads that stand beside the options.</summary>
    [Parameter]
    public RenderFragment? Menus { get; set; }

    /// <summary>What is written is to be sent once.</summary>
    [Parameter]
    public EventCallback OnSend { get; set; }

    /// <summary>A datagram without a byte is to be sent.</summary>
    [Parameter]
    public EventCallback OnSendEmpty { get; set; }

    /// <summary>What is written is to be sent again and again.</summary>
    [Parameter]
    public EventCallback OnStart { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [State];

    private bool CanSend => Enabled && State.CanSend && _plan is not { IsPossible: false };

    /// <summary>Whether nothing but bytes is missing: an empty datagram is one, but nobody sends it by a click too many.</summary>
    private bool OffersEmpty => Kind.IsUdp() && Enabled && !State.UsesFile && State is { Bytes: 0, Repeats: false };

    private string Placeholder =>
        State.Format switch
        {
            PayloadFormat.Hex => "Bytes in hex, such as 48 65 6c 6c 6f 0a",
            PayloadFormat.Base64 => "Bytes in Base64, such as SGVsbG8K",
            _ => @"Text with escapes, such as Hello\n",
        };

    /// <summary>Puts the cursor into the payload.</summary>
    public ValueTask FocusAsync() => _box?.FocusAsync() ?? ValueTask.CompletedTask;

    /// <summary>One of the controls changed the state. There is nothing to do: who receives a callback is rendered.</summary>
    private static void Changed() { }

    private Task SendIfPossibleAsync()
    {
        // Somebody who types faster than the page is rendered has written more than the last render knows.
        _plan = Plan?.Invoke();
        return CanSend ? OnSend.InvokeAsync() : Task.CompletedTask;
    }

    private Task OnKeyAsync(KeyboardEventArgs key)
    {
        switch (key.Key)
        {
            case "Enter" when key.CtrlKey || key.MetaKey:
                return SendIfPossibleAsync();
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
