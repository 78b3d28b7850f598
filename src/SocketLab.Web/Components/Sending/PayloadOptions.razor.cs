using Microsoft.AspNetCore.Components;
using SocketLab.Core.Payloads;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState.Sending;

namespace SocketLab.Web.Components.Sending;

/// <summary>How what is written becomes bytes. What makes no difference is not shown.</summary>
public partial class PayloadOptions
{
    /// <summary>What is being written.</summary>
    [Parameter, EditorRequired]
    public ComposerState State { get; set; } = default!;

    /// <summary>Whether a file can be sent.</summary>
    [Parameter]
    public bool AllowFile { get; set; }

    /// <summary>It changed something in the state.</summary>
    [Parameter]
    public EventCallback OnChange { get; set; }

    private static readonly Segment<PayloadFormat?>[] Written =
    [
        .. Enum.GetValues<PayloadFormat>().Select(format => new Segment<PayloadFormat?>(format, format.ToString())),
    ];

    private static readonly Segment<PayloadFormat?>[] WrittenOrFile = [.. Written, new(null, "File", TestId: "file")];

    private IReadOnlyList<Segment<PayloadFormat?>> Formats => AllowFile ? WrittenOrFile : Written;

    private Task UseAsync(PayloadFormat? format) =>
        ChangeAsync(() =>
        {
            if (format is { } written)
            {
                State.Use(written);
            }
            else
            {
                State.UseFile();
            }
        });

    private Task InsertAsync(string placeholder) =>
        ChangeAsync(() =>
        {
            State.UseTemplate(true);
            State.Append(placeholder);
        });

    private Task ChangeAsync(Action change)
    {
        change();
        return OnChange.InvokeAsync();
    }
}
