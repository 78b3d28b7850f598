using Microsoft.AspNetCore.Components;
using SocketLab.Core.Payloads;
using SocketLab.Web.ViewState.Bytes;

namespace SocketLab.Web.Components.Bytes;

/// <summary>A message's bytes as a dump or as text: what is selected there is named, read as values, unwrapped and copied.</summary>
public partial class PayloadReader
{
    /// <summary>Tells this reader from others on the page.</summary>
    [Parameter]
    public string Id { get; set; } = "entry";

    /// <summary>The name by which tests find the text.</summary>
    [Parameter]
    public string TextTestId { get; set; } = "text";

    /// <summary>The whole message.</summary>
    [Parameter]
    public ReadOnlyMemory<byte> Bytes { get; set; }

    /// <summary>The part of it that is drawn.</summary>
    [Parameter]
    public ReadOnlyMemory<byte> Shown { get; set; }

    /// <summary>Whether it is drawn as text.</summary>
    [Parameter]
    public bool AsText { get; set; }

    /// <summary>Whether it is there beside something else: then selected bytes are not read as values, and nothing is unwrapped.</summary>
    [Parameter]
    public bool IsBrief { get; set; }

    /// <summary>How the person reads it.</summary>
    [Parameter, EditorRequired]
    public ByteReading Reading { get; set; } = default!;

    /// <summary>What else can be done with the selected bytes.</summary>
    [Parameter]
    public RenderFragment? Actions { get; set; }

    /// <summary>Put text on the clipboard.</summary>
    [Parameter]
    public EventCallback<string> OnCopy { get; set; }

    /// <summary>The rest is to be drawn as well.</summary>
    [Parameter]
    public EventCallback OnShowAll { get; set; }

    private ReadOnlyMemory<byte> Selected => Reading.Selection?.Of(Bytes) ?? default;

    private void Use(ChangeEventArgs change) => Reading.Use(Enum.Parse<PayloadEncoding>((string)change.Value!));
}
