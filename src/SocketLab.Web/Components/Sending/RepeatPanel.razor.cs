using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Sending;

namespace SocketLab.Web.Components.Sending;

/// <summary>How often, how fast, how long.</summary>
public partial class RepeatPanel
{
    private static readonly Field[] Fields =
    [
        new("count", "Count", "no number", "How many messages; empty: no number", form => form.Count, (form, text) => form.Count = text),
        new(
            "perSecond",
            "Per second",
            "flat out",
            "Messages a second; empty: as fast as possible",
            form => form.PerSecond,
            (form, text) => form.PerSecond = text
        ),
        new(
            "durationSeconds",
            "Seconds",
            "no limit",
            "For how long, pauses not counted; empty: no limit",
            form => form.DurationSeconds,
            (form, text) => form.DurationSeconds = text
        ),
        new("burst", "Burst", "1", "How many go together; the rate stays", form => form.Burst, (form, text) => form.Burst = text),
        new(
            "jitterPercent",
            "Jitter, %",
            "0",
            "Each burst goes later than due by a random part of so much of the interval; the mean rate stays",
            form => form.JitterPercent,
            (form, text) => form.JitterPercent = text
        ),
    ];

    /// <summary>The fields of the repetition.</summary>
    [Parameter, EditorRequired]
    public RepeatForm Form { get; set; } = default!;

    /// <summary>Whether there is something to send, and somewhere.</summary>
    [Parameter]
    public bool CanStart { get; set; }

    /// <summary>The repeated send is to be started.</summary>
    [Parameter]
    public EventCallback OnStart { get; set; }

    /// <summary>It changed something in the state.</summary>
    [Parameter]
    public EventCallback OnChange { get; set; }

    private Task ChangeAsync(Action change)
    {
        change();
        return OnChange.InvokeAsync();
    }

    private sealed record Field(
        string Name,
        string Label,
        string Placeholder,
        string Meaning,
        Func<RepeatForm, string> Get,
        Action<RepeatForm, string> Set
    );
}
