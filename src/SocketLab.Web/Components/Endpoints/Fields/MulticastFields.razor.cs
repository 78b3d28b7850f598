using Microsoft.AspNetCore.Components;
using SocketLab.Core.Transport;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Components.Endpoints.Fields;

/// <summary>Groups to join, and how datagrams to groups leave. The groups alone may change while the socket is open.</summary>
public partial class MulticastFields
{
    private static readonly string[] Paths =
    [
        MulticastForm.Path,
        "$.udp.multicastInterface",
        "$.udp.multicastTtl",
        "$.udp.multicastLoopback",
    ];

    private readonly Dictionary<MulticastGroupDraft, MulticastGroupFields> _editors = [];
    private IReadOnlyList<(string Name, string Addresses)> _interfaces = [];
    private ElementReference _add;
    private MulticastGroupDraft? _focus;
    private bool _focusAdd;

    private string Brief =>
        Form.Multicast.Drafts.Count switch
        {
            0 => "no groups",
            1 => "1 group",
            var count => $"{count} groups",
        };

    /// <summary>Also what the definition says, if this machine does not have it: the form changes nothing by itself.</summary>
    private IReadOnlyList<(string Value, string Text)> Interfaces =>
        [
            ("", "the system's choice"),
            .. _interfaces.Select(one => (one.Name, one.Addresses.Length > 0 ? $"{one.Name} · {one.Addresses}" : one.Name)),
            .. Form.Udp.MulticastInterface is { Length: > 0 } other && _interfaces.All(one => one.Name != other)
                ? [(other, other)]
                : Array.Empty<(string, string)>(),
        ];

    /// <inheritdoc/>
    protected override void OnInitialized() => _interfaces = NetworkInterfaces.ForMulticast();

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus is not null && _editors.TryGetValue(_focus, out var editor))
        {
            _focus = null;
            await editor.FocusAsync();
        }
        else if (_focusAdd)
        {
            _focusAdd = false;
            await _add.TryFocusAsync();
        }
    }

    private void Add() => _focus = Form.Multicast.Add();

    private void Remove(MulticastGroupDraft draft)
    {
        Form.Multicast.Remove(draft);
        _editors.Remove(draft);
        _focusAdd = true;
        Form.Edited();
    }

    private string Mark(string help) => Form.IsRunning ? $"{help} · needs a restart" : help;
}
