using Microsoft.AspNetCore.Components;
using SocketLab.Core.Definitions;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Components.Endpoints.Fields;

/// <summary>The reply rules: their order, presets to start from, and the limit that stops loops.</summary>
/// <remarks>A rule that moved keeps the focus, so that its button can be pressed again.</remarks>
public partial class ReplyFields
{
    private const string ReplyPath = "$.reply";

    private const string SystemPorts = "$.udp.replyToSystemPorts";

    private const string SystemPortsHelp =
        "Default off. NTP and DHCP ask from such ports; but services there, such as echo, also answer every answer, and then only the "
        + "limit above stops the two";

    private static readonly string[] Paths = [ReplyPath, "$.replyLimitPerSecond", SystemPorts];

    private readonly Dictionary<ReplyRuleDraft, ReplyRuleFields?> _editors = [];
    private ElementReference _add;
    private string _preset = "";
    private string _said = "";
    private Func<ValueTask>? _focus;

    private ReplyRulesForm Rules => Form.Replies;

    private IReadOnlyList<ReplyPreset> Presets => ReplyRulesForm.PresetsFor(Form.Kind);

    private ReplyPreset? Chosen => Presets.FirstOrDefault(preset => preset.Name == _preset);

    private string LimitHelp =>
        $"Default {Form.Defaults.ReplyLimitPerSecond:N0}. Beyond it replying pauses: only loops, such as two echo servers that answer "
        + "each other, are so fast";

    private string Brief =>
        Rules.Drafts.Count switch
        {
            0 => "none",
            1 => "1 rule",
            var count => $"{count} rules",
        };

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (Interlocked.Exchange(ref _focus, null) is { } focus)
        {
            await focus();
        }
    }

    private void Add()
    {
        var added = Rules.Add(Chosen?.Rules ?? [new ReplyRule()]);
        Focus(added, 0, "added");
    }

    private void Move(ReplyRuleDraft draft, int by)
    {
        if (Rules.Move(draft, by))
        {
            Focus(draft, by, "moved");
        }
    }

    private void Remove(ReplyRuleDraft draft)
    {
        var next = Rules.Remove(draft);
        _editors.Remove(draft);
        _said = "Rule removed";
        _focus = next is null ? () => _add.TryFocusAsync() : () => FocusAsync(next, 0);
        Form.Edited();
    }

    private void Focus(ReplyRuleDraft draft, int by, string what)
    {
        _said = $"Rule {what}: now {Rules.Drafts.Index().First(one => one.Item == draft).Index + 1} of {Rules.Drafts.Count}";
        _focus = () => FocusAsync(draft, by);
        Form.Edited();
    }

    private ValueTask FocusAsync(ReplyRuleDraft draft, int by) =>
        _editors.GetValueOrDefault(draft)?.FocusAsync(by) ?? ValueTask.CompletedTask;
}
