using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using SocketLab.Core.Definitions;
using SocketLab.Core.Numbers;
using SocketLab.Core.Payloads;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Components.Endpoints.Fields;

/// <summary>One reply rule: what it matches, what it answers, and what happens then.</summary>
public partial class ReplyRuleFields
{
    private static readonly (ReplyMatch Match, string Text)[] Matches =
    [
        (ReplyMatch.Any, "any message"),
        (ReplyMatch.Exact, "is exactly"),
        (ReplyMatch.Prefix, "begins with"),
        (ReplyMatch.Contains, "contains"),
        (ReplyMatch.Regex, "matches (regex)"),
        (ReplyMatch.Hex, "is exactly, in hex"),
        (ReplyMatch.Connected, "a connection opens"),
    ];

    private ElementReference _whole;
    private ElementReference _up;
    private ElementReference _down;

    /// <summary>The rule.</summary>
    [Parameter, EditorRequired]
    public ReplyRuleDraft Draft { get; set; } = default!;

    /// <summary>Its place, from 0.</summary>
    [Parameter]
    public int Index { get; set; }

    /// <summary>How many rules there are.</summary>
    [Parameter]
    public int Count { get; set; }

    /// <summary>Asks to move it by so many places.</summary>
    [Parameter]
    public EventCallback<int> OnMove { get; set; }

    /// <summary>Asks to take it out.</summary>
    [Parameter]
    public EventCallback OnRemove { get; set; }

    private string ValueHint =>
        Draft.Match switch
        {
            ReplyMatch.Regex => @"^GET (\S+)",
            ReplyMatch.Hex => "48 65 6c 6c 6f",
            _ => @"Hello\r\n",
        };

    private string DataHint =>
        Draft.Payload.Format switch
        {
            PayloadFormat.Hex => "48 65 6c 6c 6f",
            PayloadFormat.Base64 => "SGVsbG8=",
            _ when Draft.Payload.Template => @"Text; {{time}} and others are filled in, \{{ is {{",
            _ => Draft.Match == ReplyMatch.Regex
                ? @"Text; $1 and ${name} are what the expression captured, \r\n an escape"
                : @"Text; \n \r \t \0 \\ \xHH are escapes",
        };

    /// <summary>Puts the focus on the button that moves by as much, or on the rule.</summary>
    public ValueTask FocusAsync(int by) =>
        (
            by < 0 ? _up
            : by > 0 ? _down
            : _whole
        ).TryFocusAsync();

    private void Edit(Action edit)
    {
        edit();
        Form.Edited();
    }

    private async Task OnKeyAsync(KeyboardEventArgs key)
    {
        if (key is { AltKey: true, Key: "ArrowUp" or "ArrowDown" })
        {
            await OnMove.InvokeAsync(key.Key == "ArrowUp" ? -1 : 1);
        }
    }

    private void SetValue(string? text) => Edit(() => Draft.Value = text ?? "");

    private void SetData(string? text) => Edit(() => Draft.Payload = Draft.Payload with { Data = text ?? "" });

    private void SetDelay(ChangeEventArgs change) =>
        Draft.Rule = Draft.Rule with { DelayMs = WholeNumber.TryReadSigned<int>(Text(change), out var delay) ? delay : 0 };

    private string? Error(string property) => Form.ErrorAt($"{ReplyRulesForm.PathOf(Index)}.{property}");

    private string Invalid(string property) => Error(property) is null ? "false" : "true";

    private string NoteId(string property) => $"note-{ReplyRulesForm.PathOf(Index)}.{property}";

    private static string Text(ChangeEventArgs change) => (string?)change.Value ?? "";

    private static T Parse<T>(ChangeEventArgs change)
        where T : struct, Enum => Enum.TryParse<T>((string?)change.Value, out var value) && Enum.IsDefined(value) ? value : default;
}
