using Microsoft.AspNetCore.Components;
using MudBlazor;
using SocketLab.Core.Definitions;
using SocketLab.Core.Filtering;
using SocketLab.Web.Access;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState.Recordings;

namespace SocketLab.Web.Components.Recordings;

/// <summary>
/// Saves entries as a file. The browser takes it from the API by itself, and shows how far it is as it does for every download.
/// </summary>
public sealed partial class SaveDialog
{
    private ExportChoice _choice = new() { EndpointId = "" };

    /// <summary>Whose entries they are.</summary>
    [Parameter, EditorRequired]
    public Endpoint Endpoint { get; set; } = default!;

    /// <summary>The feed's filter; empty without one.</summary>
    [Parameter]
    public string Filter { get; set; } = "";

    /// <summary>The sequences of the selected entries.</summary>
    [Parameter]
    public IReadOnlyList<long> Selected { get; set; } = [];

    /// <summary>The connection of the selected entry; null where it has none.</summary>
    [Parameter]
    public string? ConnectionId { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private AccessGate Gate { get; set; } = default!;

    [Inject]
    private Prompts Prompts { get; set; } = default!;

    private bool NeedsToken => Gate.State == AccessState.TokenRequired;

    private string FileName
    {
        get
        {
            const string forbidden = "/\\:*?\"<>|";
            var name = Endpoint.Definition.Name.Select(letter => char.IsControl(letter) || forbidden.Contains(letter) ? '-' : letter);
            return $"{string.Concat(name)}.{_choice.Form.Extension}";
        }
    }

    /// <summary>What is wrong with the filter; null when nothing is, or another choice is made.</summary>
    private string? FilterProblem =>
        Is(ExportScope.Filtered) && _choice.Filter.Trim() is { Length: > 0 } text && FilterSyntax.Read(text).Errors is [var error, ..]
            ? error.Message
            : null;

    /// <summary>Why the choices do not go together; null when they do.</summary>
    private string? Problem =>
        _choice.Form == ExportForm.Raw && !Is(ExportScope.Connection) && !Endpoint.Definition.Kind.IsUdp()
            ? _choice.ConnectionId is null
                ? "Raw bytes are of one connection: select an entry of it in the feed first."
                : "Raw bytes are of one connection: choose the connection of the selected entry."
            : null;

    /// <summary>Opens it and returns once it is closed.</summary>
    public static async Task ShowAsync(
        IDialogService dialogs,
        Endpoint endpoint,
        string filter,
        IReadOnlyList<long> selected,
        string? connectionId
    )
    {
        var parameters = new DialogParameters<SaveDialog>
        {
            { d => d.Endpoint, endpoint },
            { d => d.Filter, filter },
            { d => d.Selected, selected },
            { d => d.ConnectionId, connectionId },
        };
        var dialog = await dialogs.ShowAsync<SaveDialog>(null, parameters, DialogShape.Of(MaxWidth.Medium));
        await dialog.Result;
    }

    /// <inheritdoc/>
    protected override void OnInitialized() =>
        _choice = new()
        {
            EndpointId = Endpoint.Id,
            Filter = Filter,
            Scope = Filter.Length > 0 ? ExportScope.Filtered : ExportScope.All,
            Selected = Selected,
            ConnectionId = ConnectionId,
        };

    private bool Is(ExportScope scope) => _choice.Scope == scope;

    private void Use(ExportScope scope) => _choice = _choice with { Scope = scope };

    private void Use(ExportForm form) => _choice = _choice with { Form = form };

    private void UseFilter(string? filter) => _choice = _choice with { Filter = filter ?? "" };

    private void UseDirection(bool isOut) => _choice = _choice with { Direction = isOut ? "out" : "in" };
}
